#include "drawing/scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace canbo::drawing {
namespace {

constexpr double spacing = 6;
constexpr double inset = 0.5; // keeps half the stroke inside

Polyline stroke_between(Point a, Point b, Ink ink) { return {{a, b}, {ink, 1, 0, 0}}; }

// Lines x + y = c (rising) or x - y = c (falling), cut to the rectangle.
void slanted(const Rect& box, bool rising, Ink ink, std::vector<Polyline>& lines) {
    const double reach = box.width + box.height;
    for (double c = spacing / 2; c < reach; c += spacing) {
        const double from = std::max(0.0, c - box.height);
        const double to = std::min(box.width, c);
        if (to - from < 0.5)
            continue;
        // In box coordinates with y up for rising, down for falling; the cut is the same.
        const auto place = [&](double x) {
            const double y = c - x;
            return Point{box.x + x, rising ? box.y + y : box.bottom() - y};
        };
        lines.push_back(stroke_between(place(from), place(to), ink));
    }
}

void level(const Rect& box, Ink ink, std::vector<Polyline>& lines) {
    for (double y = box.y + 4; y < box.bottom() - 1; y += 4)
        lines.push_back(stroke_between({box.x, y}, {box.right(), y}, ink));
}

void dots(const Rect& box, Ink ink, std::vector<Polyline>& lines) {
    constexpr double size = 2;
    bool shifted = false;
    for (double y = box.y + 3; y + size < box.bottom(); y += 4, shifted = !shifted)
        for (double x = box.x + (shifted ? 5.5 : 2.5); x + size < box.right(); x += spacing)
            lines.push_back({{{x, y + size / 2}, {x + size, y + size / 2}}, {ink, size, 0, 0}});
}

} // namespace

std::vector<Polyline> hatch_lines(const Hatch& hatch) {
    std::vector<Polyline> lines;
    const Rect box{hatch.rect.x + inset, hatch.rect.y + inset, hatch.rect.width - 2 * inset,
                   hatch.rect.height - 2 * inset};
    if (box.width <= 0 || box.height <= 0)
        return lines;
    if (hatch.pattern == Pattern::Rising || hatch.pattern == Pattern::Cross)
        slanted(box, true, hatch.ink, lines);
    if (hatch.pattern == Pattern::Falling || hatch.pattern == Pattern::Cross)
        slanted(box, false, hatch.ink, lines);
    if (hatch.pattern == Pattern::Level)
        level(box, hatch.ink, lines);
    if (hatch.pattern == Pattern::Dots)
        dots(box, hatch.ink, lines);
    return lines;
}

std::vector<Point> rounded_outline(const Rect& rect, double radius) {
    const double r = std::min({radius, rect.width / 2, rect.height / 2});
    if (r <= 0)
        return {{rect.x, rect.y}, {rect.right(), rect.y}, {rect.right(), rect.bottom()}, {rect.x, rect.bottom()}};
    constexpr int steps = 8;
    const Point centres[] = {{rect.right() - r, rect.y + r},
                             {rect.right() - r, rect.bottom() - r},
                             {rect.x + r, rect.bottom() - r},
                             {rect.x + r, rect.y + r}};
    std::vector<Point> points;
    for (int corner = 0; corner < 4; ++corner) {
        for (int step = 0; step <= steps; ++step) {
            const double angle = (corner - 1 + static_cast<double>(step) / steps) * std::numbers::pi / 2;
            points.push_back({centres[corner].x + r * std::cos(angle), centres[corner].y + r * std::sin(angle)});
        }
    }
    return points;
}

} // namespace canbo::drawing
