#include "drawing/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace canbo::drawing {
namespace {

constexpr Colour rgb(unsigned value) {
    return {static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>((value >> 8U) & 0xFFU),
            static_cast<std::uint8_t>(value & 0xFFU)};
}

// WCAG 2.1, "relative luminance".
double luminance(Colour colour) {
    const auto linear = [](std::uint8_t part) {
        const double s = part / 255.0;
        return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

// Order of Ink: Surface Text Muted Axis Grid Band Soft Green Amber Red Blue Waiting Done Idle.
const Palette light_palette{{rgb(0xFFFFFF), rgb(0x1B2430), rgb(0x56616F), rgb(0x7D8896), rgb(0xE3E7EC), rgb(0xF3F5F8),
                             rgb(0xDCE8F5), rgb(0x2A7A3F), rgb(0x8F5B00), rgb(0xB3261E), rgb(0x1F5FA8), rgb(0x6B4FA0),
                             rgb(0x0B6B57), rgb(0x66707C)}};
const Palette dark_palette{{rgb(0x1E2227), rgb(0xE8EBEF), rgb(0xA9B2BD), rgb(0x7F8A96), rgb(0x343A42), rgb(0x272C33),
                            rgb(0x2A3B50), rgb(0x6CC784), rgb(0xE0A63C), rgb(0xFF8A80), rgb(0x7DB4F2), rgb(0xBBA4F2),
                            rgb(0x4DC7B0), rgb(0x97A1AC)}};
const Palette print_palette{{rgb(0xFFFFFF), rgb(0x000000), rgb(0x444444), rgb(0x666666), rgb(0xD8D8D8), rgb(0xF4F4F4),
                             rgb(0xE4ECF5), rgb(0x1F6B35), rgb(0x805000), rgb(0xA31D16), rgb(0x1B5595), rgb(0x5B4292),
                             rgb(0x075C4A), rgb(0x5A5A5A)}};

} // namespace

std::string hex(Colour colour) { return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue); }

double contrast(Colour a, Colour b) {
    const double one = luminance(a);
    const double two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

const Palette& Palette::light() { return light_palette; }
const Palette& Palette::dark() { return dark_palette; }
const Palette& Palette::print() { return print_palette; }

} // namespace canbo::drawing
