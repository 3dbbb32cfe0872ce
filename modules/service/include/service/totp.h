#pragma once

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace canbo::service {

// Codes by time (RFC 6238 over RFC 4226): HMAC-SHA-1, steps of 30 seconds, six digits, which is what every telephone's
// program knows.

inline constexpr std::chrono::seconds totp_step_length{30};
inline constexpr int totp_digits = 6;

std::int64_t totp_step(base::Time time);
/// The code of a step; tests of the RFC ask for 8 digits.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = totp_digits);
/// The step whose code it is: now, the one before or the one after, but none up to `last_step`.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, base::Time now,
                                          std::int64_t last_step);

std::string to_base32(std::string_view bytes); ///< RFC 4648 without padding.
/// otpauth://totp/…, as a QR code carries it.
std::string totp_uri(std::string_view account, std::string_view secret);

} // namespace canbo::service
