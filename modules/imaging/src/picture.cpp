#include "imaging/picture.h"

#include "decoders.h"

#include <algorithm>

namespace canbo::imaging {

Result<Picture> decode_picture(std::string_view bytes, const PictureLimits& limits) {
    const auto begins = [&](std::string_view beginning) { return bytes.substr(0, beginning.size()) == beginning; };
    if (bytes.size() > limits.bytes)
        return fail(ErrorCode::TooLarge, "The picture file is too large");
    if (begins("\xFF\xD8\xFF"))
        return decode_jpeg(bytes, limits);
    if (begins(std::string_view("\x00\x00\x00\x0CjP  \x0D\x0A\x87\x0A", 12)) || begins("\xFF\x4F\xFF\x51"))
        return decode_jpeg2000(bytes, limits);
    if (begins("\x89PNG\x0D\x0A\x1A\x0A"))
        return decode_png(bytes, limits);
    return fail(ErrorCode::InvalidInput, "The file is no picture in JPEG, JPEG 2000 or PNG");
}

Picture shrink_to(Picture picture, std::size_t width, std::size_t height) {
    if (picture.width <= width && picture.height <= height)
        return picture;
    Picture out;
    // The side that is too long by more decides.
    const bool by_width = picture.width * height > picture.height * width;
    out.width = by_width ? width : std::max<std::size_t>(1, picture.width * height / picture.height);
    out.height = by_width ? std::max<std::size_t>(1, picture.height * width / picture.width) : height;
    out.rgb.resize(out.width * out.height * 3);
    for (std::size_t y = 0; y < out.height; ++y)
        for (std::size_t x = 0; x < out.width; ++x) {
            const std::size_t x1 = x * picture.width / out.width, x2 = (x + 1) * picture.width / out.width;
            const std::size_t y1 = y * picture.height / out.height, y2 = (y + 1) * picture.height / out.height;
            for (std::size_t channel = 0; channel < 3; ++channel) {
                std::size_t sum = 0, count = 0;
                for (std::size_t from_y = y1; from_y < std::max(y2, y1 + 1); ++from_y)
                    for (std::size_t from_x = x1; from_x < std::max(x2, x1 + 1); ++from_x, ++count)
                        sum += picture.rgb[(from_y * picture.width + from_x) * 3 + channel];
                out.rgb[(y * out.width + x) * 3 + channel] = static_cast<std::uint8_t>(sum / count);
            }
        }
    return out;
}

} // namespace canbo::imaging
