#pragma once

#include "base/json.h"
#include "base/result.h"
#include "progress/duties.h"
#include "reporting/period_book.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace canbo::reporting {

/// Where one agency stands in one period.
struct AgencyCompleteness {
    std::string agency;
    std::string state;       ///< "missing", "received", "returned", "accepted", "consolidated", "conflict"
    std::string received_at; ///< ISO, of the first version; empty when missing.
    bool late{false};
    bool expected{true}; ///< False: it reported without being asked to.
};

/// DHIS2's two rates: who reported, and who did so in time.
struct Completeness {
    std::string period;
    std::size_t expected{0};
    std::size_t received{0}; ///< Of those expected; a returned report that was not sent again is not received.
    std::size_t on_time{0};
    std::size_t late{0};
    std::vector<std::string> missing; ///< Codes of expected agencies without a report, or with a returned one.
    std::vector<AgencyCompleteness> agencies;
    base::Time due{};                ///< Later is late.
    std::string receiver;            ///< Who receives these reports: a lead's code; empty: the standing office.
    std::vector<Completeness> tiers; ///< The office's only: what goes to each lead instead, by the lead's code.
};

/// Agencies that owe a report, by the code of who receives it ("" the standing office).
using ExpectedByReceiver = std::map<std::string, std::set<std::string>>;

/// Who owes a report at the end of that period: by duty, plus and minus what the office recorded. @error Storage
Result<std::set<std::string>> expected_agencies(Transaction& tx, ledger::EntryStore& entries,
                                                const progress::Duties& duties, const base::Period& period);

/// The same divided by who receives it on the period's last day. Who was told to report to a lead is expected there
/// without having to be added. @error Storage
Result<ExpectedByReceiver> expected_by_receiver(Transaction& tx, ledger::EntryStore& entries,
                                                const progress::Duties& duties, const people::AgencyTree& agencies,
                                                const base::Period& period);

Completeness completeness(const PeriodBook& book, const std::set<std::string>& expected);
/// What goes to one receiver ("" the standing office, which is also told of every lead's tier): an agency that reports
/// to a lead is neither missing nor counted for the office. By the office's deadline: see TierDeadlines::judge.
Completeness completeness_for(const std::string& receiver, const PeriodBook& book, const people::AgencyTree& agencies,
                              const ExpectedByReceiver& expected);
/// "tiers" and "receiver" stand there only when there is something to say.
Json completeness_to_json(const Completeness& completeness);

} // namespace canbo::reporting
