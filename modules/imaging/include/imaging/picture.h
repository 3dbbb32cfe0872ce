#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::imaging {

/// Red, green and blue, an octet each; rows from the top, without gaps.
struct Picture {
    std::size_t width{0}, height{0};
    std::vector<std::uint8_t> rgb;
};

/// What a picture may need before a single pixel is decoded. A face on a chip has a quarter of a million pixels, a
/// camera's frame eight million.
struct PictureLimits {
    std::size_t bytes{20'000'000};
    std::size_t pixels{40'000'000};
    std::size_t side{20'000};
};
inline constexpr PictureLimits face_limits{2'000'000, 4'000'000, 4'000};

/// Decodes JPEG, JPEG 2000 (file or bare code stream) or PNG, told apart by their first octets. A picture that ends
/// early or is damaged is refused, never shown in part. Takes about 15 ms for a face.
/// @error InvalidInput no such picture, or a damaged one; TooLarge over a limit
Result<Picture> decode_picture(std::string_view bytes, const PictureLimits& limits = {});

/// The picture no larger than that, its shape kept; one that is small enough comes back as it is. Averages, so that a
/// face stays a face.
Picture shrink_to(Picture picture, std::size_t width, std::size_t height);

/// PNG of a picture, for files that every program can open.
std::string encode_png(const Picture& picture);

} // namespace canbo::imaging
