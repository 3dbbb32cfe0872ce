#pragma once

#include "people/agency.h"
#include "people/permission.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::people {

// Reports go to the standing office, or from a second tier (a district committee, say) to the agency that leads it.
// Who may read and decide about which report is said here once, for the office's admission, its feed and every desk.

/// Codes of the agencies whose entries the person may read: the own one, those below it in the tree and, for who may
/// decide about them, those that report to it. Not to be asked for a person who sees every agency.
std::vector<std::string> seen_agencies(const Person& person, const AgencyTree& agencies, base::Day today);

/// May the person accept or return a report that goes to `receiver` (a code; "" the standing office)?
/// @error Forbidden
Result<void> require_decision(const Person& person, std::string_view receiver);

} // namespace canbo::people
