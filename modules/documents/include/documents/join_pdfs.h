#pragma once

#include "base/form_data.h"

namespace canbo::documents {

/// The pages of the second document behind those of the first, whose properties stay. Both made by this module. Same
/// documents, same bytes. @error Internal libqpdf cannot read one
Result<base::RenderedDocument> join_pdfs(const base::RenderedDocument& first, const base::RenderedDocument& second);

} // namespace canbo::documents
