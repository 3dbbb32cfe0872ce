#include "documents/qr_matrix.h"

#include <memory>
#include <qrencode.h>

namespace canbo::documents {

Result<std::vector<std::vector<bool>>> qr_matrix(const std::string& ascii) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString8bit(ascii.c_str(), 0, QR_ECLEVEL_M),
                                                          QRcode_free);
    if (!code)
        return fail(ErrorCode::TooLarge, "The text is too long for a QR code");
    const auto width = static_cast<std::size_t>(code->width);
    std::vector<std::vector<bool>> out(width, std::vector<bool>(width));
    for (std::size_t y = 0; y < width; ++y)
        for (std::size_t x = 0; x < width; ++x)
            out[y][x] = (code->data[y * width + x] & 1U) != 0;
    return out;
}

} // namespace canbo::documents
