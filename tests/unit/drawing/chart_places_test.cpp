#include "drawing/text_measure.h"
#include "sample_charts.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace canbo::drawing;
using namespace canbo::drawing::test;

namespace {

const ApproximateMeasure chart_measure;

Chart draw(const NamedChart& sample) { return sample.make({sample.width, sample.height, chart_measure}); }

std::vector<Point> corners(const Primitive& primitive) {
    if (const auto* shape = std::get_if<Rectangle>(&primitive))
        return {{shape->rect.x, shape->rect.y}, {shape->rect.right(), shape->rect.bottom()}};
    if (const auto* line = std::get_if<Polyline>(&primitive))
        return line->points;
    if (const auto* shape = std::get_if<Polygon>(&primitive))
        return shape->points;
    if (const auto* circle = std::get_if<Circle>(&primitive))
        return {{circle->centre.x - circle->radius, circle->centre.y - circle->radius},
                {circle->centre.x + circle->radius, circle->centre.y + circle->radius}};
    if (const auto* hatch = std::get_if<Hatch>(&primitive))
        return {{hatch->rect.x, hatch->rect.y}, {hatch->rect.right(), hatch->rect.bottom()}};
    const Rect box = text_box(std::get<Text>(primitive), chart_measure);
    return {{box.x, box.y}, {box.right(), box.bottom()}};
}

std::vector<Text> texts(const Scene& scene) {
    std::vector<Text> found;
    for (const auto& primitive : scene.primitives)
        if (const auto* text = std::get_if<Text>(&primitive))
            found.push_back(*text);
    return found;
}

bool overlap(const Rect& a, const Rect& b) {
    constexpr double grace = 1; // boxes are of whole lines, ink is less
    return a.x + grace < b.right() && b.x + grace < a.right() && a.y + grace < b.bottom() && b.y + grace < a.bottom();
}

bool says(const Scene& scene, const std::string& words) {
    const auto all = texts(scene);
    return std::any_of(all.begin(), all.end(), [&](const Text& text) { return text.text == words; });
}

/// Filled areas of the tones' inks that are as wide as a bar can be, by row.
std::vector<Rect> bars_of(const Chart& chart, Ink ink) {
    std::vector<Rect> bars;
    for (const auto& primitive : chart.scene.primitives)
        if (const auto* shape = std::get_if<Rectangle>(&primitive); shape != nullptr && shape->fill == ink)
            bars.push_back(shape->rect);
    return bars;
}

} // namespace

TEST_CASE("every primitive of every chart stands inside its scene", "[drawing][places]") {
    for (const auto& sample : all_charts()) {
        const Chart chart = draw(sample);
        for (const auto& primitive : chart.scene.primitives) {
            for (const auto& point : corners(primitive)) {
                INFO(sample.name << " " << chart.scene.width << "x" << chart.scene.height << " primitive "
                                 << primitive.index() << " at " << point.x << "," << point.y);
                REQUIRE(std::isfinite(point.x));
                REQUIRE(std::isfinite(point.y));
                CHECK(point.x >= -1.5);
                CHECK(point.y >= -1.5);
                CHECK(point.x <= chart.scene.width + 1.5);
                CHECK(point.y <= chart.scene.height + 1.5);
            }
        }
    }
}

TEST_CASE("no two texts of a chart overlap", "[drawing][places]") {
    for (const auto& sample : all_charts()) {
        const auto all = texts(draw(sample).scene);
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t j = i + 1; j < all.size(); ++j) {
                INFO(sample.name << ": '" << all[i].text << "' and '" << all[j].text << "'");
                CHECK_FALSE(overlap(text_box(all[i], chart_measure), text_box(all[j], chart_measure)));
            }
        }
    }
}

TEST_CASE("hit areas stand inside the scene and have a tooltip", "[drawing][places]") {
    for (const auto& sample : all_charts()) {
        const Chart chart = draw(sample);
        for (const auto& hit : chart.hits) {
            INFO(sample.name << " " << hit.key);
            CHECK_FALSE(hit.tooltip.empty());
            CHECK(hit.rect.width > 0);
            CHECK(hit.rect.height > 0);
            CHECK(hit.rect.right() <= chart.scene.width + 1.5);
            CHECK(hit.rect.bottom() <= chart.scene.height + 1.5);
        }
    }
}

