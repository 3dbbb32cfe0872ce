#include "pen.h"

#include <algorithm>
#include <utility>

namespace canbo::drawing {
namespace {

constexpr double line_height = 1.35; // em

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == ' ' || c == '\n')
            words.emplace_back();
        else
            words.back() += c;
    }
    return words;
}

} // namespace

Sign sign_of(Tone tone) {
    switch (tone) {
    case Tone::Plain:
        return Sign::Block;
    case Tone::Done:
        return Sign::Check;
    case Tone::Good:
        return Sign::Disc;
    case Tone::Warning:
        return Sign::Triangle;
    case Tone::Bad:
        return Sign::Cross;
    case Tone::Waiting:
        return Sign::Bars;
    case Tone::Back:
        return Sign::Back;
    case Tone::Idle:
        break;
    }
    return Sign::Ring;
}

Pen::Pen(const Frame& frame, Chart& chart) : m_frame(frame), m_chart(chart) {
    m_chart.scene.width = std::max(frame.width, 160.0);
    m_chart.scene.height = std::max(frame.height, 80.0);
}

double Pen::measure(const std::string& text, Type type) const {
    return m_frame.measure.width(text, type.size, type.weight);
}

void Pen::rectangle(const Rect& rect, Ink fill, double radius) {
    m_chart.scene.primitives.emplace_back(Rectangle{rect, radius, fill, {}});
}

void Pen::outline(const Rect& rect, Stroke stroke, double radius) {
    const double in = stroke.width / 2;
    const Rect inside{rect.x + in, rect.y + in, std::max(rect.width - 2 * in, 0.0),
                      std::max(rect.height - 2 * in, 0.0)};
    m_chart.scene.primitives.emplace_back(Rectangle{inside, radius, {}, stroke});
}

void Pen::line(Point a, Point b, Stroke stroke) { lines({a, b}, stroke); }

void Pen::lines(std::vector<Point> points, Stroke stroke) {
    m_chart.scene.primitives.emplace_back(Polyline{std::move(points), stroke});
}

void Pen::polygon(std::vector<Point> points, Ink fill) {
    m_chart.scene.primitives.emplace_back(Polygon{std::move(points), fill, {}});
}

void Pen::circle(Point centre, double radius, Ink fill) {
    m_chart.scene.primitives.emplace_back(Circle{centre, radius, fill, {}});
}

void Pen::ring(Point centre, double radius, Stroke stroke) {
    m_chart.scene.primitives.emplace_back(Circle{centre, radius, Ink::Surface, stroke});
}

void Pen::area(const Rect& rect, Tone tone, double radius) {
    if (rect.width <= 0 || rect.height <= 0)
        return;
    if (tone == Tone::Idle) {
        m_chart.scene.primitives.emplace_back(Rectangle{rect, radius, Ink::Surface, {}});
        outline(rect, {Ink::Idle, 1.5, 0, 0}, radius);
        return;
    }
    rectangle(rect, ink_of(tone), radius);
    const double in = std::min(radius, rect.height / 2);
    if (pattern_of(tone) != Pattern::None && rect.width > 2 * in)
        m_chart.scene.primitives.emplace_back(
            Hatch{{rect.x + in, rect.y, rect.width - 2 * in, rect.height}, pattern_of(tone), Ink::Surface});
}

void Pen::sign(Sign sign, Point c, double size, Ink ink) {
    const double r = size / 2;
    const Stroke bold{ink, std::max(1.5, size / 6), 0, 0};
    switch (sign) {
    case Sign::Disc:
        return circle(c, r, ink);
    case Sign::Ring:
        return ring(c, r - bold.width / 2, bold);
    case Sign::Check: {
        circle(c, r, ink);
        return lines(
            {{c.x - 0.5 * r, c.y + 0.05 * r}, {c.x - 0.1 * r, c.y + 0.45 * r}, {c.x + 0.52 * r, c.y - 0.4 * r}},
            {Ink::Surface, std::max(1.4, size / 8), 0, 0});
    }
    case Sign::Triangle:
        return polygon({{c.x, c.y - r}, {c.x + 1.05 * r, c.y + 0.85 * r}, {c.x - 1.05 * r, c.y + 0.85 * r}}, ink);
    case Sign::Cross:
        line({c.x - 0.8 * r, c.y - 0.8 * r}, {c.x + 0.8 * r, c.y + 0.8 * r}, bold);
        return line({c.x - 0.8 * r, c.y + 0.8 * r}, {c.x + 0.8 * r, c.y - 0.8 * r}, bold);
    case Sign::Bars:
        rectangle({c.x - 0.75 * r, c.y - r, 0.5 * r, 2 * r}, ink);
        return rectangle({c.x + 0.25 * r, c.y - r, 0.5 * r, 2 * r}, ink);
    case Sign::Back:
        line({c.x - 0.5 * r, c.y}, {c.x + r, c.y}, bold);
        return polygon({{c.x - r, c.y}, {c.x - 0.1 * r, c.y - 0.85 * r}, {c.x - 0.1 * r, c.y + 0.85 * r}}, ink);
    case Sign::Dot:
        return circle(c, std::max(1.5, r * 0.3), ink);
    case Sign::Diamond:
        return polygon({{c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}, {c.x - r, c.y}}, ink);
    case Sign::OpenDiamond:
        m_chart.scene.primitives.emplace_back(Polygon{
            {{c.x, c.y - r + 1}, {c.x + r - 1, c.y}, {c.x, c.y + r - 1}, {c.x - r + 1, c.y}}, Ink::Surface, bold});
        return;
    case Sign::Block:
        return rectangle({c.x - r, c.y - r, size, size}, ink, 2);
    }
}

