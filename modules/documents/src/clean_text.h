#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace canbo::documents {

/// Text as it may enter a document: NFC; every kind of line end is '\n', a tab is a space, invisible joiners and soft
/// hyphens are gone.
/// @error InvalidInput not UTF-8
/// @error MissingGlyph a control or private-use character, a mark that stays apart after NFC, or a script that needs
///                     shaping; `where` becomes "<where>: U+XXXX"
/// Cost: one pass without allocation beyond the copy for Vietnamese and Latin text.
Result<std::string> clean_text(std::string_view text, std::string_view where);

/// True when clean_text would return the same bytes: no line feed, nothing to normalise. One pass, no allocation.
bool is_plain_line(std::string_view text);

} // namespace canbo::documents
