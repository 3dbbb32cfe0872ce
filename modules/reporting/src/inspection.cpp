#include "reporting/inspection.h"

#include "paper_letter.h"
#include "progress/agency_book.h"
#include "reporting/tier_deadline.h"

#include <algorithm>

namespace canbo::reporting {

Result<std::vector<InspectedPeriod>> inspect(Transaction& tx, const Desk& desk, const std::string& agency,
                                             const base::Period& last, int count) {
    CANBO_TRY(const auto calendar, load_calendar(tx, desk.entries, desk.shipped_calendar));
    CANBO_TRY(const auto agencies, progress::load_agencies(tx, desk.entries, desk.shipped_agencies));
    CANBO_TRY(const auto deadlines, TierDeadlines::load(tx, desk.entries, calendar));
    std::vector<InspectedPeriod> out;
    base::Period period = last;
    for (int i = 0; i < count && calendar.deadlines(period); ++i, period = period.previous()) {
        CANBO_TRY(const auto book, PeriodBook::load(tx, desk.entries, period, calendar));
        auto counted = completeness(book, {agency});
        counted.receiver = agencies.reports_to(agency, period.last_day());
        CANBO_TRY_VOID(deadlines.judge(counted, period));
        const auto& row = counted.agencies;
        const auto found = std::find_if(row.begin(), row.end(), [&](const auto& r) { return r.agency == agency; });
        out.push_back({period, counted.due, found->state, found->received_at, found->late});
    }
    std::reverse(out.begin(), out.end());
    return out;
}

base::FormData inspection_form(const std::vector<InspectedPeriod>& periods, const people::Agency& office,
                               const people::Agency& inspected, const base::Period& last, const LetterNumber& number) {
    std::size_t late = 0;
    std::size_t missing = 0;
    std::vector<std::vector<std::string>> rows;
    for (const auto& p : periods) {
        const bool absent = p.state == "missing" || p.state == "returned";
        missing += absent ? 1U : 0U;
        late += !absent && p.late ? 1U : 0U;
        rows.push_back({p.period.label(), base::show_time(p.due),
                        p.received_at.empty() ? "–" : base::show_time_or_blank(p.received_at), paper_state(p.state),
                        p.received_at.empty() ? "–"
                        : p.late              ? "Chậm"
                                              : "Đúng hạn"});
    }
    base::FormData form;
    form.form = "inspection-note";
    form.values["letter"] =
        letter_record(office, "PHIẾU KIỂM TRA", "PKT", "Việc thực hiện chế độ báo cáo của " + inspected.name,
                      {inspected.name}, number);
    form.values["agency_name"] = inspected.name;
    form.values["period_label"] = lower_label(last);
    form.values["periods"] = std::to_string(periods.size());
    form.values["received"] = std::to_string(periods.size() - missing);
    form.values["late_count"] = std::to_string(late);
    form.values["missing_count"] = std::to_string(missing);
    form.values["has_missing"] = missing > 0;
    form.tables["periods"] = std::make_shared<base::VectorRows>(std::move(rows));
    return form;
}

} // namespace canbo::reporting
