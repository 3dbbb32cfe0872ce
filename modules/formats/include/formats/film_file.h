#pragma once

#include "base/result.h"

#include <chrono>
#include <string_view>

namespace canbo::formats {

/// How long a film runs: Ogg with Theora (theora.org, specification of 2017, appendix A), and WebM (RFC 9559). Both are
/// free of licences and play on a bare Debian; no other kind is taken. Nothing of the pictures is read.
/// @error InvalidInput neither of the two, damaged or broken off
Result<std::chrono::milliseconds> film_length(std::string_view bytes);

} // namespace canbo::formats
