#pragma once

#include "canvas.h"
#include "drawing/palette.h"
#include "drawing/scene.h"
#include "drawing/text_measure.h"
#include "text_measure.h"

namespace canbo::documents {

/// Width of a chart's text in the documents' type. Does not count as drawing: what a chart measures and drops leaves no
/// glyph in the file.
class PaperMeasure final : public drawing::TextMeasure {
public:
    explicit PaperMeasure(const FontSet& fonts) : m_fonts(fonts) {}
    double width(std::string_view utf8, double size, drawing::Weight weight) const override;

private:
    const FontSet& m_fonts;
};

/// Paints a scene with its upper left corner at `origin`; `scale` is points per logical unit, 0.75 for true size.
/// Gives up with MissingGlyph and InvalidInput.
void paint_scene(const drawing::Scene& scene, const drawing::Palette& palette, PathPoint origin, double scale,
                 Canvas& canvas, TextMeasure& measure);

} // namespace canbo::documents
