#pragma once

#include "people/second_factor.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::service {

inline constexpr int wrong_codes_before_lock = 5;
inline constexpr std::chrono::minutes code_lock_time{15};

enum class CodeCheck { Right, Recovery, Wrong, Locked };

/// Takes a code of the second factor or one of its recovery codes; `factor` then holds what was used up, or one failure
/// more. Five wrong ones lock it for a quarter of an hour: a right password does not begin the count anew.
CodeCheck take_code(people::SecondFactor& factor, std::string_view code, base::Time now);

/// A factor that waits for its first code. 160 bits, as RFC 4226 has it.
people::SecondFactor new_factor(std::string account);

/// Ten codes of 80 bits each to be written down; `factor` keeps their digests only, and forgets those of before.
std::vector<std::string> new_recovery_codes(people::SecondFactor& factor);

} // namespace canbo::service
