#pragma once

#include "base/translation.h"

#include <wx/string.h>

#include <string>
#include <string_view>

namespace canbo::desktop {

/// UTF-8 to the toolkit's text and back.
inline wxString wx(std::string_view utf8) { return wxString::FromUTF8(utf8.data(), utf8.size()); }
inline std::string utf8(const wxString& text) { return text.utf8_string(); }

/// The sentence in the chosen language, for the toolkit.
inline wxString tr(std::string_view msgid) { return wx(base::tr(msgid)); }

} // namespace canbo::desktop
