#include "base/text.h"
#include "drawing/chart.h"
#include "drawing/text_measure.h"

#include <catch2/catch.hpp>

#include <limits>

using namespace canbo;
using namespace canbo::drawing;

namespace {
const ApproximateMeasure text_measure;
}

TEST_CASE("a text that fits is unchanged", "[drawing][text]") {
    CHECK(fit_text("Sở Tư pháp", 500, 13, Weight::Regular, text_measure) == "Sở Tư pháp");
    CHECK(fit_text("", 0, 13, Weight::Regular, text_measure).empty());
}

TEST_CASE("a long text is cut between letters and fits at every width", "[drawing][text]") {
    const std::string name = "Văn phòng Ủy ban nhân dân tỉnh";
    std::size_t before = 0;
    for (double width = 0; width < 260; width += 3) {
        const std::string shown = fit_text(name, width, 13, Weight::Regular, text_measure);
        CHECK(text_measure.width(shown, 13, Weight::Regular) <= width);
        CHECK(base::to_nfc(shown).has_value()); // whole code points
        CHECK(shown.find(" …") == std::string::npos);
        CHECK(base::length(shown) >= before); // more room never shows less
        before = base::length(shown);
    }
    CHECK(before == base::length(name));
}

TEST_CASE("bold is wider and the width grows with the size", "[drawing][text]") {
    CHECK(text_measure.width("Đúng hạn", 13, Weight::Bold) > text_measure.width("Đúng hạn", 13, Weight::Regular));
    CHECK(text_measure.width("Đúng hạn", 26, Weight::Regular) ==
          Approx(2 * text_measure.width("Đúng hạn", 13, Weight::Regular)));
}

TEST_CASE("broken UTF-8 is measured without harm", "[drawing][text]") {
    CHECK(text_measure.width("\xff\xc3", 13, Weight::Regular) > 0);
    CHECK_FALSE(fit_text("\xff\xff\xff\xff\xff\xff", 30, 13, Weight::Regular, text_measure).empty());
}

TEST_CASE("the box of a text stands where its anchor says", "[drawing][text]") {
    const double width = text_measure.width("abc", 10, Weight::Regular);
    CHECK(text_box({{50, 20}, "abc", 10, Weight::Regular, Anchor::Start, Ink::Text, 0}, text_measure).x == Approx(50));
    CHECK(text_box({{50, 20}, "abc", 10, Weight::Regular, Anchor::Middle, Ink::Text, 0}, text_measure).x ==
          Approx(50 - width / 2));
    CHECK(text_box({{50, 20}, "abc", 10, Weight::Regular, Anchor::End, Ink::Text, 0}, text_measure).right() ==
          Approx(50));
}

TEST_CASE("numbers are written the Vietnamese way at every size", "[drawing][text]") {
    CHECK(number_text(1234567) == "1.234.567");
    CHECK(number_text(81.3) == "81,3");
    CHECK(number_text(0) == "0");
    CHECK(number_text(-12.75) == "-12,75");
    CHECK(number_text(4.5e17) == "4,5E17");
    CHECK(number_text(0.0004) == "0,0004");
    CHECK(number_text(std::numeric_limits<double>::quiet_NaN()) == "–");
    CHECK(number_text(std::numeric_limits<double>::infinity()) == "–");
}
