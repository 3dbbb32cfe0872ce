#include "statement.h"
#include "storage/stores.h"

namespace canbo::storage {

Result<void> SqlRefreshStore::put(Transaction& tx, const std::string& token_hash, const std::string& account,
                                  base::Time expires) {
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO refresh_token (token_hash, account, expires) VALUES ($1, $2, $3)"
                          " ON CONFLICT (token_hash) DO UPDATE SET account = excluded.account,"
                          " expires = excluded.expires",
                          token_hash, account, expires));
    return {};
}

Result<std::optional<std::string>> SqlRefreshStore::take(Transaction& tx, const std::string& token_hash,
                                                         base::Time now) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM refresh_token WHERE expires <= $1", now));
    CANBO_TRY(auto rows,
              select<std::string>(tx, "SELECT account FROM refresh_token WHERE token_hash = $1", token_hash));
    if (rows.empty())
        return std::optional<std::string>();
    CANBO_TRY_VOID(change(tx, "DELETE FROM refresh_token WHERE token_hash = $1", token_hash));
    return std::optional(std::get<0>(std::move(rows.front())));
}

Result<void> SqlRefreshStore::revoke(Transaction& tx, const std::string& account) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM refresh_token WHERE account = $1", account));
    return {};
}

} // namespace canbo::storage
