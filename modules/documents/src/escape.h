#pragma once

#include <string>
#include <string_view>

namespace canbo::documents {

enum class Quotes { Keep, Escape };

/// Text as it may stand in HTML or XML: between tags as it is, inside an attribute with its quotes escaped.
std::string escape(std::string_view text, Quotes quotes);

/// For HTML, wherever the text stands.
inline std::string escape_html(std::string_view text) { return escape(text, Quotes::Escape); }

} // namespace canbo::documents
