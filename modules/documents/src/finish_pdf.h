#pragma once

#include "base/result.h"
#include "font_set.h"
#include "text_measure.h"

#include <string>

namespace canbo::documents {

struct PdfProperties {
    std::string title;
    std::string author; ///< The issuing agency.
    std::string date;   ///< ISO 8601 or empty: no dates in the file.
};

/// Makes libharu's PDF 1.3 a clean PDF 1.7: reduced fonts with their own glyph maps, widths and Unicode maps (libharu
/// writes CID ranges where PDF wants bf ranges), XMP metadata, title, language; no clock, no random numbers.
/// Page contents pass through as they are.
/// @error Internal libqpdf or harfbuzz failed
Result<std::string> finish_pdf(const std::string& drawn, const TextMeasure& measure, const PdfProperties& properties);

} // namespace canbo::documents
