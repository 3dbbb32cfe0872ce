#include "drawing/summary_chart.h"
#include "pen.h"
#include "summary.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace canbo::drawing {
namespace {

Point on_circle(Point centre, double radius, double share) {
    const double angle = (share - 0.25) * 2 * std::numbers::pi;
    return {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
}

void draw_slice(Pen& pen, Point centre, double outer, double inner, double from, double to, Tone tone) {
    if (tone == Tone::Idle) { // its outline stays inside the ring
        outer -= 0.75;
        inner += 0.75;
    }
    const int steps = std::max(2, static_cast<int>(std::ceil((to - from) * 120)));
    std::vector<Point> shape;
    for (int i = 0; i <= steps; ++i)
        shape.push_back(on_circle(centre, outer, from + (to - from) * i / steps));
    for (int i = steps; i >= 0; --i)
        shape.push_back(on_circle(centre, inner, from + (to - from) * i / steps));
    // Surface lines part the slices; Idle stays empty inside its outline.
    const Ink fill = tone == Tone::Idle ? Ink::Surface : ink_of(tone);
    std::optional<Stroke> edge = Stroke{tone == Tone::Idle ? Ink::Idle : Ink::Surface, 1.5, 0, 0};
    if (to - from > 0.999)
        edge.reset(); // nothing to part a whole ring from
    pen.chart().scene.primitives.emplace_back(Polygon{std::move(shape), fill, edge});
}

void draw_ring(Pen& pen, const Summary& data, Point centre, double outer, double sum) {
    const double inner = outer * 0.62;
    double at = 0;
    for (const auto& part : data.parts) {
        const double share = count_of(part) / sum;
        if (share <= 0)
            continue;
        draw_slice(pen, centre, outer, inner, at, at + share, part.tone);
        // The sign of the tone on the slice, where it has room: colour does not stand alone.
        const double thick = outer - inner;
        if (share * 2 * std::numbers::pi * (outer + inner) / 2 > thick * 0.9) {
            const Point middle = on_circle(centre, (outer + inner) / 2, at + share / 2);
            pen.circle(middle, thick * 0.36, Ink::Surface);
            pen.sign(sign_of(part.tone), middle, thick * 0.42, ink_of(part.tone));
        }
        at += share;
    }
}

void draw_list(Pen& pen, const Summary& data, const Rect& room, double pitch, double sum) {
    double number_width = 0;
    for (const auto& part : data.parts)
        number_width = std::max(number_width, pen.measure(number_text(count_of(part)), pen.normal()) * 1.1);
    double y = room.y;
    for (const auto& part : data.parts) {
        const double middle = y + pitch / 2;
        const double size = pen.text_size() - 1;
        pen.sign(sign_of(part.tone), {room.x + size / 2, middle}, size, ink_of(part.tone));
        const double number_end = room.x + size + 10 + number_width;
        pen.text({number_end, middle}, number_text(count_of(part)), {pen.text_size(), Ink::Text, Weight::Bold},
                 Anchor::End);
        pen.text({number_end + 8, middle}, part.name, pen.normal(), Anchor::Start,
                 std::max(room.right() - number_end - 8, 1.0));
        pen.hit({room.x, y, room.width, pitch}, part.key, describe(part, sum));
        y += pitch;
    }
}

} // namespace

Chart donut(const Summary& data, const Frame& frame) {
    Chart chart;
    Pen pen(frame, chart);
    const double y = pen.header(data.words);
    const double sum = fill_table(data, chart.table);
    if (sum <= 0) {
        pen.empty(data.words, y);
        return chart;
    }
    const double pitch = pen.text_size() * 1.75;
    const double list_height = pitch * static_cast<double>(data.parts.size());
    const bool beside = pen.width() >= 340;
    const double across = std::clamp(
        std::min(beside ? pen.width() * 0.5 : pen.width(), pen.height() - y - (beside ? 0 : list_height + 12)), 110.0,
        260.0);
    const double outer = across / 2 - 1;
    const Point centre{beside ? across / 2 : pen.width() / 2, y + std::max(across, beside ? list_height : 0) / 2};
    draw_ring(pen, data, centre, outer, sum);
    const double hole = outer * 0.62 * 2 - 12;
    const Type big{std::min(across / 6, 34.0), Ink::Text, Weight::Bold};
    pen.text({centre.x, centre.y - (data.total_name.empty() ? 0 : pen.text_size() * 0.5)}, number_text(sum), big,
             Anchor::Middle, hole);
    pen.text({centre.x, centre.y + big.size * 0.62}, data.total_name, pen.small(), Anchor::Middle, hole * 0.8);
    if (beside) {
        const double height = std::max(across, list_height);
        draw_list(pen, data, {across + 24, y + (height - list_height) / 2, pen.width() - across - 24, list_height},
                  pitch, sum);
        pen.set_height(y + height + 4);
    } else {
        draw_list(pen, data, {0, y + across + 12, pen.width(), list_height}, pitch, sum);
        pen.set_height(y + across + 12 + list_height + 4);
    }
    return chart;
}

} // namespace canbo::drawing
