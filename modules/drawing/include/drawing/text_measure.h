#pragma once

#include "drawing/scene.h"

#include <string>
#include <string_view>

namespace canbo::drawing {

/// How wide text will be; filled by whoever paints, so that labels fit with the font that is really used.
/// Threads: as the implementation says; charts call it from the thread that makes them, some hundred times.
class TextMeasure {
public:
    virtual ~TextMeasure() = default;
    /// Advance width of one line of UTF-8 text, logical units.
    virtual double width(std::string_view utf8, double size, Weight weight) const = 0;
};

/// About a wide sans-serif face, a little generous; the same everywhere. For tests, help pages and SVG files.
class ApproximateMeasure final : public TextMeasure {
public:
    double width(std::string_view utf8, double size, Weight weight) const override;
};

/// The text, or its longest beginning with "…" that fits; cut between code points, without a space before the "…".
/// Empty when not even "…" fits.
std::string fit_text(std::string_view utf8, double most_width, double size, Weight weight, const TextMeasure& measure);

/// Where the ink of a text may stand: 0.8 em above the baseline, 0.25 em below.
Rect text_box(const Text& text, const TextMeasure& measure);

} // namespace canbo::drawing
