#include "base/crypto.h"
#include "sealed_text.h"
#include "statement.h"
#include "storage/stores.h"

namespace canbo::storage {

Result<void> SqlBlobStore::put(Transaction& tx, std::string_view digest, std::string_view content) {
    if (base::sha256_hex(content) != digest)
        return fail(ErrorCode::DigestMismatch, "The attachment does not fit its digest");
    StoredContent stored = stored_content(tx, content);
    CANBO_TRY_VOID(
        change(tx, "INSERT INTO blob (digest, content, sealed) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING",
               digest, Bytes{std::move(stored.bytes)}, std::int64_t{stored.sealed}));
    return {};
}

Result<std::optional<std::string>> SqlBlobStore::get(Transaction& tx, std::string_view digest) {
    CANBO_TRY(auto rows,
              (select<Bytes, std::int64_t>(tx, "SELECT content, sealed FROM blob WHERE digest = $1", digest)));
    if (rows.empty())
        return std::optional<std::string>();
    auto& [content, sealed] = rows.front();
    CANBO_TRY(auto plain, content_of(tx, {std::move(content.value), sealed != 0}));
    return std::optional(std::move(plain));
}

Result<bool> SqlBlobStore::has(Transaction& tx, std::string_view digest) {
    CANBO_TRY(const auto rows, select<std::string>(tx, "SELECT digest FROM blob WHERE digest = $1", digest));
    return !rows.empty();
}

} // namespace canbo::storage
