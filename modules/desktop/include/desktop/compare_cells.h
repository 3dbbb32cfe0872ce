#pragma once

#include <string>

namespace canbo::desktop {

/// The order of two cells of a list as people expect it: days by the calendar ("16/02/2024", "17:00 16/02/2024"),
/// `numbers` by their size (a decimal comma; what is no number comes first), everything else by Vietnamese rules.
/// @returns below 0, 0 or above 0
int compare_cells(const std::string& a, const std::string& b, bool numbers);

} // namespace canbo::desktop
