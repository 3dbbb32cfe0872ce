#pragma once

#include "base/json.h"
#include "base/result.h"
#include "progress/duties.h"
#include "reporting/period_book.h"

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
};

/// Who owes a report at the end of that period: by duty, plus and minus what the office recorded. @error Storage
Result<std::set<std::string>> expected_agencies(Transaction& tx, ledger::EntryStore& entries,
                                                const progress::Duties& duties, const base::Period& period);

Completeness completeness(const PeriodBook& book, const std::set<std::string>& expected);
Json completeness_to_json(const Completeness& completeness);

} // namespace canbo::reporting
