#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace canbo::base {

/// The same text in Unicode NFC, the only form Canbo stores. @error InvalidInput not valid UTF-8.
Result<std::string> to_nfc(std::string_view utf8);

/// True for valid UTF-8 in NFC without control characters other than tab and line feed.
bool is_clean_text(std::string_view utf8);

/// Key for searching: lower case, no diacritics, đ = d, runs of white space as one space.
/// "Đề án 06" and "de an 06" give the same key. Invalid UTF-8 gives an empty key.
std::string search_key(std::string_view utf8);

/// True when `needle` occurs in `text` by search_key; an empty needle is in every text.
bool contains_folded(std::string_view text, std::string_view needle);

/// Vietnamese alphabetical order (ICU, vi): negative, zero or positive.
int compare(std::string_view a, std::string_view b);

/// Upper case by Unicode rules; invalid UTF-8 is returned unchanged.
std::string upper(std::string_view utf8);

/// White space at both ends removed.
std::string_view trim(std::string_view text);

/// Number of code points; invalid bytes count one each.
std::size_t length(std::string_view utf8);

/// At most `columns` code points, the last one "…" when something was cut; padded with spaces when `pad`.
std::string fit(std::string_view utf8, std::size_t columns, bool pad = false);

/// A number as Vietnamese paper prints it: 1.234.567 and 81,3; at most two decimals, none when whole.
std::string format_decimal(double value);

} // namespace canbo::base
