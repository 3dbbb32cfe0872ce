#include "training/verify_attempt.h"

#include "training/question_view.h"

#include <cmath>

namespace canbo::training {
namespace {

constexpr double same_mark = 1e-6;

Result<std::vector<AttemptHead>> heads_here(Transaction& tx, const LearningDesk& desk, const ledger::Entry& attempt) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, attempt_head_kind, attempt.subject));
    std::vector<AttemptHead> out;
    for (const auto& entry : entries) {
        Issues issues;
        auto head = head_from_json(entry.body, issues);
        if (!issues.has_errors() && head.attempt == attempt.id)
            out.push_back(std::move(head));
    }
    return out;
}

void grade_again(AttemptVerdict& verdict, const AttemptReport& report, const OpenQuiz& open) {
    const auto quiz = open(verdict.course, verdict.version, verdict.lesson);
    if (!quiz) {
        verdict.findings.push_back(quiz.error());
        return;
    }
    const auto attempt = QuizAttempt::resume(report.log, quiz->bank);
    if (!attempt) {
        verdict.findings.push_back(attempt.error());
        return;
    }
    verdict.graded = true;
    verdict.regraded = attempt->mark();
    for (int slot = 1; slot <= static_cast<int>(attempt->size()); ++slot) {
        const auto& question = attempt->question(slot);
        const auto& source = attempt->source(slot);
        verdict.questions.push_back({slot, source.name, std::string(assessment::state_name(question.state())),
                                     question.mark(), question.max_mark(), plain_text(source.text, source.format)});
    }
    if (std::abs(verdict.regraded - verdict.claimed) > same_mark)
        verdict.findings.push_back(
            {ErrorCode::DigestMismatch, "Graded again the attempt has another mark", "mark", {}});
    const auto fresh = QuizAttempt::begin(report.log.id(), attempt->paper(), quiz->bank, {});
    const auto& events = report.log.events();
    for (std::size_t i = 0; fresh && i < fresh->log().events().size(); ++i)
        if (!(events[i].data == fresh->log().events()[i].data)) {
            verdict.findings.push_back({ErrorCode::DigestMismatch,
                                        "The questions were not drawn from the attempt's seed",
                                        std::to_string(i),
                                        {}});
            return;
        }
}

} // namespace

Result<AttemptVerdict> verify_attempt(const LearningDesk& desk, const std::string& id, const OpenQuiz& open) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto stored, desk.entries.find(*tx, id));
    CANBO_TRY(const auto waiting, desk.outbox.find(*tx, id));
    const ledger::Entry* entry = stored ? &stored->entry : waiting ? &waiting->frozen.entry : nullptr;
    if (entry == nullptr || entry->kind != attempt_kind)
        return fail(ErrorCode::NotFound, "There is no such attempt", id);
    AttemptVerdict verdict;
    verdict.attempt = id;
    verdict.learner = entry->author;
    verdict.agency = entry->agency;
    Issues issues;
    const auto report = report_from_json(entry->body, issues);
    verdict.course = report.course;
    verdict.lesson = report.lesson;
    verdict.claimed = report.mark;
    for (const auto& issue : issues.items())
        verdict.findings.push_back({issue.code, issue.sentence, issue.where, {}});
    if (issues.has_errors())
        return verdict;
    CANBO_TRY(const auto heads, heads_here(*tx, desk, *entry));
    tx.reset();
    if (const auto sound = check_report(report, id, entry->author, heads); !sound)
        verdict.findings.push_back(sound.error());
    if (const auto paper = paper_of(report.log))
        verdict.version = paper->version;
    const auto& events = report.log.events();
    for (std::size_t i = 1; i < events.size(); ++i)
        if (const auto change = assessment::clock_change(events[i - 1], events[i]); change.count() != 0)
            verdict.clock_changes.emplace_back(events[i].sequence, change);
    if (!events.empty())
        verdict.took = events.back().monotonic;
    if (verdict.findings.empty())
        grade_again(verdict, report, open);
    verdict.valid = verdict.findings.empty();
    return verdict;
}

Json verdict_to_json(const AttemptVerdict& in) {
    Json questions = Json::array(), findings = Json::array(), clocks = Json::array();
    for (const auto& one : in.questions)
        questions.push_back({{"question", one.slot},
                             {"name", one.name},
                             {"state", one.state},
                             {"mark", one.mark ? Json(*one.mark) : Json()}});
    for (const auto& one : in.findings)
        findings.push_back(
            {{"code", std::string(base::code_name(one.code))}, {"message", one.message}, {"where", one.where}});
    for (const auto& [sequence, by] : in.clock_changes)
        clocks.push_back({{"event", sequence}, {"seconds", static_cast<double>(by.count()) / 1000}});
    return {{"attempt", in.attempt},
            {"learner", in.learner},
            {"agency", in.agency},
            {"course", in.course},
            {"version", in.version},
            {"lesson", in.lesson},
            {"valid", in.valid},
            {"graded", in.graded},
            {"mark", in.claimed},
            {"regraded", in.graded ? Json(in.regraded) : Json()},
            {"seconds", static_cast<double>(in.took.count()) / 1000},
            {"questions", std::move(questions)},
            {"findings", std::move(findings)},
            {"clock_changes", std::move(clocks)}};
}

} // namespace canbo::training
