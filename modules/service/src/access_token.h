#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "people/permission.h"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace canbo::service {

inline constexpr std::chrono::minutes access_token_life{15};
inline constexpr std::chrono::days refresh_token_life{30};

/// A signed access token (JWT, HS256) with sub, role, agency, iat and exp.
std::string make_access_token(const people::Person& person, base::Time now, const std::string& secret);

/// Reads tokens that are signed with that secret by HS256. A token that has been found good is remembered, since
/// checking a signature costs more than all else about a small request; until when it holds is asked each time, and
/// whether its account may still be used is not its matter. Safe from any thread.
class AccessTokenReader {
public:
    explicit AccessTokenReader(std::string secret) : m_secret(std::move(secret)) {}

    /// The account name in a token that has not run out. @error Unauthenticated
    Result<std::string> read(std::string_view token, base::Time now);

private:
    static constexpr std::size_t most_remembered = 20'000;
    struct Good {
        std::string account;
        std::int64_t expires; ///< Seconds since 1970.
    };
    std::optional<Good> remembered(const std::string& token);
    Result<Good> check(const std::string& token) const;

    const std::string m_secret;
    std::mutex m_mutex;
    std::unordered_map<std::string, Good> m_good;
};

} // namespace canbo::service
