#include "people/account.h"

#include "people/password.h"

namespace canbo::people {
bool is_account_name(std::string_view name) {
    return name.size() >= 2 && name.size() <= 40 &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-_") == std::string_view::npos;
}

Result<Account> make_account(std::string name, Role role, std::string agency, std::string_view password,
                             base::HashCost cost) {
    if (!is_account_name(name))
        return fail(ErrorCode::InvalidInput,
                    "An account name has 2 to 40 lower-case letters, digits, dots, hyphens or underscores", "name");
    const bool needs_agency = role == Role::Focal || role == Role::Leader;
    if (needs_agency && agency.empty())
        return fail(ErrorCode::InvalidInput, "An account with this role belongs to an agency", "agency");
    CANBO_TRY_VOID(check_password(password, name));
    Account account;
    account.name = std::move(name);
    account.role = role;
    account.agency = std::move(agency);
    account.password_hash = base::hash_password(password, cost);
    return account;
}

Result<Account> LogIn::operator()(std::string_view name, std::string_view password) {
    std::optional<Account> account;
    {
        CANBO_TRY(auto tx, m_database.begin(Database::Mode::Read));
        CANBO_TRY(account, m_accounts.find(*tx, name));
    }
    // Hashing happens outside the transaction: it takes a tenth of a second on purpose.
    static const std::string nobody = base::hash_password("nobody has this password", m_cost);
    const bool right = base::verify_password(account ? account->password_hash : nobody, password);
    if (account && account->locked_until && m_clock.now() < *account->locked_until)
        return fail(ErrorCode::LockedOut, "Too many wrong passwords; try again in a quarter of an hour");
    if (!account)
        return fail(ErrorCode::Unauthenticated, "The name or the password is wrong");
    if (!right || account->failures > 0)
        CANBO_TRY_VOID(record(*account, right));
    if (!right || account->disabled)
        return fail(ErrorCode::Unauthenticated, "The name or the password is wrong");
    return *std::move(account);
}

Result<void> LogIn::record(Account account, bool right) {
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Write));
    CANBO_TRY(auto current, m_accounts.find(*tx, account.name)); // somebody may have failed meanwhile
    if (!current)
        return {};
    current->failures = right ? 0 : current->failures + 1;
    current->locked_until.reset();
    if (current->failures >= failures_before_lock) {
        current->failures = 0;
        current->locked_until = m_clock.now() + lock_time;
    }
    CANBO_TRY_VOID(m_accounts.put(*tx, *current));
    return tx->commit();
}

} // namespace canbo::people
