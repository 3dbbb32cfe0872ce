#include "reporting/admission.h"

#include "base/crypto.h"
#include "base/json_parts.h"
#include "people/oversight.h"
#include "progress/agency_book.h"
#include "reporting/check.h"
#include "reporting/office_settings.h"
#include "reporting/period_book.h"
#include "reporting/tier_deadline.h"

#include <algorithm>
#include <memory>

namespace canbo::reporting {
namespace {

using ledger::Admission;
using people::Permission;

/// What the office ships with; shared by the rules of all kinds.
struct Shipped {
    const progress::Catalogue* catalogue;
    people::AgencyTree agencies;
    Calendar calendar;
};

Result<PeriodBook> book_of(const Admission& in, const Shipped& shipped) {
    CANBO_TRY(const auto period, base::Period::parse(in.entry.subject));
    CANBO_TRY(const auto calendar, load_calendar(in.transaction, in.entries, shipped.calendar));
    return PeriodBook::load(in.transaction, in.entries, period, calendar);
}

/// A revision names versions of the same agency and period, and goes one higher than the highest of them.
Result<void> check_bases(const Report& report, const PeriodBook& book) {
    std::int64_t highest = 0;
    for (const auto& id : report.bases) {
        const ReportVersion* base = book.find(id);
        if (base == nullptr || base->report.agency != report.agency)
            return fail(ErrorCode::NotFound, "The report that this one revises is not here", "bases");
        highest = std::max(highest, base->report.revision);
    }
    if (report.revision != highest + 1)
        return fail(ErrorCode::InvalidInput, "A revised report counts one higher than the one it revises", "revision");
    return {};
}

Result<void> check_attachments(const Admission& in, const Report& report) {
    for (std::size_t i = 0; i < report.attachments.size(); ++i) {
        CANBO_TRY(const bool here, in.blobs.has(in.transaction, report.attachments[i].sha256));
        if (!here)
            return fail(ErrorCode::NotFound, "An attachment has not been sent",
                        "attachments[" + std::to_string(i) + "]");
    }
    return {};
}

/// The leader's word is an entry of its own, sent under the leader's login: a name in the report proves nothing.
Result<void> check_approval(const Admission& in, const Report& report) {
    CANBO_TRY(const auto digest, approval_digest(report));
    CANBO_TRY(const auto approvals, in.entries.by_subject(in.transaction, approval_kind, report.period));
    for (const auto& stored : approvals)
        if (stored.entry.agency == report.agency && stored.entry.author == report.approved_by &&
            base::text_at(stored.entry.body, "report") == in.entry.id &&
            base::text_at(stored.entry.body, "digest") == digest)
            return {};
    return fail(ErrorCode::Forbidden, "The agency's leader has not approved this report", "approved_by");
}

Result<void> check_content(const Admission& in, const Shipped& shipped, const Report& report,
                           const base::Period& period) {
    CANBO_TRY(const auto agencies, progress::load_agencies(in.transaction, in.entries, shipped.agencies));
    const people::Agency* agency = agencies.find(report.agency);
    if (agency == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", "agency");
    if (agency->needs_approval)
        CANBO_TRY_VOID(check_approval(in, report));
    const progress::Duties duties(*shipped.catalogue, agencies, period.last_day());
    CANBO_TRY(const auto plans, progress::PlanBook::load(in.transaction, in.entries, base::Time::max()));
    Issues issues;
    check_report(report, {*shipped.catalogue, duties, plans, base::day_in_vietnam(in.received_at), nullptr}, issues);
    return base::first_problem(issues);
}

Result<void> admit_report(const Admission& in, const Shipped& shipped) {
    CANBO_TRY_VOID(people::require(in.author, Permission::WriteReport));
    if (in.entry.agency != in.author.agency)
        return fail(ErrorCode::Forbidden, "A report is sent by the agency it is about", "agency");
    Issues issues;
    const Report report = report_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    if (report.agency != in.entry.agency || report.period != in.entry.subject || report.revision != in.entry.revision)
        return fail(ErrorCode::InvalidInput, "The entry is about another report than its body", "body");
    CANBO_TRY(const auto book, book_of(in, shipped));
    if (base::day_in_vietnam(in.received_at) < book.period().first_day())
        return fail(ErrorCode::InvalidInput, "The period has not begun", "period");
    if (!book.open_for(report.agency, in.received_at))
        return fail(ErrorCode::Closed, "The period is locked; ask the standing office for an exception", "period");
    CANBO_TRY_VOID(check_bases(report, book));
    CANBO_TRY_VOID(check_attachments(in, report));
    return check_content(in, shipped, report, book.period());
}

Result<void> admit_approval(const Admission& in, const Shipped&) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ApproveReport));
    if (in.entry.agency != in.author.agency)
        return fail(ErrorCode::Forbidden, "This report belongs to another agency", "agency");
    if (!base::is_uuid(base::text_at(in.entry.body, "report")) || base::text_at(in.entry.body, "digest").size() != 64)
        return fail(ErrorCode::InvalidInput, "An approval names the report and its digest", "body");
    CANBO_TRY([[maybe_unused]] const auto period, base::Period::parse(in.entry.subject));
    return {};
}

