#pragma once

#include <string>
#include <string_view>

namespace canbo::base {

// Telex, the keystrokes of Vietnamese: aa aw ee oo ow uw dd, and s f r x j after a syllable for its tone. They stand
// raw where the input method was off.

/// Telex keystrokes to Vietnamese: "Nguyeenx" → "Nguyễn". Words that are not Telex stay as they are.
std::string from_telex(std::string_view keystrokes);
/// The same for keys as people press them: the tone's key may come before the end of its syllable ("hoajt", "hoatj").
std::string from_typed_telex(std::string_view keystrokes);
/// True for text whose words can only be Telex keystrokes (a tone letter after a syllable, or a doubled letter).
bool looks_like_telex(std::string_view text);

} // namespace canbo::base
