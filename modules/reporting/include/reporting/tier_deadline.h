#pragma once

#include "reporting/calendar.h"
#include "reporting/completeness.h"

#include <map>
#include <string>

namespace canbo::reporting {

/// How long before the office's deadline a lead wants the reports of its second tier. The entry's agency is the lead;
/// body {"from": day, "working_days_before": 0 to 5}. Everybody may see it.
inline constexpr const char* tier_deadline_kind = "tier-deadline";

/// When reports are due to whom: to the standing office by the calendar, to a lead as many working days before as it
/// said (none where it said nothing), and never before the cut-off.
class TierDeadlines {
public:
    explicit TierDeadlines(Calendar calendar) : m_calendar(std::move(calendar)) {}
    /// With what every lead said. @error Storage
    static Result<TierDeadlines> load(Transaction& tx, ledger::EntryStore& entries, Calendar calendar);
    /// Problems go into `issues`; the later day wins from its day on.
    void apply(const std::string& lead, const Json& body, Issues& issues);

    /// Of periods that end on that day.
    int days_before(const std::string& lead, base::Day day) const;
    /// `receiver`: a lead's code, or "" the standing office. @error NotFound no regime is in force
    Result<Deadlines> deadlines(const base::Period& period, const std::string& receiver) const;
    /// Counts anew who was late for a lead, in the tiers and where the lead itself is the receiver.
    /// @error NotFound no regime is in force
    Result<void> judge(Completeness& completeness, const base::Period& period) const;
    /// [{"lead", "from", "working_days_before"}]
    Json to_json() const;

private:
    Calendar m_calendar;
    std::map<std::string, std::map<base::Day, int>> m_days_before; ///< By lead and the first day it holds.
};

} // namespace canbo::reporting
