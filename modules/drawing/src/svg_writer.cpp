#include "drawing/svg_writer.h"

#include <fmt/format.h>

#include <cmath>

namespace canbo::drawing {
namespace {

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20) // XML knows no other control characters
                safe += c;
        }
    }
    return safe;
}

std::string number(double value) {
    std::string text = fmt::format("{:.2f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text == "-0" ? "0" : text;
}

class Writer {
public:
    explicit Writer(const Palette& palette) : m_palette(palette) {}

    void operator()(const Rectangle& shape) {
        m_out += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" rx="{}"{}/>)", number(shape.rect.x),
                             number(shape.rect.y), number(shape.rect.width), number(shape.rect.height),
                             number(shape.radius), paint(shape.fill, shape.stroke));
        m_out += '\n';
    }
    void operator()(const Polyline& line) {
        m_out += fmt::format(R"(<polyline points="{}"{}/>)", points(line.points), paint({}, line.stroke));
        m_out += '\n';
    }
    void operator()(const Polygon& shape) {
        m_out += fmt::format(R"(<polygon points="{}"{}/>)", points(shape.points), paint(shape.fill, shape.stroke));
        m_out += '\n';
    }
    void operator()(const Circle& circle) {
        m_out += fmt::format(R"(<circle cx="{}" cy="{}" r="{}"{}/>)", number(circle.centre.x), number(circle.centre.y),
                             number(circle.radius), paint(circle.fill, circle.stroke));
        m_out += '\n';
    }
    void operator()(const Hatch& hatch) {
        for (const auto& line : hatch_lines(hatch))
            (*this)(line);
    }
    void operator()(const Text& text) {
        constexpr const char* anchors[] = {"start", "middle", "end"};
        m_out += fmt::format(
            R"(<text x="{}" y="{}" font-size="{}" text-anchor="{}"{} fill="{}">{}</text>)", number(text.at.x),
            number(text.at.y), number(text.size), anchors[static_cast<std::size_t>(text.anchor)],
            text.weight == Weight::Bold ? R"( font-weight="bold")" : "", hex(m_palette[text.ink]), escaped(text.text));
        m_out += '\n';
    }
    std::string take() { return std::move(m_out); }

private:
    static std::string points(const std::vector<Point>& list) {
        std::string text;
        for (const auto& point : list)
            text += (text.empty() ? "" : " ") + number(point.x) + "," + number(point.y);
        return text;
    }
    std::string paint(const std::optional<Ink>& fill, const std::optional<Stroke>& stroke) const {
        std::string text = fmt::format(R"( fill="{}")", fill ? hex(m_palette[*fill]) : "none");
        if (!stroke)
            return text;
        text += fmt::format(R"( stroke="{}" stroke-width="{}")", hex(m_palette[stroke->ink]), number(stroke->width));
        if (stroke->dash > 0)
            text += fmt::format(R"( stroke-dasharray="{} {}")", number(stroke->dash), number(stroke->gap));
        return text;
    }

    const Palette& m_palette;
    std::string m_out;
};

} // namespace

std::string write_svg(const Scene& scene, const Palette& palette, const std::string& title) {
    Writer writer(palette);
    writer(Rectangle{{0, 0, scene.width, scene.height}, 0, Ink::Surface, {}});
    for (const auto& primitive : scene.primitives)
        std::visit(writer, primitive);
    const std::string name = title.empty() ? std::string() : "<title>" + escaped(title) + "</title>\n";
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
                       "viewBox=\"0 0 {0} {1}\" font-family=\"'Noto Sans', sans-serif\" role=\"img\">\n{2}{3}</svg>\n",
                       number(scene.width), number(scene.height), name, writer.take());
}

} // namespace canbo::drawing
