#pragma once

#include "drawing/scene.h"

#include <array>
#include <cstdint>
#include <string>

namespace canbo::drawing {

struct Colour {
    std::uint8_t red{0};
    std::uint8_t green{0};
    std::uint8_t blue{0};
    bool operator==(const Colour&) const = default;
};

/// "#1b2430"
std::string hex(Colour colour);

/// Contrast of two colours by WCAG 2.1, 1 to 21.
double contrast(Colour a, Colour b);

/// Colours of the roles. Text, Muted and every status ink have at least 4.5:1 against Surface (so Surface can also be
/// written on a status), Axis at least 3:1; Grid, Band and Soft are decoration, and Text and Muted keep 4.5:1 on
/// Band, Text also on Soft.
struct Palette {
    std::array<Colour, ink_count> colours{};

    Colour operator[](Ink ink) const { return colours[static_cast<std::size_t>(ink)]; }

    static const Palette& light();
    static const Palette& dark();
    static const Palette& print();
};

} // namespace canbo::drawing
