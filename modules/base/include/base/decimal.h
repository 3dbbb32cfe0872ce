#pragma once

#include "base/result.h"

#include <string_view>

namespace canbo::base {

/// 1.234,5 and 81,3 as Vietnamese write them; also 81.3. The other way: format_decimal() in base/text.h.
/// @error InvalidInput
Result<double> parse_decimal(std::string_view text);

} // namespace canbo::base
