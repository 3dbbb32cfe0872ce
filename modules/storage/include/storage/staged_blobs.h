#pragma once

#include "ledger/staged_blobs.h"

namespace canbo::storage {

/// As in storage/stores.h. Parts stand sealed wherever the database has a key.
class SqlStagedBlobStore final : public ledger::StagedBlobStore {
public:
    Result<std::int64_t> size(Transaction& tx, std::string_view account, std::string_view digest) override;
    Result<void> append(Transaction& tx, std::string_view account, std::string_view digest, std::int64_t offset,
                        std::string_view part, base::Time expires) override;
    Result<std::string> content(Transaction& tx, std::string_view account, std::string_view digest) override;
    Result<void> remove(Transaction& tx, std::string_view account, std::string_view digest) override;
    Result<void> remove_of(Transaction& tx, std::string_view account) override;
    Result<std::int64_t> staged(Transaction& tx, std::string_view account) override;
    Result<void> sweep(Transaction& tx, base::Time now) override;
};

} // namespace canbo::storage
