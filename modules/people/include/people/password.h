#pragma once

#include "base/result.h"

#include <cstddef>
#include <string_view>

namespace canbo::people {

// What a new password must be, wherever one is set: init, add, import, change. By length and by what is guessed first;
// no rule asks for capitals, digits or signs (as NIST SP 800-63B has it).

inline constexpr std::size_t least_password_length = 10; ///< Characters, not bytes.
inline constexpr std::size_t most_password_length = 128;
/// The longest password in bytes that a message may carry.
inline constexpr std::size_t most_password_bytes = 4 * most_password_length;

/// True for what is guessed first: digits and signs only, hardly any different characters, one word or two
/// short ones of content/passwords/common.txt with digits and signs around and between them, a word said again and
/// again. Capitals, diacritics and signs in the place of letters (P@ssw0rd) make no difference.
bool is_easy_password(std::string_view password);

/// May this be the password of that account? The sentence says what to do.
/// @error InvalidInput, where "password": too short, too long, not readable, little more than the account's name, too
/// easy
Result<void> check_password(std::string_view password, std::string_view account);

} // namespace canbo::people
