#include "imaging/picture.h"

#include "decoders.h"

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

} // namespace canbo::imaging
