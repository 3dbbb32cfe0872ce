#pragma once

#include "desktop/background.h"
#include "reporting/desk.h"
#include "reporting/report_view.h"
#include "reporting_ui/words.h"

#include <string>
#include <vector>

namespace canbo::reporting::ui {

/// One period, or one version of its report, as it is shown.
struct PeriodRow {
    std::string key; ///< Id of the report; "new:2024-W07" where none was begun.
    std::string title;
    std::string state;
    Mark mark{Mark::Plain};
    std::string deadline; ///< "17:00 16/02/2024"
    std::string left;     ///< Count-down while nothing was received; else empty.
    Mark left_mark{Mark::Plain};
    std::string received; ///< With "late" where it was.
    std::string remark;
    std::string version;
};

class PeriodListView {
public:
    virtual ~PeriodListView() = default;
    /// `urgent`: one sentence about what is due next; empty when nothing is open.
    virtual void show_rows(const std::vector<PeriodRow>& rows, const std::string& urgent) = 0;
    virtual void show_problem(const Error& error) = 0;
    virtual void open_report(const std::string& id) = 0;
};

/// My reports by period: the current week and month, those before, and what was never begun. UI thread only.
class PeriodListPresenter {
public:
    PeriodListPresenter(PeriodListView& view, desktop::Background& background, const Desk& desk)
        : m_view(view), m_background(background), m_desk(desk) {}

    void load();
    /// Opens the report, or begins the one of a period that has none.
    void activate(const std::string& key);
    /// Begins the report of the current week or month; opens it where it was begun already.
    void start(base::Period::Kind kind);
    bool can_write() const;

private:
    void start(const base::Period& period);

    PeriodListView& m_view;
    desktop::Background& m_background;
    const Desk& m_desk;
    desktop::Waiter m_waiter;
};

/// Weeks and months back that are listed even when nothing was reported.
inline constexpr int weeks_back = 5;
inline constexpr int months_back = 2;

/// The rows as of `now`; @error Storage. Worker thread.
Result<std::vector<PeriodRow>> period_rows(const Desk& desk);

} // namespace canbo::reporting::ui
