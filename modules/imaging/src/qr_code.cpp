#include "imaging/qr_code.h"

#include <zbar.h>

namespace canbo::imaging {

std::vector<std::string> read_qr_codes(const Picture& picture) {
    std::vector<std::uint8_t> grey(picture.width * picture.height);
    for (std::size_t i = 0; i < grey.size(); ++i) {
        const auto* pixel = &picture.rgb[3 * i];
        grey[i] = static_cast<std::uint8_t>((299U * pixel[0] + 587U * pixel[1] + 114U * pixel[2]) / 1000U);
    }
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_BINARY, 1); // octets as they stand, no guess at a charset
    zbar::Image image(static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height), "Y800", grey.data(),
                      grey.size());
    std::vector<std::string> out;
    if (scanner.scan(image) <= 0)
        return out;
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol)
        out.push_back(symbol->get_data());
    return out;
}

} // namespace canbo::imaging
