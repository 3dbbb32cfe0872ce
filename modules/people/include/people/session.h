#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/transaction.h"
#include "people/permission.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::people {

/// What a person still has to do after the right password before a login is worth anything else.
enum class LoginStep {
    Nothing,
    Code,    ///< Give a code of the second factor.
    Enrol,   ///< Set a second factor up: the office asks it of this role.
    Password ///< Choose a password of their own.
};
std::string_view step_name(LoginStep step);          ///< "", "code", "enrol", "password"
Result<LoginStep> parse_step(std::string_view text); ///< @error InvalidInput

/// What decides about the steps of one login.
struct LoginFacts {
    bool has_factor{false};   ///< A second factor that was confirmed.
    bool needs_factor{false}; ///< The office asks this role for one.
    bool must_change{false};
};
/// The step after `done` (Nothing: after the password itself): the second factor first, so that a stolen first
/// password alone never sets another one.
LoginStep next_step(LoginStep done, const LoginFacts& facts);

/// One login on one device, from the password on. While a step is open it is good for that step only, has no refresh
/// token and ends after ten minutes.
struct Session {
    std::string id; ///< UUID; stands in the access tokens.
    std::string account;
    std::string device; ///< As it named itself: for its owner's eyes, proves nothing.
    base::Time opened{};
    base::Time last_used{}; ///< When its tokens were last renewed: every quarter of an hour of use.
    base::Time expires{};
    std::string token_hash; ///< SHA-256 of the refresh token: what is stolen from the disk logs nobody in.
    LoginStep step{LoginStep::Nothing};
};

inline constexpr std::chrono::days session_life{30}; ///< Since it was last used.
inline constexpr std::chrono::minutes open_step_life{10};
inline constexpr std::size_t most_device_length = 80;

/// What a request needs of its session, and whose it is, with the role and agency of this moment.
struct SessionInUse {
    std::string id;
    LoginStep step{LoginStep::Nothing};
    Person person;
};

/// Where sessions are kept. Those that have run out at `now` are not found. One contract suite:
/// tests/contract/session_store_test.cpp.
class SessionStore {
public:
    virtual ~SessionStore() = default;
    virtual Result<std::optional<Session>> find(Transaction& tx, std::string_view id, base::Time now) = 0;
    /// What every request asks: by id, in one statement (Database::Mode::Look does). Nothing, too, when the account is
    /// disabled or gone. @error Storage
    virtual Result<std::optional<SessionInUse>> in_use(Transaction& tx, std::string_view id, base::Time now) = 0;
    virtual Result<std::optional<Session>> by_token(Transaction& tx, std::string_view token_hash, base::Time now) = 0;
    /// Without those that wait for a step; last used first. @error Storage
    virtual Result<std::vector<Session>> of_account(Transaction& tx, std::string_view account, base::Time now) = 0;
    /// Adds or replaces by id; sweeps away what has run out at its `last_used`. @error Storage
    virtual Result<void> put(Transaction& tx, const Session& session) = 0;
    virtual Result<void> remove(Transaction& tx, std::string_view id) = 0;
    /// Every session of the account but one; an empty `except` spares none. @error Storage
    virtual Result<void> remove_of(Transaction& tx, std::string_view account, std::string_view except = {}) = 0;
};

} // namespace canbo::people
