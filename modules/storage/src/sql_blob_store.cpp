#include "base/crypto.h"
#include "statement.h"
#include "storage/stores.h"

namespace canbo::storage {

Result<void> SqlBlobStore::put(Transaction& tx, std::string_view digest, std::string_view content) {
    if (base::sha256_hex(content) != digest)
        return fail(ErrorCode::DigestMismatch, "The attachment does not fit its digest");
    CANBO_TRY_VOID(change(tx, "INSERT INTO blob (digest, content) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING",
                          digest, Bytes{std::string(content)}));
    return {};
}

Result<std::optional<std::string>> SqlBlobStore::get(Transaction& tx, std::string_view digest) {
    CANBO_TRY(auto rows, select<Bytes>(tx, "SELECT content FROM blob WHERE digest = $1", digest));
    if (rows.empty())
        return std::optional<std::string>();
    return std::optional(std::move(std::get<0>(rows.front()).value));
}

Result<bool> SqlBlobStore::has(Transaction& tx, std::string_view digest) {
    CANBO_TRY(const auto rows, select<std::string>(tx, "SELECT digest FROM blob WHERE digest = $1", digest));
    return !rows.empty();
}

} // namespace canbo::storage
