#pragma once

#include "base/json.h"

#include <string>
#include <string_view>

namespace canbo::service {

/// Did the holder of this public key (JWK, RFC 7517) sign the text by RS256 or ES256 (RFC 7518)? False for a key that
/// is too weak or none at all.
bool verify_by_key(const Json& key, const std::string& algorithm, std::string_view text, std::string_view signature);

} // namespace canbo::service
