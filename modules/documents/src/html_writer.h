#pragma once

#include "base/form_data.h"
#include "block.h"
#include "document_builder.h"

#include <string>

namespace canbo::documents {

/// Which addresses may stand in the page.
enum class HtmlUse {
    Form,   ///< Self-contained: no links, no pictures.
    Lesson, ///< Safe links and relative pictures.
};

/// Blocks as HTML 4 tags that wxHtmlWindow shows; every text is escaped. `document` and `data` feed letterhead and
/// tables; null for a lesson. Gives up (Failure) on a wrong table row.
std::string write_html(const Blocks& content, HtmlUse use, const Document* document, const base::FormData* data);

} // namespace canbo::documents
