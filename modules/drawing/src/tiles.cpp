#include "drawing/summary_chart.h"
#include "pen.h"
#include "summary.h"

#include <algorithm>
#include <cmath>

namespace canbo::drawing {
namespace {

std::string percent_text(double percent) { return number_text(std::round(percent * 10) / 10) + "%"; }

void draw_tile(Pen& pen, const Part& part, const Rect& box, double sum) {
    pen.rectangle(box, Ink::Band, 6);
    // A band of the tone with its pattern at the left edge, and its sign: two tellers beside the colour.
    pen.area({box.x, box.y, 6, box.height}, part.tone);
    const double size = pen.text_size() + 3;
    pen.sign(sign_of(part.tone), {box.right() - 12 - size / 2, box.y + 22}, size, ink_of(part.tone));
    pen.text({box.x + 16, box.y + 24}, number_text(count_of(part)), {26, Ink::Text, Weight::Bold}, Anchor::Start,
             box.width - 16 - 24 - size);
    pen.paragraph({box.x + 16, box.y + 42}, part.name, pen.muted(), Anchor::Start, box.width - 26, 2);
    pen.hit(box, part.key, describe(part, sum));
}

} // namespace

double count_of(const Part& part) { return std::isfinite(part.count) ? std::max(part.count, 0.0) : 0; }

std::string describe(const Part& part, double sum) {
    std::string text = part.name + ": " + number_text(count_of(part));
    if (sum > 0)
        text += " (" + percent_text(100 * count_of(part) / sum) + ")";
    return text;
}

double fill_table(const Summary& data, Table& table) {
    table.header = {data.name_heading, data.count_heading};
    double sum = 0;
    for (const auto& part : data.parts) {
        table.rows.push_back({part.name, number_text(count_of(part))});
        sum += count_of(part);
    }
    return sum;
}

Chart tiles(const Summary& data, const Frame& frame) {
    Chart chart;
    Pen pen(frame, chart);
    const double y = pen.header(data.words);
    const double sum = fill_table(data, chart.table);
    if (data.parts.empty()) {
        pen.empty(data.words, y);
        return chart;
    }
    constexpr double gap = 10;
    const double high = 46 + pen.text_size() * 2.9;
    const auto count = data.parts.size();
    const auto fit = static_cast<std::size_t>(std::max(1.0, std::floor((pen.width() + gap) / (132 + gap))));
    const std::size_t rows = (count + fit - 1) / fit;
    const std::size_t across = (count + rows - 1) / rows; // even rows: 7 tiles stand 4 + 3, not 6 + 1
    const double width = (pen.width() - gap * static_cast<double>(across - 1)) / static_cast<double>(across);
    for (std::size_t i = 0; i < count; ++i) {
        const auto column = static_cast<double>(i % across);
        const auto row = static_cast<double>(i / across);
        draw_tile(pen, data.parts[i], {column * (width + gap), y + row * (high + gap), width, high}, sum);
    }
    pen.set_height(y + static_cast<double>(rows) * (high + gap) - gap + 4);
    return chart;
}

Chart progress_bar(std::optional<double> percent, Tone tone, const std::string& name, const Frame& frame) {
    Chart chart;
    Pen pen(frame, chart);
    chart.scene.width = std::max(frame.width, 24.0); // it lives in a cell: smaller than a chart may be
    chart.scene.height = std::max(frame.height, 10.0);
    const bool known = percent && std::isfinite(*percent);
    const double value = known ? std::clamp(*percent, 0.0, 100.0) : 0;
    const std::string text = known ? percent_text(value) : std::string("–");
    const double size = std::min(frame.text_size, chart.scene.height * 0.9);
    const Type type{size, known ? Ink::Text : Ink::Muted, Weight::Regular};
    const double label = pen.measure("100,0%", type) + 6;
    const double middle = chart.scene.height / 2;
    const double thick = std::clamp(chart.scene.height * 0.5, 4.0, 12.0);
    const bool with_text = chart.scene.width - label >= 24;
    const Rect track{0, middle - thick / 2, chart.scene.width - (with_text ? label : 0), thick};
    pen.rectangle(track, Ink::Band, thick / 2);
    pen.outline(track, {Ink::Axis, 1, 0, 0}, thick / 2);
    if (value > 0)
        pen.area({track.x, track.y, std::max(track.width * value / 100, thick * 0.75), thick}, tone, thick / 2);
    if (with_text)
        pen.text({chart.scene.width, middle}, text, type, Anchor::End);
    chart.table = {name, {name}, {{text}}};
    pen.hit({0, 0, chart.scene.width, chart.scene.height}, {}, name + ": " + text);
    return chart;
}

} // namespace canbo::drawing
