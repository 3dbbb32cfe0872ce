#include "drawing/chart.h"

#include "base/text.h"

#include <fmt/format.h>

#include <cmath>

namespace canbo::drawing {

const HitArea* hit_at(const Chart& chart, Point point) {
    for (auto hit = chart.hits.rbegin(); hit != chart.hits.rend(); ++hit)
        if (hit->rect.contains(point))
            return &*hit;
    return nullptr;
}

Ink ink_of(Tone tone) {
    switch (tone) {
    case Tone::Plain:
        return Ink::Blue;
    case Tone::Done:
        return Ink::Done;
    case Tone::Good:
        return Ink::Blue;
    case Tone::Warning:
        return Ink::Amber;
    case Tone::Bad:
        return Ink::Red;
    case Tone::Waiting:
    case Tone::Back:
        return Ink::Waiting;
    case Tone::Idle:
        break;
    }
    return Ink::Idle;
}

Pattern pattern_of(Tone tone) {
    switch (tone) {
    case Tone::Good:
        return Pattern::Rising;
    case Tone::Warning:
        return Pattern::Dots;
    case Tone::Bad:
        return Pattern::Cross;
    case Tone::Waiting:
        return Pattern::Level;
    case Tone::Back:
        return Pattern::Falling;
    case Tone::Plain:
    case Tone::Done:
    case Tone::Idle:
        break;
    }
    return Pattern::None;
}

std::string number_text(double value) {
    const double size = std::abs(value);
    if (!std::isfinite(value) || value == 0 || (size >= 0.1 && size < 1e15))
        return base::format_decimal(value);
    std::string text = size >= 1e15 || size < 1e-4 ? fmt::format("{:.3G}", value) : fmt::format("{:.3g}", value);
    if (const auto plus = text.find("E+"); plus != std::string::npos)
        text.erase(plus + 1, 1);
    if (const auto dot = text.find('.'); dot != std::string::npos)
        text[dot] = ',';
    return text;
}

} // namespace canbo::drawing