void Pen::text(Point at, const std::string& text, Type type, Anchor anchor, double most_width) {
    std::string shown =
        most_width > 0 ? fit_text(text, most_width, type.size, type.weight, m_frame.measure) : std::string(text);
    if (shown.empty())
        return;
    m_chart.scene.primitives.emplace_back(
        Text{{at.x, at.y + 0.35 * type.size}, std::move(shown), type.size, type.weight, anchor, type.ink, most_width});
}

std::vector<std::string> Pen::broken(const std::string& text, Type type, double width, int most_lines) const {
    std::vector<std::string> lines(1);
    for (const auto& word : words_of(text)) {
        const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
        const bool last = static_cast<int>(lines.size()) == most_lines;
        if (lines.back().empty() || last || measure(longer, type) <= width)
            lines.back() = longer;
        else
            lines.push_back(word);
    }
    return lines;
}

double Pen::paragraph(Point top, const std::string& content, Type type, Anchor anchor, double width, int most_lines) {
    double y = top.y;
    for (const auto& each : broken(content, type, width, most_lines)) {
        text({top.x, y + type.size * line_height / 2}, each, type, anchor, width);
        y += type.size * line_height;
    }
    return y;
}

void Pen::plate(Point middle, const std::string& content, double room) {
    const Type type{m_frame.text_size - 1, Ink::Text, Weight::Bold};
    const double wide = std::max(measure(content, type) + 8, type.size + 4);
    const double high = type.size + 3;
    if (wide > room)
        return;
    rectangle({middle.x - wide / 2, middle.y - high / 2, wide, high}, Ink::Surface, 3);
    text(middle, content, type, Anchor::Middle);
}

double Pen::header(const ChartWords& words) {
    m_chart.table.caption = words.title;
    if (!m_frame.with_title)
        return 4;
    double y = 4;
    if (!words.title.empty())
        y = paragraph({0, y}, words.title, {m_frame.title_size, Ink::Text, Weight::Bold}, Anchor::Start, width(), 2);
    if (!words.subtitle.empty())
        y = paragraph({0, y}, words.subtitle, muted(), Anchor::Start, width(), 2);
    return y + 8;
}

double Pen::legend(const std::vector<LegendItem>& items, double y, double x) {
    const double pitch = m_frame.text_size * 1.6;
    constexpr double area_width = 20;
    for (const auto& item : items) {
        const double picture = item.as_area ? area_width : m_frame.text_size;
        const double room = std::min(measure(item.name, normal()), width() - picture - 6);
        if (x > 0 && x + picture + 6 + room > width()) {
            x = 0;
            y += pitch;
        }
        const double middle = y + pitch / 2;
        if (item.as_area)
            area({x, middle - 6, picture, 12}, item.tone, 2);
        else
            sign(item.sign, {x + picture / 2, middle}, m_frame.text_size - 1, item.ink);
        text({x + picture + 6, middle}, item.name, normal(), Anchor::Start, room + 0.01);
        x += picture + 6 + room + 18;
    }
    return items.empty() ? y : y + pitch + 6;
}

void Pen::empty(const ChartWords& words, double y) {
    const double room = std::max(height() - y, 3 * m_frame.text_size * line_height + 8);
    set_height(std::max(height(), y + room));
    rectangle({0, y, width(), room}, Ink::Band, 6);
    const double inside = width() - 24;
    const auto lines = broken(words.empty, muted(), inside, 3);
    const double high = static_cast<double>(lines.size()) * m_frame.text_size * line_height;
    paragraph({width() / 2, y + (room - high) / 2}, words.empty, muted(), Anchor::Middle, inside, 3);
}

void Pen::hit(const Rect& rect, std::string key, std::string tooltip) {
    m_chart.hits.push_back({rect, std::move(key), std::move(tooltip)});
}

double Pen::label_width(const std::vector<std::string>& labels, double share) const {
    double widest = 0;
    for (const auto& label : labels)
        widest = std::max(widest, measure(label, normal()));
    return std::min(widest + 1, width() * share);
}

double Pen::row_pitch(double y, double below, std::size_t count, double most) const {
    const double room = (height() - y - below) / static_cast<double>(std::max<std::size_t>(count, 1));
    return std::clamp(room, m_frame.text_size * 1.7, std::max(most, m_frame.text_size * 1.7));
}

} // namespace canbo::drawing
