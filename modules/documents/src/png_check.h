#pragma once

#include <string_view>

namespace canbo::documents {

/// True for a PNG file whose chunks are all there and whole (CRC), at most 10,000 pixels a side.
///
/// libharu's PNG reader ends the program on a damaged file, so it must never see one. Pictures are part of a form and
/// shipped by us: this guards against damage, not against a file made to deceive.
bool is_whole_png(std::string_view file);

} // namespace canbo::documents
