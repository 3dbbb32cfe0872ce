#include "drawing/chart.h"
#include "drawing/palette.h"

#include <catch2/catch.hpp>

#include <set>

using namespace canbo::drawing;

namespace {

const Palette* palettes[] = {&Palette::light(), &Palette::dark(), &Palette::print()};
constexpr Ink text_inks[] = {Ink::Text, Ink::Muted,   Ink::Green, Ink::Amber, Ink::Red,
                             Ink::Blue, Ink::Waiting, Ink::Done,  Ink::Idle};

} // namespace

TEST_CASE("contrast is that of WCAG", "[drawing][palette]") {
    CHECK(contrast({0, 0, 0}, {255, 255, 255}) == Approx(21));
    CHECK(contrast({255, 255, 255}, {0, 0, 0}) == Approx(21));
    CHECK(contrast({119, 119, 119}, {255, 255, 255}) == Approx(4.48).margin(0.01));
    CHECK(contrast({10, 20, 30}, {10, 20, 30}) == Approx(1));
}

TEST_CASE("text and status inks read on the surface in every palette", "[drawing][palette]") {
    for (const Palette* palette : palettes) {
        for (const Ink ink : text_inks) {
            INFO(hex((*palette)[ink]) << " on " << hex((*palette)[Ink::Surface]));
            CHECK(contrast((*palette)[ink], (*palette)[Ink::Surface]) >= 4.5);
        }
        CHECK(contrast((*palette)[Ink::Axis], (*palette)[Ink::Surface]) >= 3);
    }
}

TEST_CASE("text reads on bands and signs are seen on them", "[drawing][palette]") {
    for (const Palette* palette : palettes) {
        CHECK(contrast((*palette)[Ink::Text], (*palette)[Ink::Band]) >= 4.5);
        CHECK(contrast((*palette)[Ink::Muted], (*palette)[Ink::Band]) >= 4.5);
        CHECK(contrast((*palette)[Ink::Text], (*palette)[Ink::Soft]) >= 4.5);
        CHECK(contrast((*palette)[Ink::Axis], (*palette)[Ink::Band]) >= 3);
        for (const Ink ink : text_inks) {
            INFO(hex((*palette)[ink]));
            CHECK(contrast((*palette)[ink], (*palette)[Ink::Band]) >= 3);
            CHECK(contrast((*palette)[ink], (*palette)[Ink::Soft]) >= 3);
        }
    }
}

TEST_CASE("no two meanings share their pattern unless one of them is an outline or a plain quantity",
          "[drawing][palette]") {
    std::set<Pattern> patterns;
    for (const Tone tone : {Tone::Done, Tone::Good, Tone::Warning, Tone::Bad, Tone::Waiting, Tone::Back})
        CHECK(patterns.insert(pattern_of(tone)).second);
}
