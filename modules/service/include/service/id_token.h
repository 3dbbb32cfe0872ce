#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace canbo::service {

/// What an ID token has to say (OpenID Connect Core 1.0, section 3.1.3.7).
struct IdTokenRules {
    std::string issuer;
    std::string client_id;
    std::string nonce; ///< As the desk gave it to the service; never empty.
};

/// The claims of an ID token that one of these keys (a JWK set, RFC 7517) signed by RS256 or ES256 and nothing else:
/// a key serves only for the algorithm of its kind, RSA keys have 2,048 bits or more, EC keys are of P-256. Clocks may
/// differ by a minute.
/// @error Unauthenticated it proves nothing; NotFound its key is not in the set, which may be an old one
Result<Json> read_id_token(std::string_view token, const Json& keys, const IdTokenRules& rules, base::Time now);

/// Base64 for addresses (RFC 4648 section 5) without padding. @error InvalidInput
Result<std::string> from_base64url(std::string_view text);
std::string to_base64url(std::string_view bytes);

} // namespace canbo::service
