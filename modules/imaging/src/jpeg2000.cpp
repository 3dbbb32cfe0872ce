#include "decoders.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <openjpeg.h>

namespace canbo::imaging {
namespace {

struct Source {
    std::string_view bytes;
    std::size_t at{0};
};

OPJ_SIZE_T read_some(void* buffer, OPJ_SIZE_T count, void* data) {
    auto& source = *static_cast<Source*>(data);
    const auto size = std::min<std::size_t>(count, source.bytes.size() - source.at);
    if (size == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, source.bytes.data() + source.at, size);
    source.at += size;
    return size;
}
OPJ_OFF_T skip_some(OPJ_OFF_T count, void* data) {
    auto& source = *static_cast<Source*>(data);
    if (count < 0 || static_cast<std::size_t>(count) > source.bytes.size() - source.at)
        return -1;
    source.at += static_cast<std::size_t>(count);
    return count;
}
OPJ_BOOL seek_to(OPJ_OFF_T place, void* data) {
    auto& source = *static_cast<Source*>(data);
    if (place < 0 || static_cast<std::size_t>(place) > source.bytes.size())
        return OPJ_FALSE;
    source.at = static_cast<std::size_t>(place);
    return OPJ_TRUE;
}
void be_silent(const char*, void*) {}

struct Free {
    void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
    void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};
struct FreeStream {
    void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};

/// Grey, or red, green and blue (or luma and two differences), all as large as the picture.
bool has_known_shape(const opj_image_t& image) {
    if (image.numcomps < 1 || image.numcomps > 4)
        return false;
    const auto& first = image.comps[0];
    return std::all_of(image.comps, image.comps + image.numcomps, [&](const opj_image_comp_t& one) {
        return one.w == first.w && one.h == first.h && one.dx == 1 && one.dy == 1 && one.prec >= 1 && one.prec <= 16 &&
               one.data != nullptr;
    });
}

std::uint8_t octet(const opj_image_comp_t& component, std::size_t at) {
    int value = component.data[at];
    if (component.sgnd != 0)
        value += 1 << (component.prec - 1);
    value = component.prec >= 8 ? value >> (component.prec - 8) : value << (8 - component.prec);
    return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

/// ITU-T T.871: full-range luma and differences.
void to_rgb(std::uint8_t* pixel) {
    const double y = pixel[0], b = pixel[1] - 128.0, r = pixel[2] - 128.0;
    const auto whole = [](double value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0)); };
    pixel[0] = whole(y + 1.402 * r);
    pixel[1] = whole(y - 0.344136 * b - 0.714136 * r);
    pixel[2] = whole(y + 1.772 * b);
}

Picture pixels_of(const opj_image_t& image) {
    Picture out;
    out.width = image.comps[0].w;
    out.height = image.comps[0].h;
    out.rgb.resize(out.width * out.height * 3);
    const bool colour = image.numcomps >= 3;
    for (std::size_t i = 0; i < out.width * out.height; ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            out.rgb[3 * i + c] = octet(image.comps[colour ? c : 0], i);
        if (colour && image.color_space == OPJ_CLRSPC_SYCC)
            to_rgb(&out.rgb[3 * i]);
    }
    return out;
}

} // namespace

Result<Picture> decode_jpeg2000(std::string_view bytes, const PictureLimits& limits) {
    const bool bare = bytes[0] == '\xFF';
    const std::unique_ptr<opj_codec_t, Free> codec(opj_create_decompress(bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2));
    const std::unique_ptr<opj_stream_t, FreeStream> stream(opj_stream_create(bytes.size(), OPJ_TRUE));
    if (!codec || !stream)
        return damaged("openjpeg gave no decoder");
    opj_set_error_handler(codec.get(), be_silent, nullptr);
    opj_set_warning_handler(codec.get(), be_silent, nullptr);
    opj_set_info_handler(codec.get(), be_silent, nullptr);
    Source source{bytes};
    opj_stream_set_user_data(stream.get(), &source, nullptr);
    opj_stream_set_user_data_length(stream.get(), bytes.size());
    opj_stream_set_read_function(stream.get(), read_some);
    opj_stream_set_skip_function(stream.get(), skip_some);
    opj_stream_set_seek_function(stream.get(), seek_to);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t* raw = nullptr;
    const bool ready = opj_setup_decoder(codec.get(), &parameters) == OPJ_TRUE &&
                       opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE) == OPJ_TRUE &&
                       opj_read_header(stream.get(), codec.get(), &raw) == OPJ_TRUE;
    const std::unique_ptr<opj_image_t, Free> image(raw);
    if (!ready || !image || image->x1 <= image->x0 || image->y1 <= image->y0)
        return damaged("header of JPEG 2000");
    if (!fits(image->x1 - image->x0, image->y1 - image->y0, limits))
        return too_large();
    if (opj_decode(codec.get(), stream.get(), image.get()) != OPJ_TRUE || !has_known_shape(*image))
        return damaged("code stream of JPEG 2000");
    return pixels_of(*image);
}

} // namespace canbo::imaging
