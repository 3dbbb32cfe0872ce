#include "drawing/text_measure.h"

#include <algorithm>
#include <vector>

namespace canbo::drawing {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

char32_t code_at(std::string_view text, std::size_t begin, std::size_t end) {
    const auto first = static_cast<unsigned char>(text[begin]);
    char32_t code = end - begin == 1 ? first : first & (0xFFU >> (end - begin + 1));
    for (std::size_t i = begin + 1; i < end; ++i)
        code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return code;
}

// Latin Extended Additional alternates capital and small; the horned and barred letters of Vietnamese do too.
bool is_capital(char32_t code) {
    if (code >= 'A' && code <= 'Z')
        return true;
    if (code >= 0xC0 && code <= 0xDE)
        return true;
    if (code >= 0x1EA0 && code <= 0x1EF9)
        return code % 2 == 0;
    return code == 0x102 || code == 0x110 || code == 0x128 || code == 0x168 || code == 0x1A0 || code == 0x1AF;
}

double em_width(char32_t code) {
    if (code < 0x80) {
        constexpr std::string_view narrow = "iljI.,:;'|!()[] /-";
        constexpr std::string_view slim = "ftr\"";
        if (narrow.find(static_cast<char>(code)) != std::string_view::npos)
            return 0.33;
        if (slim.find(static_cast<char>(code)) != std::string_view::npos)
            return 0.42;
        if (code == 'm' || code == 'M' || code == 'W' || code == '%')
            return 0.94;
        if (code == 'w' || code == 'O' || code == 'Q')
            return 0.79;
        return is_capital(code) ? 0.70 : 0.60;
    }
    if (code >= 0x300 && code < 0x370)
        return 0; // combining mark
    if (code == 0x2026)
        return 0.82;
    return is_capital(code) ? 0.76 : 0.63;
}

// Ends of the code points, so that a cut never splits one.
std::vector<std::size_t> ends_of(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t i = 1; i <= text.size(); ++i)
        if (i == text.size() || !continues(text[i]))
            ends.push_back(i);
    return ends;
}

} // namespace

double ApproximateMeasure::width(std::string_view utf8, double size, Weight weight) const {
    double sum = 0;
    std::size_t begin = 0;
    for (const std::size_t end : ends_of(utf8)) {
        sum += end - begin <= 4 ? em_width(code_at(utf8, begin, end)) : 1;
        begin = end;
    }
    return sum * size * (weight == Weight::Bold ? 1.07 : 1);
}

std::string fit_text(std::string_view utf8, double most_width, double size, Weight weight, const TextMeasure& measure) {
    if (measure.width(utf8, size, weight) <= most_width)
        return std::string(utf8);
    const auto ends = ends_of(utf8);
    const auto shortened = [&](std::size_t points) {
        std::string_view head = utf8.substr(0, points == 0 ? 0 : ends[points - 1]);
        while (!head.empty() && head.back() == ' ')
            head.remove_suffix(1);
        return std::string(head) + "…";
    };
    std::size_t low = 0; // fits
    std::size_t high = ends.size();
    while (low + 1 < high) {
        const std::size_t middle = (low + high) / 2;
        (measure.width(shortened(middle), size, weight) <= most_width ? low : high) = middle;
    }
    std::string text = shortened(low);
    return measure.width(text, size, weight) <= most_width ? text : std::string();
}

Rect text_box(const Text& text, const TextMeasure& measure) {
    const double width = measure.width(text.text, text.size, text.weight);
    double left = text.at.x;
    if (text.anchor == Anchor::Middle)
        left -= width / 2;
    if (text.anchor == Anchor::End)
        left -= width;
    return {left, text.at.y - 0.8 * text.size, width, 1.05 * text.size};
}

} // namespace canbo::drawing
