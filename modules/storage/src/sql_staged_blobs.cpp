#include "sealed_text.h"
#include "statement.h"
#include "storage/staged_blobs.h"

namespace canbo::storage {

Result<std::int64_t> SqlStagedBlobStore::size(Transaction& tx, std::string_view account, std::string_view digest) {
    CANBO_TRY(const auto rows,
              select<std::int64_t>(
                  tx,
                  "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM blob_part WHERE account = $1 AND digest = $2",
                  account, digest));
    return std::get<0>(rows.front());
}

Result<void> SqlStagedBlobStore::append(Transaction& tx, std::string_view account, std::string_view digest,
                                        std::int64_t offset, std::string_view part, base::Time expires) {
    CANBO_TRY(const auto here, size(tx, account, digest));
    if (here != offset)
        return fail(ErrorCode::Conflict, "The office has another part of this attachment", "offset");
    if (part.empty())
        return {};
    StoredContent stored = stored_content(tx, part);
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO blob_part (account, digest, place, bytes, content, sealed, expires)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7)",
                          account, digest, offset, static_cast<std::int64_t>(part.size()),
                          Bytes{std::move(stored.bytes)}, std::int64_t{stored.sealed}, expires));
    return {};
}

Result<std::string> SqlStagedBlobStore::content(Transaction& tx, std::string_view account, std::string_view digest) {
    CANBO_TRY(auto rows, (select<Bytes, std::int64_t>(tx,
                                                      "SELECT content, sealed FROM blob_part WHERE account = $1 AND"
                                                      " digest = $2 ORDER BY place",
                                                      account, digest)));
    std::string whole;
    for (auto& [content, sealed] : rows) {
        CANBO_TRY(const auto plain, content_of(tx, {std::move(content.value), sealed != 0}));
        whole += plain;
    }
    return whole;
}

Result<void> SqlStagedBlobStore::remove(Transaction& tx, std::string_view account, std::string_view digest) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM blob_part WHERE account = $1 AND digest = $2", account, digest));
    return {};
}

Result<void> SqlStagedBlobStore::remove_of(Transaction& tx, std::string_view account) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM blob_part WHERE account = $1", account));
    return {};
}

Result<std::int64_t> SqlStagedBlobStore::staged(Transaction& tx, std::string_view account) {
    CANBO_TRY(const auto rows,
              select<std::int64_t>(
                  tx, "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM blob_part WHERE account = $1", account));
    return std::get<0>(rows.front());
}

Result<void> SqlStagedBlobStore::sweep(Transaction& tx, base::Time now) {
    CANBO_TRY_VOID(change(tx,
                          "DELETE FROM blob_part WHERE NOT EXISTS (SELECT 1 FROM blob_part AS other WHERE"
                          " other.account = blob_part.account AND other.digest = blob_part.digest AND"
                          " other.expires > $1)",
                          now));
    return {};
}

} // namespace canbo::storage