TEST_CASE("a chart without data says so and offers nothing to hit", "[drawing][places]") {
    const Frame frame{640, 200, chart_measure};
    const Chart charts[] = {horizontal_bars({{"Tên", "", "Trống."}, "A", "B", "", {}}, frame),
                            stacked_bars({{"Tên", "", "Trống."}, "A", "B", {}, {}, false}, frame),
                            line_history({{"Tên", "", "Trống."}, "A", "B", "C", "", {}, true, {}}, frame),
                            donut({{"Tên", "", "Trống."}, "A", "B", "", {}}, frame),
                            tiles({{"Tên", "", "Trống."}, "A", "B", "", {}}, frame)};
    for (const auto& chart : charts) {
        CHECK(says(chart.scene, "Trống."));
        CHECK(chart.hits.empty());
        CHECK(chart.table.rows.empty());
    }
}

TEST_CASE("bars are as long as their values and share one zero", "[drawing][places]") {
    BarChart data = sample_bars();
    data.bars.resize(3);
    data.bars[0].value = 100;
    data.bars[1].value = 50;
    data.bars[2].value = -25;
    const auto bars = bars_of(horizontal_bars(data, {640, 240, chart_measure}), Ink::Blue);
    REQUIRE(bars.size() == 3);
    CHECK(bars[0].width == Approx(2 * bars[1].width));
    CHECK(bars[1].width == Approx(2 * bars[2].width));
    CHECK(bars[0].x == Approx(bars[1].x));
    CHECK(bars[2].right() == Approx(bars[0].x));
}

TEST_CASE("the parts of a stack follow each other and fill its share", "[drawing][places]") {
    StackedChart data = sample_stack();
    data.rows.resize(1);
    data.rows[0].values = {4, 0, 0, 4, 0, 0};
    const Chart chart = stacked_bars(data, {640, 200, chart_measure});
    // The legend's samples come first.
    const Rect done = bars_of(chart, Ink::Done).back();
    const Rect late = bars_of(chart, Ink::Red).back();
    CHECK(done.width == Approx(late.width));
    CHECK(late.x == Approx(done.right() + 1));
}

TEST_CASE("43 rows make a chart higher, never its type smaller", "[drawing][places]") {
    const Chart chart = horizontal_bars(many_bars(), {800, 300, chart_measure});
    CHECK(chart.scene.height > 43 * 20);
    CHECK(chart.hits.size() == 43);
    for (const auto& text : texts(chart.scene))
        CHECK(text.size >= 11);
    CHECK(matrix(big_matrix(), {600, 300, chart_measure}).scene.width > 60 * 16);
}

TEST_CASE("long names are shortened and stay whole in tooltip and table", "[drawing][places]") {
    const BarChart data = many_bars();
    const Chart chart = horizontal_bars(data, {500, 300, chart_measure});
    CHECK_FALSE(says(chart.scene, data.bars[0].label));
    CHECK(chart.table.rows[0][0] == data.bars[0].label);
    CHECK(chart.hits[0].tooltip.find(data.bars[0].label) == 0);
}

TEST_CASE("a broken line has no stroke across the missing period", "[drawing][places]") {
    const Chart chart = line_history(sample_line(), {720, 340, chart_measure});
    std::vector<std::size_t> runs;
    for (const auto& primitive : chart.scene.primitives)
        if (const auto* line = std::get_if<Polyline>(&primitive);
            line != nullptr && line->stroke.ink == Ink::Blue && line->points.size() > 2)
            runs.push_back(line->points.size());
    CHECK(runs == std::vector<std::size_t>{5, 4});
}

TEST_CASE("a line's hit areas cover the plot without a gap", "[drawing][places]") {
    const Chart chart = line_history(long_line(), {720, 340, chart_measure});
    REQUIRE(chart.hits.size() == 60);
    for (std::size_t i = 1; i < chart.hits.size(); ++i)
        CHECK(chart.hits[i].rect.x == Approx(chart.hits[i - 1].rect.right()));
}

TEST_CASE("a late milestone has another sign than one ahead or reached", "[drawing][places]") {
    GanttChart data = sample_gantt();
    data.rows.resize(1);
    const auto of = [&](std::optional<canbo::base::Day> done, int days) {
        data.rows[0].milestones = {{data.today + std::chrono::days(days), "Mốc", done}};
        return gantt(data, {640, 200, chart_measure}).hits.back().tooltip;
    };
    CHECK(of({}, -1).find("(Quá hạn, chưa đạt)") != std::string::npos);
    CHECK(of({}, 0).find("(Mốc sắp tới)") != std::string::npos);
    CHECK(of(data.today, -1).find("(Mốc đã đạt") != std::string::npos);
}
