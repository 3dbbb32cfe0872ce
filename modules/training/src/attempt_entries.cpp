#include "training/attempt_entries.h"

#include "base/crypto.h"
#include "base/issues.h"
#include "base/json_parts.h"
#include "training/published_course.h"

#include <algorithm>

namespace canbo::training {
namespace {

using assessment::AttemptEvent;

Result<std::vector<AttemptHead>> heads_of(const ledger::Admission& in, const std::string& attempt) {
    CANBO_TRY(const auto stored, in.entries.by_subject(in.transaction, attempt_head_kind, in.entry.subject));
    std::vector<AttemptHead> out;
    for (const auto& one : stored) {
        Issues ignored; // it was checked when it came
        auto head = head_from_json(one.entry.body, ignored);
        if (head.attempt == attempt)
            out.push_back(std::move(head));
    }
    return out;
}

bool is_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace

Json head_to_json(const AttemptHead& head) {
    return {{"attempt", head.attempt},
            {"course", head.course},
            {"lesson", head.lesson},
            {"sequence", head.sequence},
            {"hash", head.hash}};
}

AttemptHead head_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    AttemptHead out;
    out.attempt = in.text("attempt", 36);
    out.course = in.text("course", 200);
    out.lesson = in.text_or("lesson", "", 200);
    out.sequence = in.integer("sequence", 0, 1'000'000);
    out.hash = in.text("hash", 64);
    in.finish();
    if (!base::is_uuid(out.attempt) || !is_slug(out.course) || !is_hash(out.hash))
        issues.error(ErrorCode::InvalidInput, "attempt", "The beginning of an attempt names it and its newest event");
    return out;
}

Json report_to_json(const AttemptReport& report) {
    return {{"course", report.course}, {"lesson", report.lesson}, {"mark", report.mark}, {"log", report.log.to_json()}};
}

AttemptReport report_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    AttemptReport out;
    out.course = in.text("course", 200);
    out.lesson = in.text_or("lesson", "", 200);
    out.mark = in.optional_number("mark").value_or(-1);
    const Json& log = in.object_or_empty("log");
    in.finish();
    if (!(out.mark >= 0 && out.mark <= 1))
        issues.error(ErrorCode::InvalidInput, "mark", "The value of an event is a share from 0 to 1");
    if (auto read = assessment::AttemptLog::from_json(log))
        out.log = *std::move(read);
    else
        issues.error(read.error().code, "log." + read.error().where, read.error().message);
    return out;
}

std::string event_id(const std::string& attempt, int slot) {
    std::string hex = base::sha256_hex("canbo attempt event " + attempt + " " + std::to_string(slot)).substr(0, 32);
    hex[12] = '4'; // the version and variant of a random UUID
    hex[16] = '8';
    for (const std::size_t at : {20U, 16U, 12U, 8U})
        hex.insert(at, "-");
    return hex;
}

Result<void> check_heads(const assessment::AttemptLog& log, const std::vector<AttemptHead>& heads) {
    for (const auto& head : heads) {
        const auto at = static_cast<std::size_t>(head.sequence);
        if (at >= log.events().size() || log.events()[at].hash != head.hash)
            return fail(ErrorCode::DigestMismatch,
                        "The attempt's log is another one than the office was told of before",
                        std::to_string(head.sequence));
    }
    return {};
}

Result<void> check_report(const AttemptReport& report, const std::string& attempt, const std::string& learner,
                          const std::vector<AttemptHead>& heads) {
    if (report.log.id() != attempt)
        return fail(ErrorCode::InvalidInput, "The log belongs to another attempt", "log.attempt");
    CANBO_TRY_VOID(assessment::verify(report.log));
    CANBO_TRY_VOID(check_heads(report.log, heads));
    CANBO_TRY(const auto paper, paper_of(report.log));
    if (paper.learner != learner)
        return fail(ErrorCode::Forbidden, "The attempt is another learner's", "log.learner");
    if (paper.course != report.course || paper.lesson != report.lesson || paper.seed != assessment::seed_of(attempt))
        return fail(ErrorCode::InvalidInput, "The paper of the attempt does not fit it", "log.paper");
    const auto& events = report.log.events();
    for (std::size_t i = 1; i < events.size(); ++i) {
        const auto& event = events[i];
        const std::string where = std::to_string(event.sequence);
        const bool end = event.kind == AttemptEvent::Kind::Finish;
        const bool paper_again = event.kind == AttemptEvent::Kind::Start && event.slot == 0;
        if (end != (i + 1 == events.size()) || (end && event.slot != 0) || paper_again ||
            event.kind == AttemptEvent::Kind::Remark)
            return fail(ErrorCode::InvalidInput, "An event of the attempt stands where it may not", where);
        if (event.kind != AttemptEvent::Kind::Answer)
            continue;
        CANBO_TRY_VOID(check_response(paper, event.data));
        if (paper.limit.count() > 0 && event.monotonic >= paper.limit)
            return fail(ErrorCode::Closed, "A question was answered after the time was over", where);
    }
    return {};
}

Result<void> admit_attempt(const ledger::Admission& in, const KnownCourse& known) {
    Issues issues;
    const auto report = report_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(check_learner(in, report.course));
    CANBO_TRY(const auto heads, heads_of(in, in.entry.id));
    CANBO_TRY_VOID(check_report(report, in.entry.id, in.author.name, heads));
    if (!report.lesson.empty())
        return {};
    CANBO_TRY(const auto paper, paper_of(report.log));
    auto course = known ? known(paper.course, paper.version) : std::nullopt;
    if (!course) {
        CANBO_TRY(course, course_at_office(in, paper.course, paper.version));
    }
    if (!course || !course->final || course->final->attempts == 0)
        return {};
    CANBO_TRY(const auto before, in.entries.by_subject(in.transaction, attempt_kind, in.entry.subject));
    const auto finals = std::count_if(before.begin(), before.end(),
                                      [](const auto& one) { return one.entry.body.value("lesson", "").empty(); });
    if (finals >= course->final->attempts)
        return fail(ErrorCode::Closed, "No attempt at this quiz is left", report.course);
    return {};
}

Result<void> admit_attempt_head(const ledger::Admission& in) {
    Issues issues;
    const auto head = head_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(check_learner(in, head.course));
    CANBO_TRY(const auto before, heads_of(in, head.attempt));
    for (const auto& one : before)
        if (one.sequence == head.sequence && one.hash != head.hash)
            return fail(ErrorCode::DigestMismatch,
                        "The attempt's log is another one than the office was told of before",
                        std::to_string(head.sequence));
    return {};
}

} // namespace canbo::training