Result<void> admit_decision(const Admission& in, const Shipped& shipped) {
    if (!in.author.may(Permission::DecideReport)) // asked first: who may decide about nothing is told nothing
        CANBO_TRY_VOID(people::require(in.author, Permission::DecideTier));
    const std::string decision = base::text_at(in.entry.body, "decision");
    const std::string remark = base::text_at(in.entry.body, "remark");
    if (decision != "accepted" && decision != "returned")
        return fail(ErrorCode::InvalidInput, "A report must be accepted or returned", "decision");
    if (decision == "returned" && remark.empty())
        return fail(ErrorCode::InvalidInput, "A report is returned with a remark that says why", "remark");
    CANBO_TRY(const auto book, book_of(in, shipped));
    const ReportVersion* version = book.find(base::text_at(in.entry.body, "report"));
    if (version == nullptr || version->report.agency != in.entry.agency)
        return fail(ErrorCode::NotFound, "There is no such report", "report");
    CANBO_TRY(const auto agencies, progress::load_agencies(in.transaction, in.entries, shipped.agencies));
    CANBO_TRY_VOID(people::require_decision(in.author, agencies.reports_to(in.entry.agency, book.period().last_day())));
    if (version->state == ReportState::Superseded)
        return fail(ErrorCode::Conflict, "A newer version of this report has come in", "report");
    if (version->decision && base::text_at(in.entry.body, "replaces") != version->decision->entry)
        return fail(ErrorCode::Conflict, "Somebody has decided about this report meanwhile", "report");
    return {};
}

Result<void> admit_lock(const Admission& in, const Shipped& shipped) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManagePeriods));
    if (!in.entry.body.contains("locked") || !in.entry.body["locked"].is_boolean())
        return fail(ErrorCode::InvalidInput, "True or false is expected here", "locked");
    CANBO_TRY([[maybe_unused]] const auto book, book_of(in, shipped)); // the period exists
    return {};
}

Result<void> admit_exception(const Admission& in, const Shipped& shipped) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManagePeriods));
    if (base::text_at(in.entry.body, "reason").empty())
        return fail(ErrorCode::InvalidInput, "An exception must have a reason", "reason");
    CANBO_TRY(const auto expires, base::parse_time(base::text_at(in.entry.body, "expires")));
    if (expires <= in.received_at)
        return fail(ErrorCode::InvalidInput, "The exception has run out already", "expires");
    CANBO_TRY(const auto agencies, progress::load_agencies(in.transaction, in.entries, shipped.agencies));
    if (agencies.find(in.entry.agency) == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", "agency");
    CANBO_TRY([[maybe_unused]] const auto book, book_of(in, shipped)); // the period exists
    return {};
}

