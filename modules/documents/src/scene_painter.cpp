#include "scene_painter.h"

#include "clean_text.h"

#include <algorithm>
#include <utility>

namespace canbo::documents {
namespace {

Face face_for(drawing::Weight weight) { return weight == drawing::Weight::Bold ? Face::Bold : Face::Regular; }

class Painter {
public:
    Painter(const drawing::Palette& palette, PathPoint origin, double scale, Canvas& canvas, TextMeasure& measure)
        : m_palette(palette), m_origin(origin), m_scale(scale), m_canvas(canvas), m_measure(measure) {}

    void operator()(const drawing::Rectangle& shape) {
        m_canvas.shape({placed(drawing::rounded_outline(shape.rect, shape.radius))}, true,
                       paint(shape.fill, shape.stroke));
    }
    void operator()(const drawing::Polyline& line) {
        m_canvas.shape({placed(line.points)}, false, paint({}, line.stroke));
    }
    void operator()(const drawing::Polygon& shape) {
        m_canvas.shape({placed(shape.points)}, true, paint(shape.fill, shape.stroke));
    }
    void operator()(const drawing::Circle& circle) {
        m_canvas.circle(place(circle.centre), circle.radius * m_scale, paint(circle.fill, circle.stroke));
    }
    void operator()(const drawing::Hatch& hatch) {
        const auto lines = drawing::hatch_lines(hatch);
        if (lines.empty())
            return;
        std::vector<std::vector<PathPoint>> paths;
        for (const auto& line : lines)
            paths.push_back(placed(line.points));
        m_canvas.shape(paths, false, paint({}, lines.front().stroke)); // one stroke for the whole pattern
    }
    void operator()(const drawing::Text& text) {
        auto clean = clean_text(text.text, "chart");
        if (!clean)
            throw Failure{std::move(clean).error()};
        std::replace(clean->begin(), clean->end(), '\n', ' ');
        const Face face = face_for(text.weight);
        const double size = text.size * m_scale;
        const double width = m_measure.width(face, size, *clean);
        PathPoint at = place(text.at);
        if (text.anchor == drawing::Anchor::Middle)
            at.x -= width / 2;
        if (text.anchor == drawing::Anchor::End)
            at.x -= width;
        m_canvas.coloured_text(at.x, at.y, face, size, *clean, width, colour(text.ink));
    }

private:
    PathPoint place(drawing::Point point) const {
        return {m_origin.x + point.x * m_scale, m_origin.y + point.y * m_scale};
    }
    std::vector<PathPoint> placed(const std::vector<drawing::Point>& points) const {
        std::vector<PathPoint> path;
        for (const auto& point : points)
            path.push_back(place(point));
        return path;
    }
    Rgb colour(drawing::Ink ink) const {
        const auto shade = m_palette[ink];
        return {static_cast<float>(shade.red) / 255, static_cast<float>(shade.green) / 255,
                static_cast<float>(shade.blue) / 255};
    }
    ShapePaint paint(const std::optional<drawing::Ink>& fill, const std::optional<drawing::Stroke>& stroke) const {
        ShapePaint result;
        if (fill)
            result.fill = colour(*fill);
        if (stroke) {
            result.stroke = colour(stroke->ink);
            result.thickness = stroke->width * m_scale;
            result.dash = stroke->dash * m_scale;
            result.gap = stroke->gap * m_scale;
        }
        return result;
    }

    const drawing::Palette& m_palette;
    PathPoint m_origin;
    double m_scale;
    Canvas& m_canvas;
    TextMeasure& m_measure;
};

} // namespace

double PaperMeasure::width(std::string_view utf8, double size, drawing::Weight weight) const {
    double units = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto advance = m_fonts.advance(face_for(weight), decode_one(utf8, at));
        units += advance == FontSet::missing ? 500 : advance; // painting will refuse it, by name
    }
    return units * size / 1000;
}

void paint_scene(const drawing::Scene& scene, const drawing::Palette& palette, PathPoint origin, double scale,
                 Canvas& canvas, TextMeasure& measure) {
    Painter painter(palette, origin, scale, canvas, measure);
    for (const auto& primitive : scene.primitives)
        std::visit(painter, primitive);
}

} // namespace canbo::documents
