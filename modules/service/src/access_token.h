#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "people/permission.h"

#include <chrono>
#include <string>
#include <string_view>

namespace canbo::service {

inline constexpr std::chrono::minutes access_token_life{15};

/// A signed access token (JWT, HS256) with sub, sid (the session), role, agency, iat and exp.
std::string make_access_token(const people::Person& person, const std::string& session, base::Time now,
                              const std::string& secret);

struct TokenOwner {
    std::string account;
    std::string session;
};

/// Whose a token is that is signed with that secret by HS256 and has not run out.
/// @error Unauthenticated
Result<TokenOwner> read_access_token(std::string_view token, base::Time now, const std::string& secret);

} // namespace canbo::service
