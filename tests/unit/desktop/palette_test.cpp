#include "desktop/theme.h"

#include <catch2/catch.hpp>

using namespace canbo::desktop;

namespace {

/// WCAG 2 AA for text.
constexpr double least = 4.5;

void check_readable(const Palette& p) {
    for (const auto& back : {p.surface, p.raised, p.side}) {
        CHECK(contrast(p.text, back) >= least);
        CHECK(contrast(p.muted, back) >= least);
        CHECK(contrast(p.accent, back) >= least);
    }
    CHECK(contrast(p.on_accent, p.accent) >= least);
    CHECK(contrast(p.text, p.selected) >= least);
    CHECK(contrast(p.accent, p.selected) >= least);
    CHECK(contrast(p.good, p.surface) >= least);
    CHECK(contrast(p.warn, p.surface) >= least);
    CHECK(contrast(p.bad, p.surface) >= least);
    CHECK(contrast(p.info, p.surface) >= least);
    for (const auto& back : {p.good_back, p.warn_back, p.bad_back, p.info_back})
        CHECK(contrast(p.text, back) >= least);
}

} // namespace

TEST_CASE("every text of the light palette can be read", "[desktop][palette]") { check_readable(light_palette()); }

TEST_CASE("every text of the dark palette can be read", "[desktop][palette]") { check_readable(dark_palette()); }

TEST_CASE("every text of the high contrast palette has seven to one", "[desktop][palette]") {
    const auto p = contrast_palette();
    check_readable(p);
    for (const auto& ink : {p.text, p.muted, p.accent, p.line, p.good, p.warn, p.bad, p.info})
        for (const auto& back : {p.surface, p.raised, p.side, p.selected})
            CHECK(contrast(ink, back) >= 7);
}

TEST_CASE("contrast is that of WCAG: black on white is 21, a colour on itself 1", "[desktop][palette]") {
    CHECK(contrast(wxColour(0, 0, 0), wxColour(255, 255, 255)) == Approx(21));
    CHECK(contrast(wxColour(9, 90, 200), wxColour(9, 90, 200)) == Approx(1));
    CHECK(contrast(wxColour(0x77, 0x77, 0x77), wxColour(255, 255, 255)) == Approx(4.48).epsilon(0.005));
}
