#pragma once

#include "imaging/picture.h"

namespace canbo::imaging {

Result<Picture> decode_jpeg(std::string_view bytes, const PictureLimits& limits);
Result<Picture> decode_jpeg2000(std::string_view bytes, const PictureLimits& limits);
Result<Picture> decode_png(std::string_view bytes, const PictureLimits& limits);

inline tl::unexpected<Error> damaged(std::string detail) {
    return fail(ErrorCode::InvalidInput, "The picture is damaged", {}, std::move(detail));
}
inline tl::unexpected<Error> too_large() {
    return fail(ErrorCode::TooLarge, "The picture has more pixels than are allowed");
}
/// Nothing is allocated for pixels before this held.
inline bool fits(std::size_t width, std::size_t height, const PictureLimits& limits) {
    return width > 0 && height > 0 && width <= limits.side && height <= limits.side && width * height <= limits.pixels;
}

} // namespace canbo::imaging
