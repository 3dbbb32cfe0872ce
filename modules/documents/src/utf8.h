#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace canbo::documents {

constexpr char32_t bad_utf8 = 0xFFFFFFFF;

/// Code point at `at`, which moves past it; bad_utf8 (and one byte further) when the bytes are no UTF-8.
char32_t decode_one(std::string_view text, std::size_t& at);

void append_utf8(std::string& text, char32_t code);

/// "U+4E2D"
std::string code_point_name(char32_t code);

} // namespace canbo::documents
