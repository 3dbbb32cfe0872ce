#pragma once

#include "base/form_data.h"
#include "canvas.h"
#include "document_builder.h"
#include "layout_spec.h"
#include "text_measure.h"

namespace canbo::documents {

/// Draws a whole document. Gives up (Failure) as paragraphs and tables do.
void compose(const Document& document, const base::FormData& data, const LayoutSpec& spec, TextMeasure& measure,
             Canvas& canvas, base::Progress* progress);

} // namespace canbo::documents
