#include "png_check.h"

#include <cstdint>

namespace canbo::documents {
namespace {

constexpr std::string_view signature("\x89PNG\r\n\x1a\n", 8);
constexpr std::uint32_t most_pixels = 10'000;

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes[i]);
    return value;
}

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

bool is_side(std::uint32_t pixels) { return pixels > 0 && pixels <= most_pixels; }

} // namespace

bool is_whole_png(std::string_view file) {
    if (file.substr(0, signature.size()) != signature)
        return false;
    std::string_view rest = file.substr(signature.size());
    bool first = true;
    bool pixels = false;
    while (rest.size() >= 12) {
        const std::uint32_t length = big_endian(rest);
        if (length > rest.size() - 12)
            return false;
        const std::string_view type = rest.substr(4, 4);
        if (crc32(rest.substr(4, 4 + length)) != big_endian(rest.substr(8 + length)))
            return false;
        if (first && (type != "IHDR" || length != 13 || !is_side(big_endian(rest.substr(8))) ||
                      !is_side(big_endian(rest.substr(12)))))
            return false;
        first = false;
        pixels = pixels || type == "IDAT";
        rest.remove_prefix(12 + length);
        if (type == "IEND")
            return pixels && rest.empty();
    }
    return false;
}

} // namespace canbo::documents
