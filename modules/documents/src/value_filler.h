#pragma once

#include "block.h"
#include "placeholders.h"

#include <vector>

namespace canbo::documents {

/// Puts the values into the parsed template.
///
/// A text prints as typed; each of its lines becomes a paragraph of its own in a paragraph, a line break elsewhere.
/// A Markdown value alone in its paragraph is replaced by its blocks (headings become bold paragraphs); inside a
/// sentence it prints as typed.
Blocks fill_values(Blocks parsed, const std::vector<Slot>& slots);

} // namespace canbo::documents
