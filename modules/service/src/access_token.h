#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "people/permission.h"

#include <chrono>
#include <string>
#include <string_view>

namespace canbo::service {

inline constexpr std::chrono::minutes access_token_life{15};
inline constexpr std::chrono::days refresh_token_life{30};

/// A signed access token (JWT, HS256) with sub, role, agency, iat and exp.
std::string make_access_token(const people::Person& person, base::Time now, const std::string& secret);

/// The account name in a token that is signed with that secret by HS256 and has not run out.
/// @error Unauthenticated
Result<std::string> read_access_token(std::string_view token, base::Time now, const std::string& secret);

} // namespace canbo::service
