#include "statement.h"
#include "storage/office_stores.h"

namespace canbo::storage {

Result<void> SqlUsedTokenStore::remember(Transaction& tx, const std::string& token_hash, const std::string& account,
                                         base::Time expires, base::Time now) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM used_token WHERE expires <= $1", now));
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO used_token (token_hash, account, expires) VALUES ($1, $2, $3)"
                          " ON CONFLICT (token_hash) DO NOTHING",
                          token_hash, account, expires));
    return {};
}

Result<std::optional<std::string>> SqlUsedTokenStore::account_of(Transaction& tx, const std::string& token_hash) {
    CANBO_TRY(auto rows, select<std::string>(tx, "SELECT account FROM used_token WHERE token_hash = $1", token_hash));
    if (rows.empty())
        return std::optional<std::string>();
    return std::optional(std::get<0>(std::move(rows.front())));
}

Result<void> SqlUsedTokenStore::forget(Transaction& tx, const std::string& account) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM used_token WHERE account = $1", account));
    return {};
}

} // namespace canbo::storage
