#pragma once

#include <string>
#include <string_view>

namespace canbo::assessment {

/// How a typed text is compared with an expected one. The defaults are Moodle's rules.
struct TextRules {
    bool match_case{false};
    /// hòa = hoà, thủy = thuỷ: the old and the new place of the tone mark. Keystrokes of Telex that stayed raw
    /// ("caan cuwowcs") are taken for what they spell, too.
    bool any_tone_placement{false};
    bool unaccented{false}; ///< "can cuoc" is taken for "căn cước".
};

/// True when `text` fits `pattern`: white space at the ends of the text does not count, both are compared in NFC;
/// '*' in the pattern stands for any run of characters on one line, "\*" for an asterisk.
bool fits(std::string_view text, std::string_view pattern, const TextRules& rules);

/// The text with tone marks where the new convention puts them in open syllables (oà, oè, uỳ). NFC in, NFC out.
std::string new_tone_placement(std::string_view nfc);

/// Removes white space at both ends as PHP does (space, tab, line ends, NUL, vertical tab).
std::string_view trim_answer(std::string_view text);

} // namespace canbo::assessment
