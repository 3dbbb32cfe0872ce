#include "scanner_text.h"

#include "base/text.h"
#include "identity/bytes.h"

#include <array>
#include <optional>
#include <vector>

namespace canbo::identity {
namespace {

/// Windows-1252 in 80–9F; 0 where it has no character (then the control character of Latin-1 stands for itself).
constexpr std::array<char32_t, 32> windows_1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The code points of text that is known to be UTF-8.
std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> out;
    for (std::size_t i = 0; i < text.size();) {
        const unsigned first = byte_at(text, i);
        const std::size_t size = first < 0x80U ? 1 : (first < 0xE0U ? 2 : (first < 0xF0U ? 3 : 4));
        char32_t value = size == 1 ? first : first & (0xFFU >> (size + 1));
        for (std::size_t k = 1; k < size && i + k < text.size(); ++k)
            value = value << 6U | (byte_at(text, i + k) & 0x3FU);
        out.push_back(value);
        i += size;
    }
    return out;
}

/// The byte that Latin-1 or Windows-1252 shows as this character.
std::optional<char> shown_byte(char32_t point) {
    if (point <= 0xFF)
        return to_char(static_cast<unsigned>(point));
    for (std::size_t i = 0; i < windows_1252.size(); ++i)
        if (windows_1252[i] == point)
            return to_char(0x80U + static_cast<unsigned>(i));
    return std::nullopt;
}

/// The original when `text` is UTF-8 whose bytes were shown one by one.
std::optional<std::string> shown_bytes(const std::string& text) {
    std::string bytes;
    bool beyond_ascii = false;
    for (const char32_t point : code_points(text)) {
        const auto byte = shown_byte(point);
        if (!byte)
            return std::nullopt;
        beyond_ascii = beyond_ascii || point > 0x7F;
        bytes += *byte;
    }
    if (!beyond_ascii)
        return std::nullopt;
    auto original = base::to_nfc(bytes);
    return original ? std::optional<std::string>(*std::move(original)) : std::nullopt;
}

std::string latin1_to_utf8(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) {
        const auto value = static_cast<unsigned char>(c);
        if (value < 0x80U) {
            out += c;
        } else {
            out += to_char(0xC0U | static_cast<unsigned>(value >> 6U));
            out += to_char(0x80U | (value & 0x3FU));
        }
    }
    return out;
}

} // namespace

ScannerText repair_scanner_text(std::string_view text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF")
        text.remove_prefix(3);
    auto utf8 = base::to_nfc(text);
    if (!utf8) {
        auto from_latin1 = base::to_nfc(latin1_to_utf8(text));
        return {from_latin1 ? *std::move(from_latin1) : std::string(), "qr-latin1"};
    }
    if (auto original = shown_bytes(*utf8))
        return {*std::move(original), "qr-latin1"};
    return {*std::move(utf8), ""};
}

} // namespace canbo::identity
