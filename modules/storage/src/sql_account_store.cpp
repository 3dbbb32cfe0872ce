#include "statement.h"
#include "storage/stores.h"

namespace canbo::storage {
namespace {

template <class... Values>
Result<std::vector<people::Account>> accounts(Transaction& tx, const std::string& condition, const Values&... values) {
    CANBO_TRY(auto rows, select<std::string, std::string, std::string, std::string, std::string, std::int64_t,
                                std::int64_t, std::optional<base::Time>, std::int64_t, std::string>(
                             tx,
                             "SELECT name, display_name, role, agency, password_hash, disabled, failures,"
                             " locked_until, must_change_password, external_id FROM account " +
                                 condition,
                             values...));
    std::vector<people::Account> found;
    found.reserve(rows.size());
    for (auto& [name, display_name, role, agency, password_hash, disabled, failures, locked_until, must_change,
                external_id] : rows) {
        const auto known = people::parse_role(role);
        if (!known)
            return fail(ErrorCode::Storage, "An account has a role this version does not know", {}, role);
        found.push_back({std::move(name), std::move(display_name), *known, std::move(agency), std::move(password_hash),
                         disabled != 0, static_cast<int>(failures), locked_until, must_change != 0,
                         std::move(external_id)});
    }
    return found;
}

} // namespace

Result<std::optional<people::Account>> SqlAccountStore::find(Transaction& tx, std::string_view name) {
    CANBO_TRY(auto found, accounts(tx, "WHERE name = $1", name));
    if (found.empty())
        return std::optional<people::Account>();
    return std::optional(std::move(found.front()));
}

Result<std::vector<people::Account>> SqlAccountStore::list(Transaction& tx) { return accounts(tx, "ORDER BY name"); }

Result<void> SqlAccountStore::put(Transaction& tx, const people::Account& account) {
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO account (name, display_name, role, agency, password_hash, disabled, failures,"
                          " locked_until, must_change_password, external_id)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (name) DO UPDATE SET"
                          " display_name = excluded.display_name, role = excluded.role, agency = excluded.agency,"
                          " password_hash = excluded.password_hash, disabled = excluded.disabled,"
                          " failures = excluded.failures, locked_until = excluded.locked_until,"
                          " must_change_password = excluded.must_change_password,"
                          " external_id = excluded.external_id",
                          account.name, account.display_name, people::role_name(account.role), account.agency,
                          account.password_hash, account.disabled ? 1 : 0, account.failures, account.locked_until,
                          account.must_change_password ? 1 : 0, account.external_id));
    return {};
}

Result<void> SqlAccountStore::remove(Transaction& tx, std::string_view name) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM account WHERE name = $1", name));
    return {};
}

} // namespace canbo::storage
