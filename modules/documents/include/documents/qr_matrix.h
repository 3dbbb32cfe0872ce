#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace canbo::documents {

/// A QR code (ISO/IEC 18004, level M) of ASCII text: rows of dark (true) and light modules, without the quiet zone.
/// The same text gives the same code. @error TooLarge over 2,331 characters
Result<std::vector<std::vector<bool>>> qr_matrix(const std::string& ascii);

} // namespace canbo::documents
