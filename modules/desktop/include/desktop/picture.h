#pragma once

#include "base/result.h"

#include <wx/bitmap.h>

#include <string_view>

namespace canbo::desktop {

/// A drawing (SVG with its words) as pixels, at most `width` wide and high as its proportions say. The toolkit's own
/// SVG draws no text. Nothing outside the drawing is read, no script runs. UI thread only; some milliseconds.
/// @error InvalidInput no picture that can be drawn here
Result<wxBitmap> draw_svg(std::string_view svg, int width);

} // namespace canbo::desktop
