#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace canbo::base {

/// Loads the compiled catalogue of a language (GNU .mo) for tr(). Call once at start, before threads.
/// @error NotFound, InvalidInput
Result<void> load_translation(const std::filesystem::path& mo_file);

/// Vietnamese unless CANBO_LANG=en; looks for the catalogue beside the program and under the install prefix.
/// A missing catalogue leaves the English text and logs a warning.
void choose_language(const std::filesystem::path& program);

/// The text in the chosen language; `msgid` itself when there is none.
std::string tr(std::string_view msgid);

/// Marks a text for translation where it is kept and not yet shown (a table of labels, say); changes nothing.
constexpr const char* msgid(const char* text) { return text; }

} // namespace canbo::base
