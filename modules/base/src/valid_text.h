#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace canbo::base {

/// to_nfc() of what somebody has proven to be UTF-8: a JSON reader does. @error Internal it could not be normalised
Result<std::string> nfc_of_valid(std::string_view text);

} // namespace canbo::base
