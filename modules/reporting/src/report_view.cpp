#include "reporting/report_view.h"

#include "progress/agency_book.h"
#include "reporting/draft_report.h"
#include "reporting/tier_deadline.h"

#include <algorithm>
#include <set>

namespace canbo::reporting {
namespace {

ReportView view_of(const Draft& draft) {
    ReportView view;
    Issues ignored;
    view.id = draft.id;
    view.state = "draft";
    view.report = report_from_draft(draft, ignored);
    view.author = draft.author;
    return view;
}

ReportView view_of(const ledger::OutboxItem& item) {
    using State = ledger::OutboxItem::State;
    ReportView view;
    Issues ignored;
    view.id = item.frozen.entry.id;
    view.state = item.state == State::Queued ? "queued" : item.state == State::Sent ? "sent" : "refused";
    view.report = report_from_json(item.frozen.entry.body, ignored);
    view.author = item.frozen.entry.author;
    view.digest = item.frozen.digest;
    view.remark = item.error;
    return view;
}

ReportView view_of(const ReportVersion& version, bool in_conflict, const Deadlines& deadlines) {
    ReportView view;
    view.id = version.id;
    view.state = std::string(state_name(version.state));
    view.report = version.report;
    view.received_at = base::to_iso(version.received_at);
    view.late = version.received_at > deadlines.due;
    view.author = version.author;
    view.digest = version.digest;
    view.in_conflict = in_conflict && version.state != ReportState::Superseded;
    if (version.decision) {
        view.remark = version.decision->remark;
        view.decided_by = version.decision->by;
    }
    return view;
}

/// When the reports of each agency were due, at who receives them.
class DueTimes {
public:
    static Result<DueTimes> load(Transaction& tx, const Desk& desk, const Calendar& calendar) {
        CANBO_TRY(auto agencies, progress::load_agencies(tx, desk.entries, desk.shipped_agencies));
        CANBO_TRY(auto tiers, TierDeadlines::load(tx, desk.entries, calendar));
        return DueTimes(std::move(agencies), std::move(tiers));
    }
    Result<Deadlines> of(const std::string& agency, const base::Period& period) const {
        return m_tiers.deadlines(period, m_agencies.reports_to(agency, period.last_day()));
    }

private:
    DueTimes(people::AgencyTree agencies, TierDeadlines tiers)
        : m_agencies(std::move(agencies)), m_tiers(std::move(tiers)) {}

    people::AgencyTree m_agencies;
    TierDeadlines m_tiers;
};

Result<void> add_received(Transaction& tx, const Desk& desk, const std::string& agency, std::vector<ReportView>& out) {
    CANBO_TRY(const auto stored,
              agency.empty() ? desk.entries.of_kind(tx, report_kind) : desk.entries.by_agency(tx, report_kind, agency));
    CANBO_TRY(const auto calendar, load_calendar(tx, desk.entries, desk.shipped_calendar));
    CANBO_TRY(const auto due, DueTimes::load(tx, desk, calendar));
    std::set<std::string> periods;
    for (const auto& entry : stored)
        periods.insert(entry.entry.subject);
    for (const auto& text : periods) {
        CANBO_TRY(const auto period, base::Period::parse(text));
        CANBO_TRY(const auto book, PeriodBook::load(tx, desk.entries, period, calendar));
        for (const auto& [code, reports] : book.agencies()) {
            if (!agency.empty() && code != agency)
                continue;
            CANBO_TRY(const auto deadlines, due.of(code, period));
            for (const auto& version : reports.versions)
                out.push_back(view_of(version, reports.in_conflict(), deadlines));
        }
    }
    return {};
}

} // namespace

Result<std::vector<ReportView>> list_reports(const Desk& desk, const std::string& agency) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    std::vector<ReportView> out;
    CANBO_TRY(const auto drafts, desk.drafts.list(*tx));
    for (const auto& draft : drafts)
        if (agency.empty() || draft.agency == agency)
            out.push_back(view_of(draft));
    CANBO_TRY(const auto queued, desk.outbox.list(*tx));
    for (const auto& item : queued)
        if (item.frozen.entry.kind == report_kind && (agency.empty() || item.frozen.entry.agency == agency))
            out.push_back(view_of(item));
    CANBO_TRY_VOID(add_received(*tx, desk, agency, out));
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.report.period > b.report.period; });
    return out;
}

Result<ReportView> find_report(const Desk& desk, const std::string& id) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto draft, desk.drafts.find(*tx, id));
    if (draft)
        return view_of(*draft);
    CANBO_TRY(const auto stored, desk.entries.find(*tx, id));
    if (stored && stored->entry.kind == report_kind) {
        CANBO_TRY(const auto period, base::Period::parse(stored->entry.subject));
        CANBO_TRY(const auto calendar, load_calendar(*tx, desk.entries, desk.shipped_calendar));
        CANBO_TRY(const auto book, PeriodBook::load(*tx, desk.entries, period, calendar));
        CANBO_TRY(const auto due, DueTimes::load(*tx, desk, calendar));
        CANBO_TRY(const auto deadlines, due.of(stored->entry.agency, period));
        if (const ReportVersion* version = book.find(id))
            return view_of(*version, book.of(stored->entry.agency)->in_conflict(), deadlines);
    }
    CANBO_TRY(const auto item, desk.outbox.find(*tx, id));
    if (item && item->frozen.entry.kind == report_kind)
        return view_of(*item);
    return fail(ErrorCode::NotFound, "There is no such report", id.substr(0, 40));
}

Json report_view_to_json(const ReportView& view, bool with_content) {
    Json out{{"id", view.id},
             {"kind", view.report.period.find('W') != std::string::npos ? "weekly" : "monthly"},
             {"agency", view.report.agency},
             {"period", view.report.period},
             {"revision", view.report.revision},
             {"state", view.state},
             {"received_at", view.received_at.empty() ? Json(nullptr) : Json(view.received_at)},
             {"late", view.late}};
    if (!view.remark.empty())
        out["remark"] = view.remark;
    if (view.in_conflict)
        out["conflict"] = true;
    if (with_content) {
        out["author"] = view.author;
        out["digest"] = view.digest;
        out["decided_by"] = view.decided_by;
        out["report"] = report_to_json(view.report);
    }
    return out;
}

} // namespace canbo::reporting