Result<void> admit_consolidation(const Admission& in, const Shipped& shipped) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManagePeriods));
    CANBO_TRY(const auto book, book_of(in, shipped));
    if (!in.entry.body.contains("reports") || !in.entry.body["reports"].is_array())
        return fail(ErrorCode::InvalidInput, "A list is expected here", "reports");
    if (in.entry.body.contains("sequence") && !in.entry.body["sequence"].is_number_integer())
        return fail(ErrorCode::InvalidInput, "A whole number is expected here", "sequence");
    for (const auto& id : in.entry.body["reports"]) {
        const ReportVersion* version = id.is_string() ? book.find(id.get<std::string>()) : nullptr;
        if (version == nullptr)
            return fail(ErrorCode::NotFound, "There is no such report", "reports");
        if (version->state != ReportState::Accepted && version->state != ReportState::Consolidated)
            return fail(ErrorCode::Conflict, "Only accepted reports are consolidated", "reports");
    }
    return {};
}

Result<void> admit_expectation(const Admission& in, const Shipped& shipped) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManagePlan));
    CANBO_TRY(const auto agencies, progress::load_agencies(in.transaction, in.entries, shipped.agencies));
    const people::Agency* agency = agencies.find(in.entry.agency);
    if (agency == nullptr || agency->collective)
        return fail(ErrorCode::InvalidInput, "A collective body cannot be expected to report", "agency");
    CANBO_TRY([[maybe_unused]] const auto from, base::parse_day(base::text_at(in.entry.body, "from")));
    Issues issues;
    base::ObjectReader body(in.entry.body, "", issues);
    body.boolean_or("expected", true);
    if (const auto to = body.optional_text("to", 10); to && !base::parse_day(*to))
        issues.error(ErrorCode::InvalidInput, "to", "This is not a date like 2024-02-16");
    return base::first_problem(issues);
}

Result<void> admit_calendar(const Admission& in, const Shipped& shipped) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManagePlan));
    Issues issues;
    CANBO_TRY(auto calendar, load_calendar(in.transaction, in.entries, shipped.calendar));
    calendar.apply(in.entry.body, issues);
    return base::first_problem(issues);
}

/// A lead says it for itself; the standing office may say it for any.
Result<void> admit_tier_deadline(const Admission& in, const Shipped& shipped) {
    if (!in.author.may(Permission::ManagePlan))
        CANBO_TRY_VOID(people::require_decision(in.author, in.entry.agency));
    CANBO_TRY(const auto agencies, progress::load_agencies(in.transaction, in.entries, shipped.agencies));
    const people::Agency* lead = agencies.find(in.entry.agency);
    if (lead == nullptr || lead->collective)
        return fail(ErrorCode::NotFound, "There is no such agency", "agency");
    Issues issues;
    TierDeadlines(shipped.calendar).apply(in.entry.agency, in.entry.body, issues);
    return base::first_problem(issues);
}

Result<void> admit_office_setting(const Admission& in, const Shipped& shipped) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManagePlan));
    if (in.entry.subject != prints_as_setting)
        return fail(ErrorCode::InvalidInput, "The office has no such setting", "subject");
    CANBO_TRY(const auto agencies, progress::load_agencies(in.transaction, in.entries, shipped.agencies));
    const people::Agency* agency = agencies.find(base::text_at(in.entry.body, "prints_as"));
    if (agency == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", "prints_as");
    if (agency->collective || !agency->letter || agency->letter->issuer.empty())
        return fail(ErrorCode::InvalidInput, "This agency has no letterhead to print under", "prints_as");
    return {};
}

} // namespace

void register_kinds(ledger::KindRegistry& registry, const progress::Catalogue& catalogue, people::AgencyTree agencies,
                    Calendar calendar) {
    const auto shipped = std::make_shared<const Shipped>(Shipped{&catalogue, std::move(agencies), std::move(calendar)});
    const auto add = [&](const char* kind, bool for_everybody, Result<void> (*rule)(const Admission&, const Shipped&)) {
        registry.add({kind, for_everybody, [shipped, rule](const Admission& in) { return rule(in, *shipped); }});
    };
    add(report_kind, false, admit_report);
    add(approval_kind, false, admit_approval);
    add(decision_kind, false, admit_decision);
    add(lock_kind, true, admit_lock);
    add(exception_kind, false, admit_exception);
    add(consolidation_kind, true, admit_consolidation);
    add(expectation_kind, true, admit_expectation);
    add(calendar_kind, true, admit_calendar);
    add(tier_deadline_kind, true, admit_tier_deadline);
    add(office_setting_kind, true, admit_office_setting);
}

} // namespace canbo::reporting
