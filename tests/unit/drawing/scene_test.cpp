#include "drawing/svg_writer.h"
#include "sample_charts.h"

#include <catch2/catch.hpp>

using namespace canbo::drawing;
using namespace canbo::drawing::test;

TEST_CASE("every pattern stays inside its rectangle", "[drawing][scene]") {
    const Rect rects[] = {{10, 20, 100, 18}, {0, 0, 7, 40}, {5, 5, 3, 3}, {0, 0, 0, 10}, {1, 1, 500, 2}};
    for (const Rect& rect : rects) {
        for (const Pattern pattern :
             {Pattern::Rising, Pattern::Falling, Pattern::Cross, Pattern::Level, Pattern::Dots}) {
            for (const auto& line : hatch_lines({rect, pattern, Ink::Surface})) {
                for (const auto& point : line.points) {
                    CHECK(point.x >= rect.x - 1e-9);
                    CHECK(point.x <= rect.right() + 1e-9);
                    CHECK(point.y >= rect.y - 1e-9);
                    CHECK(point.y <= rect.bottom() + 1e-9);
                }
            }
        }
    }
}

TEST_CASE("patterns differ and none draws nothing", "[drawing][scene]") {
    const Rect rect{0, 0, 60, 20};
    CHECK(hatch_lines({rect, Pattern::None, Ink::Surface}).empty());
    const auto rising = hatch_lines({rect, Pattern::Rising, Ink::Surface});
    const auto falling = hatch_lines({rect, Pattern::Falling, Ink::Surface});
    REQUIRE_FALSE(rising.empty());
    CHECK(rising.size() == falling.size());
    CHECK(hatch_lines({rect, Pattern::Cross, Ink::Surface}).size() == rising.size() + falling.size());
    CHECK((rising[0].points[0].y - rising[0].points[1].y) * (falling[0].points[0].y - falling[0].points[1].y) < 0);
}

TEST_CASE("a rounded rectangle has its corners cut and its sides in place", "[drawing][scene]") {
    const Rect rect{10, 10, 40, 20};
    CHECK(rounded_outline(rect, 0).size() == 4);
    double right = 0;
    for (const auto& point : rounded_outline(rect, 100)) { // more than half the height is taken as half
        CHECK(point.x >= 10 - 1e-9);
        right = std::max(right, point.x);
        CHECK_FALSE((point.x > 49 && point.y < 11));
    }
    CHECK(right == Approx(50));
}

TEST_CASE("an SVG file holds the text escaped and is the same each time", "[drawing][svg]") {
    const ApproximateMeasure measure;
    BarChart data = sample_bars();
    data.bars.resize(1);
    data.bars[0].label = "A & B <C>";
    const Chart chart = horizontal_bars(data, {640, 200, measure});
    const std::string svg = write_svg(chart.scene, Palette::light(), chart.table.caption);
    CHECK(svg.find("A &amp; B &lt;C&gt;") != std::string::npos);
    CHECK(svg.find("<title>" + data.words.title + "</title>") != std::string::npos);
    CHECK(svg == write_svg(chart.scene, Palette::light(), chart.table.caption));
    CHECK(svg != write_svg(chart.scene, Palette::dark(), chart.table.caption));
    CHECK(svg.find("nan") == std::string::npos);
}

TEST_CASE("a point finds what is on top", "[drawing][scene]") {
    Chart chart;
    chart.hits = {{{0, 0, 100, 20}, "row", "row"}, {{40, 0, 10, 20}, "mark", "mark"}};
    REQUIRE(hit_at(chart, {45, 5}) != nullptr);
    CHECK(hit_at(chart, {45, 5})->key == "mark");
    CHECK(hit_at(chart, {5, 5})->key == "row");
    CHECK(hit_at(chart, {5, 25}) == nullptr);
}
