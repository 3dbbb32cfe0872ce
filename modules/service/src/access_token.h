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

/// A signed access token (JWT, HS256) with sub, sid (the session), role, agency, iat and exp.
std::string make_access_token(const people::Person& person, const std::string& session, base::Time now,
                              const std::string& secret);

struct TokenOwner {
    std::string account;
    std::string session;
};

/// Reads tokens that are signed with that secret by HS256. A token that has been found good is remembered, since
/// checking a signature costs more than all else about a small request; until when it holds is asked each time, and
/// whether its account and its session may still be used is not its matter. Safe from any thread.
class AccessTokenReader {
public:
    explicit AccessTokenReader(std::string secret) : m_secret(std::move(secret)) {}

    /// Whose a token is that has not run out. @error Unauthenticated
    Result<TokenOwner> read(std::string_view token, base::Time now);
    /// How many are remembered: never more than twice those that hold, and a few.
    std::size_t remembered() const;

private:
    static constexpr std::size_t most_remembered = 20'000;
    static constexpr std::size_t least_swept = 256;
    struct Good {
        TokenOwner owner;
        std::int64_t expires; ///< Seconds since 1970.
    };
    std::optional<Good> find(const std::string& token);
    void remember(const std::string& token, const Good& good, std::int64_t now);
    Result<Good> check(const std::string& token) const;

    const std::string m_secret;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Good> m_good;
    std::size_t m_sweep_at{least_swept};
};

} // namespace canbo::service
