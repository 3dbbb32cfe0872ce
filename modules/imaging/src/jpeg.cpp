#include "decoders.h"

#include <csetjmp>
#include <cstdio>
#include <jpeglib.h> // needs FILE declared before it

namespace canbo::imaging {
namespace {

/// A progressive picture of a few octets can ask for passes without end.
constexpr int most_scans = 200;

/// libjpeg leaves by longjmp; everything that must survive it stands here, outside the function it leaves.
struct Decoder {
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf out;
    char why[JMSG_LENGTH_MAX]{};
    bool large{false};
    Picture picture;
    const PictureLimits* limits{nullptr};
};

Decoder& decoder_of(j_common_ptr info) { return *static_cast<Decoder*>(info->client_data); }

void leave(j_common_ptr info) {
    info->err->format_message(info, decoder_of(info).why);
    std::longjmp(decoder_of(info).out, 1);
}
/// A warning of libjpeg is damage: what follows is guessed.
void on_message(j_common_ptr info, int level) {
    if (level < 0)
        leave(info);
}
void be_silent(j_common_ptr) {}
void count_scans(j_common_ptr info) {
    if (decoder_of(info).info.input_scan_number > most_scans)
        leave(info);
}

bool run(Decoder& in, std::string_view bytes) {
    if (setjmp(in.out) != 0)
        return false;
    jpeg_create_decompress(&in.info);
    in.info.client_data = &in;
    in.info.progress = &in.progress;
    jpeg_mem_src(&in.info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&in.info, TRUE);
    in.large = !fits(in.info.image_width, in.info.image_height, *in.limits);
    if (in.large)
        return false;
    in.info.out_color_space = JCS_RGB;
    jpeg_start_decompress(&in.info);
    in.picture.width = in.info.output_width;
    in.picture.height = in.info.output_height;
    in.picture.rgb.resize(in.picture.width * in.picture.height * 3);
    while (in.info.output_scanline < in.info.output_height) {
        JSAMPROW row = in.picture.rgb.data() + std::size_t{in.info.output_scanline} * in.picture.width * 3;
        jpeg_read_scanlines(&in.info, &row, 1);
    }
    jpeg_finish_decompress(&in.info);
    return true;
}

} // namespace

Result<Picture> decode_jpeg(std::string_view bytes, const PictureLimits& limits) {
    Decoder in;
    in.limits = &limits;
    in.info.err = jpeg_std_error(&in.errors);
    in.info.client_data = &in; // creating may fail already
    in.errors.error_exit = leave;
    in.errors.emit_message = on_message;
    in.errors.output_message = be_silent;
    in.progress.progress_monitor = count_scans;
    const bool done = run(in, bytes);
    jpeg_destroy_decompress(&in.info);
    if (in.large)
        return too_large();
    if (!done)
        return damaged(in.why);
    return std::move(in.picture);
}

} // namespace canbo::imaging
