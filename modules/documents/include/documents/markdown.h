#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace canbo::documents {

/// A lesson or a preview for the screen: CommonMark as an HTML fragment of HTML 4 tags (wxHtmlWindow shows it).
///
/// Safe by construction: raw HTML is dropped, links keep only http, https, mailto and relative addresses, images only
/// relative ones inside the lesson's own folder. A fenced block `table` holds rows of cells parted by '|', the first
/// row being the head. `^[text]` makes a footnote.
/// @returns UTF-8, NFC.
/// @error InvalidInput not valid UTF-8
/// @error MissingGlyph a control or private-use character
/// @error TooLarge     over 8 MB
/// Cost: linear. Thread-safe.
Result<std::string> markdown_to_html(std::string_view markdown);

} // namespace canbo::documents
