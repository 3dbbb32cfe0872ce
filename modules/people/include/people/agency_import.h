#pragma once

#include "people/agency.h"

#include <string>
#include <vector>

namespace canbo::people {

/// What one row of a list of agencies would do.
struct AgencyChange {
    Agency agency;     ///< As it would be.
    bool fresh{false}; ///< The tree does not have it yet.
    std::vector<std::string>
        fields; ///< What differs from the agency known, by the names of agency_to_json; else empty.
};

/// Holds a list that people bring (a CSV file) against the agencies known. What such a list has no word for stays as it
/// is known: to whom reports go, approval, what a collective body covers, signer and recipients of letters; and the
/// whole letter where the row gives none.
/// @returns the rows that add or change something, in their order; a row that changes nothing, or nothing but the
/// source, is left out
/// `issues`: what would be wrong with the tree afterwards, as AgencyTree::check says it. With errors among them
/// nothing of the list may be taken.
std::vector<AgencyChange> merge_agencies(const AgencyTree& known, std::vector<Agency> rows, Issues& issues);

} // namespace canbo::people
