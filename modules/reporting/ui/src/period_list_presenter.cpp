#include "reporting_ui/period_list_presenter.h"

#include "base/translation.h"
#include "progress/agency_book.h"
#include "reporting/draft_report.h"
#include "reporting/tier_deadline.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace canbo::reporting::ui {
namespace {

using base::Period;

/// The periods that are listed: the current one of each kind and some before, and any a report speaks of; newest
/// first, a week before the month that ends on the same day.
std::vector<Period> listed_periods(base::Day today, const std::vector<ReportView>& reports) {
    std::vector<Period> out;
    const auto add = [&out](const Period& period) {
        if (std::find(out.begin(), out.end(), period) == out.end())
            out.push_back(period);
    };
    const auto add_back = [&](Period::Kind kind, int back) {
        Period period = Period::containing(kind, today);
        for (int i = 0; i <= back; ++i, period = period.previous())
            add(period);
    };
    add_back(Period::Kind::Weekly, weeks_back);
    add_back(Period::Kind::Monthly, months_back);
    for (const auto& view : reports)
        if (const auto period = Period::parse(view.report.period))
            add(*period);
    std::stable_sort(out.begin(), out.end(), [](const Period& a, const Period& b) {
        return a.last_day() != b.last_day() ? a.last_day() > b.last_day() : a.kind() < b.kind();
    });
    return out;
}

bool is_at_office(const std::string& state) {
    return !state.empty() && state != "draft" && state != "queued" && state != "sent" && state != "refused";
}

PeriodRow row_of(const Period& period, const ReportView* view, const std::optional<Deadlines>& deadlines,
                 base::Time now) {
    PeriodRow row;
    row.key = view != nullptr ? view->id : "new:" + period.text();
    row.title = report_title(period);
    const std::string state = view != nullptr ? view->state : "";
    const auto word = state_word(state, view != nullptr && view->in_conflict);
    row.state = word.text;
    row.mark = word.mark;
    if (deadlines)
        row.deadline = base::show_time(deadlines->due);
    if (deadlines && !is_at_office(state)) {
        row.left = count_down(deadlines->due, now);
        row.left_mark = count_down_mark(deadlines->due, now);
    }
    if (view == nullptr)
        return row;
    row.received = base::show_time_or_blank(view->received_at);
    if (view->late)
        row.received += " · ⚠ " + base::tr("late");
    row.remark = view->state == "refused" ? base::tr(view->remark) : view->remark;
    row.version = std::to_string(view->report.revision);
    return row;
}

/// The nearest deadline that is still open, said aloud.
std::string urgent_sentence(const std::vector<PeriodRow>& rows) {
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        if (!row->left.empty() && row->left_mark != Mark::Bad)
            return fmt::format(fmt::runtime(base::tr("Next due: {} — {} ({})")), row->title, row->left, row->deadline);
    return {};
}

} // namespace

Result<std::vector<PeriodRow>> period_rows(const Desk& desk) {
    CANBO_TRY(const auto reports, list_reports(desk, desk.person.agency));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto calendar, load_calendar(*tx, desk.entries, desk.shipped_calendar));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk.entries, desk.shipped_agencies));
    CANBO_TRY(const auto tiers, TierDeadlines::load(*tx, desk.entries, calendar));
    const auto now = desk.clock.now();
    std::vector<PeriodRow> rows;
    for (const auto& period : listed_periods(base::day_in_vietnam(now), reports)) {
        std::optional<Deadlines> deadlines;
        if (const auto found = tiers.deadlines(period, agencies.reports_to(desk.person.agency, period.last_day())))
            deadlines = *found;
        bool any = false;
        for (const auto& view : reports) {
            if (view.report.period != period.text() || view.state == "superseded")
                continue;
            rows.push_back(row_of(period, &view, deadlines, now));
            any = true;
        }
        if (!any && deadlines)
            rows.push_back(row_of(period, nullptr, deadlines, now));
    }
    return rows;
}

void PeriodListPresenter::load() {
    m_waiter.run(
        m_background, [&desk = m_desk] { return period_rows(desk); },
        [this](Result<std::vector<PeriodRow>> rows) {
            if (rows)
                m_view.show_rows(*rows, urgent_sentence(*rows));
            else
                m_view.show_problem(rows.error());
        });
}

bool PeriodListPresenter::can_write() const {
    return m_desk.person.may(people::Permission::WriteReport) && !m_desk.person.agency.empty();
}

void PeriodListPresenter::activate(const std::string& key) {
    if (!key.starts_with("new:")) {
        m_view.open_report(key);
        return;
    }
    if (const auto period = Period::parse(key.substr(4)))
        start(*period);
}

void PeriodListPresenter::start(Period::Kind kind) {
    start(Period::containing(kind, base::day_in_vietnam(m_desk.clock.now())));
}

void PeriodListPresenter::start(const Period& period) {
    m_waiter.run(
        m_background, [&desk = m_desk, period] { return NewReport(desk)(period, desk.person.agency); },
        [this](Result<std::string> id) {
            if (id)
                m_view.open_report(*id);
            else if (id.error().code == ErrorCode::Conflict && !id.error().where.empty())
                m_view.open_report(id.error().where); // it was begun already: that is the one wanted
            else
                m_view.show_problem(id.error());
        });
}

} // namespace canbo::reporting::ui
