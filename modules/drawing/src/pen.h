#pragma once

#include "drawing/chart.h"

#include <cstdint>
#include <string>
#include <vector>

namespace canbo::drawing {

/// Small figures for points and cells; each is told apart without colour.
enum class Sign : std::uint8_t { Disc, Ring, Check, Triangle, Cross, Bars, Back, Dot, Diamond, OpenDiamond, Block };

Sign sign_of(Tone tone);

/// How a text looks.
struct Type {
    double size{13};
    Ink ink{Ink::Text};
    Weight weight{Weight::Regular};
};

/// One entry of a legend: an area with pattern, or a sign.
struct LegendItem {
    std::string name;
    Tone tone{Tone::Plain};
    bool as_area{true};
    Sign sign{Sign::Disc};
    Ink ink{Ink::Text};
};

/// Writes primitives into a chart. What every chart does the same way stands here.
class Pen {
public:
    Pen(const Frame& frame, Chart& chart);

    double width() const { return m_chart.scene.width; }
    double height() const { return m_chart.scene.height; }
    void set_height(double height) { m_chart.scene.height = height; }
    double text_size() const { return m_frame.text_size; }
    double measure(const std::string& text, Type type) const;
    Type normal() const { return {m_frame.text_size, Ink::Text, Weight::Regular}; }
    Type muted() const { return {m_frame.text_size, Ink::Muted, Weight::Regular}; }
    Type small() const { return {m_frame.text_size - 2, Ink::Muted, Weight::Regular}; }

    void rectangle(const Rect& rect, Ink fill, double radius = 0);
    void outline(const Rect& rect, Stroke stroke, double radius = 0);
    void line(Point a, Point b, Stroke stroke);
    void lines(std::vector<Point> points, Stroke stroke);
    void polygon(std::vector<Point> points, Ink fill);
    void circle(Point centre, double radius, Ink fill);
    void ring(Point centre, double radius, Stroke stroke);
    /// Fills with the tone's ink and pattern; Idle is an outline.
    void area(const Rect& rect, Tone tone, double radius = 0);
    void sign(Sign sign, Point centre, double size, Ink ink);
    /// `at.y` is the middle of the line, not its baseline. Shortened to `most_width` unless that is 0.
    void text(Point at, const std::string& text, Type type, Anchor anchor = Anchor::Start, double most_width = 0);
    /// Breaks at spaces into at most `most_lines` lines, the last shortened. Returns y below them; `top` is their top.
    double paragraph(Point top, const std::string& text, Type type, Anchor anchor, double width, int most_lines);
    /// A text on a plate of the surface, so that it reads on any pattern; nothing when the plate is wider than `room`.
    void plate(Point middle, const std::string& text, double room);

    /// Title and subtitle; sets the table's caption. Returns y below.
    double header(const ChartWords& words);
    /// Flows into lines, the first from `x` on. Returns y below.
    double legend(const std::vector<LegendItem>& items, double y, double x = 0);
    void empty(const ChartWords& words, double y);
    void hit(const Rect& rect, std::string key, std::string tooltip);

    /// Width for labels of rows: the widest, but at most `share` of the scene.
    double label_width(const std::vector<std::string>& labels, double share) const;
    /// Height of a row when `count` share the room below `y`.
    double row_pitch(double y, double below, std::size_t count, double most) const;

    Chart& chart() { return m_chart; }

private:
    std::vector<std::string> broken(const std::string& text, Type type, double width, int most_lines) const;

    const Frame& m_frame;
    Chart& m_chart;
};

} // namespace canbo::drawing
