#pragma once

#include "drawing/chart.h"
#include "drawing/palette.h"

#include <string>

namespace canbo::drawing {

/// A whole SVG 1.1 file, surface included, with `title` as its accessible name. Text stays text (Noto Sans, then any
/// sans-serif). Same scene, same bytes.
std::string write_svg(const Scene& scene, const Palette& palette, const std::string& title = {});

} // namespace canbo::drawing
