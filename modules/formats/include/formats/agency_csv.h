#pragma once

#include "base/issues.h"
#include "base/result.h"
#include "people/agency.h"

#include <string_view>
#include <vector>

namespace canbo::formats {

/// Reads agencies from CSV (RFC 4180, UTF-8, comma or semicolon; first row names the columns: code, name, short_name,
/// parent, tier, issuer, superior, symbol, place, authority, office, valid_from, valid_to, successor). Rows with a
/// problem, and a code that an earlier row has, are left out and named ("row 3, column parent"); the others are
/// returned.
/// @error InvalidInput no such columns at all, not UTF-8
Result<std::vector<people::Agency>> read_agency_csv(std::string_view text, Issues& issues);

/// The rows of a CSV text. @error InvalidInput a quote that does not end
Result<std::vector<std::vector<std::string>>> parse_csv(std::string_view text);

} // namespace canbo::formats
