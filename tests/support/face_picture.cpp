#include "support/face_picture.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <jpeglib.h> // needs FILE declared before it
#include <openjpeg.h>
#include <vector>

namespace canbo::test {
namespace {

constexpr int width = 413, height = 531;

std::array<std::uint8_t, 3> colour(int x, int y) {
    const double across = (x - 206) / 120.0, down = (y - 230) / 165.0;
    const auto shade = static_cast<std::uint8_t>(200 + 30 * y / height);
    if (across * across + down * down < 1)
        return {static_cast<std::uint8_t>(215 - 20 * (across + 1)), 170, 140};
    const double shoulder = (x - 206) / 190.0, below = (y - 531) / 150.0;
    return shoulder * shoulder + below * below < 1 ? std::array<std::uint8_t, 3>{40, 60, 110}
                                                   : std::array<std::uint8_t, 3>{shade, shade, 245};
}

std::string filled_up(const std::string& jpeg, std::size_t octets) {
    // A comment of at most 65,533 octets after the two of the beginning.
    if (jpeg.size() + 4 >= octets)
        return jpeg;
    const std::size_t size = std::min<std::size_t>(octets - jpeg.size() - 2, 0xFFFF);
    std::string comment{'\xFF', '\xFE', static_cast<char>(size >> 8U), static_cast<char>(size & 0xFFU)};
    for (std::size_t i = 2; i < size; ++i)
        comment += static_cast<char>(' ' + i % 90);
    return filled_up(jpeg.substr(0, 2) + comment + jpeg.substr(2), octets);
}

struct Sink {
    std::string bytes;
    std::size_t at{0};
};
OPJ_SIZE_T write_some(void* buffer, OPJ_SIZE_T count, void* data) {
    auto& sink = *static_cast<Sink*>(data);
    sink.bytes.resize(std::max(sink.bytes.size(), sink.at + count));
    std::memcpy(sink.bytes.data() + sink.at, buffer, count);
    sink.at += count;
    return count;
}
OPJ_OFF_T skip_some(OPJ_OFF_T count, void* data) {
    static_cast<Sink*>(data)->at += static_cast<std::size_t>(count);
    return count;
}
OPJ_BOOL seek_to(OPJ_OFF_T place, void* data) {
    static_cast<Sink*>(data)->at = static_cast<std::size_t>(place);
    return OPJ_TRUE;
}

} // namespace

std::string jpeg_face(std::size_t octets) {
    jpeg_compress_struct info;
    jpeg_error_mgr errors;
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &out, &size);
    info.image_width = width;
    info.image_height = height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 75, TRUE);
    jpeg_start_compress(&info, TRUE);
    std::vector<std::uint8_t> row(std::size_t{width} * 3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto pixel = colour(x, y);
            std::copy(pixel.begin(), pixel.end(), row.begin() + 3 * x);
        }
        JSAMPROW rows = row.data();
        jpeg_write_scanlines(&info, &rows, 1);
    }
    jpeg_finish_compress(&info);
    std::string jpeg(reinterpret_cast<const char*>(out), size);
    jpeg_destroy_compress(&info);
    std::free(out);
    return filled_up(jpeg, octets);
}

std::string jpeg2000_face(bool bare) {
    std::array<opj_image_cmptparm_t, 3> parts{};
    for (auto& part : parts) {
        part.dx = part.dy = 1;
        part.w = width;
        part.h = height;
        part.prec = 8;
    }
    opj_image_t* image = opj_image_create(3, parts.data(), OPJ_CLRSPC_SRGB);
    image->x1 = width;
    image->y1 = height;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (std::size_t c = 0; c < 3; ++c)
                image->comps[c].data[y * width + x] = colour(x, y)[c];
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.tcp_numlayers = 1;
    parameters.tcp_rates[0] = 40;
    parameters.cp_disto_alloc = 1;
    opj_codec_t* codec = opj_create_compress(bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
    CANBO_CHECK(opj_setup_encoder(codec, &parameters, image) == OPJ_TRUE);
    opj_stream_t* stream = opj_stream_create(1U << 16U, OPJ_FALSE);
    Sink sink;
    opj_stream_set_user_data(stream, &sink, nullptr);
    opj_stream_set_write_function(stream, write_some);
    opj_stream_set_skip_function(stream, skip_some);
    opj_stream_set_seek_function(stream, seek_to);
    CANBO_CHECK(opj_start_compress(codec, image, stream) == OPJ_TRUE && opj_encode(codec, stream) == OPJ_TRUE &&
                opj_end_compress(codec, stream) == OPJ_TRUE);
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    opj_image_destroy(image);
    return sink.bytes;
}

} // namespace canbo::test
