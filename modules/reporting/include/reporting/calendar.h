#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "base/period.h"
#include "base/result.h"
#include "ledger/stores.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace canbo::reporting {

/// When figures of a period are cut off and when its report is due.
struct Deadlines {
    base::Time cut_off{};
    base::Time due{}; ///< To the minute; one millisecond later is late.
};

/// Working days and reporting regimes: data with effective dates, because Decree 09/2019 leaves the week to the body
/// that issues the regime, and because holidays and swapped days are decided year by year.
class Calendar {
public:
    /// Reads content/plan-395/calendar.json. Problems go into `issues`.
    static Calendar from_json(const Json& json, Issues& issues);
    /// Adds holidays, swapped days and regimes of a recorded change; a later regime wins from its date on.
    void apply(const Json& change, Issues& issues);

    bool is_working_day(base::Day day) const;
    /// The first working day after `day`.
    base::Day next_working_day(base::Day day) const;
    /// A due date that falls on a day off moves to the next working day; at least one working day always lies between
    /// cut-off and due (Decree 09/2019). @error NotFound no regime is in force for this kind at the period's end.
    Result<Deadlines> deadlines(const base::Period& period) const;
    Json to_json() const;

private:
    struct Regime {
        base::Period::Kind kind{};
        base::Day valid_from{};
        std::optional<base::Day> valid_to;
        int cut_off_day{0};      ///< ISO weekday 1..7 for weeks, day of the month for months.
        int cut_off_minute{0};   ///< Of the day.
        int due_weekday{0};      ///< Weeks: ISO weekday; 0: count working days instead.
        int due_working_days{1}; ///< Working days after the cut-off.
        int due_minute{0};
        Json source;
    };
    void read_regime(const Json& json, const std::string& where, Issues& issues);

    std::set<base::Day> m_holidays;
    std::set<base::Day> m_swapped_off;
    std::set<base::Day> m_swapped_work;
    std::vector<Regime> m_regimes;
};

inline constexpr const char* calendar_kind = "calendar";

/// The shipped calendar with every recorded change on top. @error Storage
Result<Calendar> load_calendar(Transaction& tx, ledger::EntryStore& entries, Calendar shipped);

} // namespace canbo::reporting
