#include "training/admission.h"

#include "base/issues.h"
#include "base/json_parts.h"
#include "training/assignment.h"
#include "training/attempt_entries.h"
#include "training/bulletin.h"
#include "training/learning_desk.h"
#include "training/learning_json.h"
#include "training/published_course.h"
#include "training/sent_certificates.h"
#include "training/share_drills.h"
#include "training/share_learning.h"

#include <cmath>

namespace canbo::training {
namespace {

using ledger::Admission;

/// The mark of a final quiz is that of an attempt which the office has.
Result<void> check_final(const Admission& in, const LearningEvent& event) {
    CANBO_TRY(const auto attempt, in.entries.find(in.transaction, event.id));
    const bool there = attempt && attempt->entry.kind == attempt_kind && attempt->entry.author == in.author.name &&
                       attempt->entry.subject == in.entry.subject;
    Issues ignored; // it was checked when it came
    const auto report = there ? report_from_json(attempt->entry.body, ignored) : AttemptReport{};
    if (!there || !report.lesson.empty() || std::abs(report.mark - event.value) > 1e-9)
        return fail(ErrorCode::Conflict, "The mark of a final quiz belongs to an attempt that was sent before",
                    event.id);
    return {};
}

Result<void> admit_learning(const Admission& in) {
    Issues issues;
    const auto part = learning_part_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(check_learner(in, part.course));
    for (const auto& event : part.events)
        if (event.kind == LearningEvent::Kind::Final)
            CANBO_TRY_VOID(check_final(in, event));
    return {};
}

/// The learner's events as the office holds them.
Result<LearningLog> events_at_office(const Admission& in, const std::string& subject) {
    CANBO_TRY(const auto stored, in.entries.by_subject(in.transaction, learning_kind, subject));
    LearningLog out;
    for (const auto& one : stored) {
        Issues ignored; // it was checked when it came
        for (const auto& event : learning_part_from_json(one.entry.body, ignored).events)
            static_cast<void>(out.add(event).has_value());
    }
    return out;
}

/// Where the office knows the course, nobody completes it but by what they did.
Result<void> admit_standing(const Admission& in, const KnownCourse& known) {
    Issues issues;
    const auto claim = claim_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(check_learner(in, claim.course));
    if (claim.state != StandingClaim::State::Completed)
        return {};
    auto course = known ? known(claim.course, claim.version) : std::nullopt;
    if (!course) {
        CANBO_TRY(course, course_at_office(in, claim.course, claim.version));
    }
    if (!course)
        return {};
    CANBO_TRY(const auto events, events_at_office(in, in.entry.subject));
    if (!standing_in(*course, events).completed)
        return fail(ErrorCode::Conflict, "What the learner did does not complete this course", "state");
    return {};
}

std::string staffs_audience(const ledger::Entry& entry) {
    std::vector<std::string> readers{ledger::person_reader(entry.author)};
    if (!entry.agency.empty())
        readers.push_back(ledger::staff_reader(entry.agency));
    return ledger::closed_audience(readers);
}

} // namespace

void register_kinds(ledger::KindRegistry& registry, KnownCourse known) {
    const auto learner = [](const ledger::Entry& entry) { return learner_of_subject(entry.subject); };
    const auto author = [](const ledger::Entry& entry) { return entry.author; };
    registry.add({course_kind, true, admit_course});
    registry.add({bulletin_kind, true, admit_bulletin});
    registry.add({bulletin_read_kind, false, admit_bulletin_read, staffs_audience, author});
    registry.add({holding_kind, false, admit_holding, staffs_audience, author});
    registry.add({drill_kind, false, admit_drills, learners_audience, learner});
    registry.add({certificate_kind, false, admit_certificate, learners_audience, learner});
    registry.add({revocations_kind, true, admit_revocations});
    registry.add({assignment_kind, true, admit_assignment, assignment_audience});
    registry.add({attempt_kind, false, [known](const auto& in) { return admit_attempt(in, known); }, learners_audience,
                  learner});
    registry.add({attempt_head_kind, false, admit_attempt_head, learners_audience, learner});
    registry.add({learning_kind, false, admit_learning, learners_audience, learner});
    registry.add({standing_kind, false,
                  [known = std::move(known)](const auto& in) { return admit_standing(in, known); }, staffs_audience,
                  learner});
}

} // namespace canbo::training
