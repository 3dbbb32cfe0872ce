#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::formats {

/// The cells of a workbook's first sheet as texts, row by row; empty ones in between are empty texts. Numbers come as
/// they stand in the file: a date is the number of days since 30/12/1899. Reads no formula, no macro and no link.
/// @error InvalidInput no workbook; TooLarge over 40 MB unpacked, 20,000 rows or 100 columns
Result<std::vector<std::vector<std::string>>> read_xlsx(std::string_view file);

} // namespace canbo::formats
