#pragma once

#include "block.h"
#include "fragment.h"
#include "layout_spec.h"
#include "text_measure.h"

#include <string_view>
#include <vector>

namespace canbo::documents {

/// Breaks a paragraph into lines by words, each placed on its own; justified lines stretch the gaps between words, the
/// last line and a line before a forced break do not. A word wider than the line is cut. A line that begins or ends a
/// paragraph keeps its neighbour (no widows, no orphans).
/// Cost: linear in the text. Gives up with MissingGlyph.
std::vector<Fragment> layout_paragraph(const Runs& runs, const Style& style, double width, TextMeasure& measure);

/// One text in one style.
std::vector<Fragment> layout_text(std::string_view text, const Style& style, double width, TextMeasure& measure);

/// All lines of a text as one strip.
Fragment stacked_text(std::string_view text, const Style& style, double width, TextMeasure& measure);

/// Height of one line, and its baseline below its upper edge.
double line_height(const Style& style, const FontSet& fonts);
double baseline(const Style& style, const FontSet& fonts);

} // namespace canbo::documents
