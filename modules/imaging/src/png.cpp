#include "decoders.h"

#include <cstring>
#include <png.h>

namespace canbo::imaging {
namespace {

png_image empty_image() {
    png_image out;
    std::memset(&out, 0, sizeof out);
    out.version = PNG_IMAGE_VERSION;
    return out;
}

} // namespace

Result<Picture> decode_png(std::string_view bytes, const PictureLimits& limits) {
    auto image = empty_image();
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        return damaged(image.message);
    if (!fits(image.width, image.height, limits)) {
        png_image_free(&image);
        return too_large();
    }
    image.format = PNG_FORMAT_RGB;
    Picture out{image.width, image.height, std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
    const png_color white{255, 255, 255}; // what is transparent lies on paper
    if (png_image_finish_read(&image, &white, out.rgb.data(), 0, nullptr) == 0)
        return damaged(image.message);
    return out;
}

std::string encode_png(const Picture& picture) {
    auto image = empty_image();
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = 0;
    CANBO_CHECK(png_image_write_to_memory(&image, nullptr, &size, 0, picture.rgb.data(), 0, nullptr) != 0);
    std::string out(size, '\0');
    CANBO_CHECK(png_image_write_to_memory(&image, out.data(), &size, 0, picture.rgb.data(), 0, nullptr) != 0);
    out.resize(size);
    return out;
}

} // namespace canbo::imaging
