#include "statement.h"
#include "storage/stores.h"

namespace canbo::storage {

Result<std::optional<std::string>> SqlSettingStore::get(Transaction& tx, std::string_view name) {
    CANBO_TRY(auto rows, select<std::string>(tx, "SELECT value FROM setting WHERE name = $1", name));
    if (rows.empty())
        return std::optional<std::string>();
    return std::optional(std::get<0>(std::move(rows.front())));
}

Result<void> SqlSettingStore::set(Transaction& tx, std::string_view name, std::string_view value) {
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO setting (name, value) VALUES ($1, $2)"
                          " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                          name, value));
    return {};
}

} // namespace canbo::storage
