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
    bool must_change_password{false};         ///< Somebody else knows it: the next login asks for another one.
    std::string external_id{}; ///< "ISSUER SUBJECT" of the login service that vouches for it; empty: a password does.

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
    /// For good; nothing when there is none. @error Storage
    virtual Result<void> remove(Transaction& tx, std::string_view name) = 0;
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
    /// The account as it was before the right password.
    /// @error Unauthenticated (unknown, disabled or wrong: the caller is not told which), LockedOut, Storage
    Result<Account> operator()(std::string_view name, std::string_view password);

private:
    Result<void> record(Account account, bool right);

    Database& m_database;
    AccountStore& m_accounts;
    const base::Clock& m_clock;
    base::HashCost m_cost;
};

} // namespace canbo::people
