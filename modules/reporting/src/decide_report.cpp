#include "reporting/decide_report.h"

#include "base/text.h"
#include "people/oversight.h"
#include "progress/agency_book.h"
#include "reporting/period_book.h"
#include "reporting/report_view.h"

#include <set>

namespace canbo::reporting {

Result<PreparedDecision> prepare_decision(const Desk& desk, const std::string& report, bool accept,
                                          std::string_view remark) {
    CANBO_TRY(const auto view, find_report(desk, report));
    if (view.received_at.empty())
        return fail(ErrorCode::NotFound, "The office has not received this report", report);
    CANBO_TRY(const auto period, base::Period::parse(view.report.period));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk.entries, desk.shipped_agencies));
    CANBO_TRY_VOID(people::require_decision(desk.person, agencies.reports_to(view.report.agency, period.last_day())));
    CANBO_TRY(const auto text, base::to_nfc(remark));
    if (!accept && base::trim(text).empty())
        return fail(ErrorCode::InvalidInput, "A report is returned with a remark that says why", "remark");
    Json body{{"report", report}, {"decision", accept ? "accepted" : "returned"}, {"remark", text}};
    CANBO_TRY(const auto calendar, load_calendar(*tx, desk.entries, desk.shipped_calendar));
    CANBO_TRY(const auto book, PeriodBook::load(*tx, desk.entries, period, calendar));
    const auto* version = book.find(report);
    if (version != nullptr && version->decision) {
        if (version->decision->accepted == accept)
            return fail(ErrorCode::Conflict, "This report has been decided in the same way already", report);
        body["replaces"] = version->decision->entry;
    }
    return PreparedDecision{view.report.agency, view.report.period, std::move(body)};
}

Result<std::string> DecideReport::operator()(const std::string& report, bool accept, std::string_view remark) {
    CANBO_TRY(auto decision, prepare_decision(m_desk, report, accept, remark));
    return queue_entry(m_desk, decision_kind, std::move(decision.agency), std::move(decision.period), 1,
                       std::move(decision.body));
}

std::vector<DecidedReport> decide_reports(const Desk& desk, const std::vector<std::string>& reports, bool accept,
                                          std::string_view remark) {
    std::vector<DecidedReport> out;
    std::set<std::string_view> seen;
    for (const auto& report : reports) {
        if (!seen.insert(report).second)
            continue;
        const auto view = find_report(desk, report);
        out.push_back({report, view ? view->report.agency : std::string(), view ? view->report.period : std::string(),
                       DecideReport(desk)(report, accept, remark)});
    }
    return out;
}

} // namespace canbo::reporting
