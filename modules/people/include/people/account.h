#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "base/result.h"
#include "base/transaction.h"
#include "people/permission.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::people {

/// Somebody who can log in. Lives at the office only; never travels with its hash.
struct Account {
    std::string name; ///< Lower-case ASCII letters, digits, dot, hyphen; 2 to 40.
    std::string display_name;
    Role role{Role::Focal};
    std::string agency;
    std::string password_hash; ///< Argon2id
    bool disabled{false};
    int failures{0};                          ///< Wrong passwords since the last right one.
    std::optional<base::Time> locked_until{}; ///< No login before then.

    Person person() const { return {name, role, agency}; }
};

/// Such a name, whoever has it.
bool is_account_name(std::string_view name);

/// Where accounts are kept. One contract suite: tests/contract/account_store_test.cpp.
class AccountStore {
public:
    virtual ~AccountStore() = default;
    /// Nothing when there is none. @error Storage
    virtual Result<std::optional<Account>> find(Transaction& tx, std::string_view name) = 0;
    /// By name. @error Storage
    virtual Result<std::vector<Account>> list(Transaction& tx) = 0;
    /// Adds or replaces. @error Storage
    virtual Result<void> put(Transaction& tx, const Account& account) = 0;
};

/// Refresh tokens, kept as SHA-256 of the token: what is stolen from the disk logs nobody in.
class RefreshStore {
public:
    virtual ~RefreshStore() = default;
    virtual Result<void> put(Transaction& tx, const std::string& token_hash, const std::string& account,
                             base::Time expires) = 0;
    /// The account of a token that has not expired at `now`, and the token is used up. @error Storage
    virtual Result<std::optional<std::string>> take(Transaction& tx, const std::string& token_hash, base::Time now) = 0;
    /// Ends every session of the account. @error Storage
    virtual Result<void> revoke(Transaction& tx, const std::string& account) = 0;
};

inline constexpr int failures_before_lock = 5;
inline constexpr std::chrono::minutes lock_time{15};

/// Checks name, agency text and password (people/password.h). @error InvalidInput with `where`
Result<Account> make_account(std::string name, Role role, std::string agency, std::string_view password,
                             base::HashCost cost = base::HashCost::Interactive);

/// Checks a password and counts failures; five wrong ones lock the account for 15 minutes.
/// Takes as long for an unknown name as for a known one. Writes through `database` on its own.
class LogIn {
public:
    LogIn(Database& database, AccountStore& accounts, const base::Clock& clock,
          base::HashCost cost = base::HashCost::Interactive)
        : m_database(database), m_accounts(accounts), m_clock(clock), m_cost(cost) {}
    /// @error Unauthenticated (unknown, disabled or wrong: the caller is not told which), LockedOut, Storage
    Result<Person> operator()(std::string_view name, std::string_view password);

private:
    Result<void> record(Account account, bool right);

    Database& m_database;
    AccountStore& m_accounts;
    const base::Clock& m_clock;
    base::HashCost m_cost;
};

} // namespace canbo::people
