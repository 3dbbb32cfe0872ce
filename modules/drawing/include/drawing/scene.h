#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace canbo::drawing {

/// Logical units: 1/96 inch, x to the right, y down, origin in the upper left corner of the scene.
struct Point {
    double x{0};
    double y{0};
};

struct Rect {
    double x{0};
    double y{0};
    double width{0};
    double height{0};

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    double middle_x() const { return x + width / 2; }
    double middle_y() const { return y + height / 2; }
    bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
};

/// What a colour is for; a Palette says which colour that is. Grid, Band and Soft decorate and carry no meaning.
enum class Ink : std::uint8_t {
    Surface, ///< The paper.
    Text,
    Muted, ///< Secondary text.
    Axis,  ///< Axes, outlines.
    Grid,
    Band, ///< Every second row, empty part of a progress bar.
    Soft, ///< Area under a line, window of a time line.
    Green,
    Amber,
    Red,
    Blue,
    Waiting,
    Done,
    Idle
};
constexpr std::size_t ink_count = 14;

struct Stroke {
    Ink ink{Ink::Axis};
    double width{1};
    double dash{0}; ///< Length of a dash; 0: a whole line.
    double gap{0};
};

struct Rectangle {
    Rect rect;
    double radius{0}; ///< Of the corners; painters may not exceed half the shorter side.
    std::optional<Ink> fill;
    std::optional<Stroke> stroke;
};

struct Polyline {
    std::vector<Point> points;
    Stroke stroke;
};

struct Polygon {
    std::vector<Point> points;
    std::optional<Ink> fill;
    std::optional<Stroke> stroke;
};

struct Circle {
    Point centre;
    double radius{0};
    std::optional<Ink> fill;
    std::optional<Stroke> stroke;
};

/// Lines or dots over a filled rectangle, so that a status is not told by colour alone.
enum class Pattern : std::uint8_t { None, Rising, Falling, Cross, Level, Dots };

struct Hatch {
    Rect rect;
    Pattern pattern{Pattern::None};
    Ink ink{Ink::Surface};
};

enum class Anchor : std::uint8_t { Start, Middle, End };
enum class Weight : std::uint8_t { Regular, Bold };

/// One line of text. It was measured and, where needed, shortened with "…" when the chart was made.
struct Text {
    Point at; ///< On the baseline, at the anchor.
    std::string text;
    double size{13}; ///< Height of the em.
    Weight weight{Weight::Regular};
    Anchor anchor{Anchor::Start};
    Ink ink{Ink::Text};
    double most_width{0}; ///< Room the text was fitted into; 0: it was given no limit.
};

using Primitive = std::variant<Rectangle, Polyline, Polygon, Circle, Hatch, Text>;

/// A drawing as values: painters run over the primitives in order. The surface is the painter's to fill.
/// Immutable once made; may be painted from any thread, any number of times.
struct Scene {
    double width{0};
    double height{0};
    std::vector<Primitive> primitives;
};

/// A pattern as strokes that stay inside its rectangle: every painter draws patterns as plain lines.
std::vector<Polyline> hatch_lines(const Hatch& hatch);

/// Corners of a rectangle with round corners as a closed polygon, for painters without one. Chords off by < 0.1.
std::vector<Point> rounded_outline(const Rect& rect, double radius);

} // namespace canbo::drawing
