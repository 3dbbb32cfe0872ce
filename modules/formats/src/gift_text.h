#pragma once

#include "assessment/bank.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::formats::gift {

/// A text and the format it is written in.
struct Marked {
    std::string text;
    assessment::TextFormat format{assessment::TextFormat::Moodle};
};

std::string_view trimmed(std::string_view text);
/// Escaped control characters ("\=" …) as bytes that cannot come in a text, so that splitting never sees them.
std::string hide_escapes(std::string_view text);
/// The inverse, without the backslashes.
std::string show_escapes(std::string_view hidden);
/// "[html]text" in its format, anything else in `fallback`; escapes shown, ends trimmed.
Marked parse_marked(std::string_view hidden, assessment::TextFormat fallback);
/// A text with GIFT's control characters escaped, on one line.
std::string escaped(std::string_view text);
/// The same, with "[format]" where it differs from `fallback` or the text would be taken for one.
std::string write_marked(std::string_view text, assessment::TextFormat format, assessment::TextFormat fallback);
/// "%33.33333%" at the start of an answer, which loses it; nothing when there is none.
std::optional<double> take_weight(std::string_view& answer);
std::string write_weight(double fraction);

} // namespace canbo::formats::gift
