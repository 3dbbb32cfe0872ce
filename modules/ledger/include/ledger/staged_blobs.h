#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/transaction.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace canbo::ledger {

/// Attachments on their way to the office in parts. Each account has its own of a digest, so that nobody spoils
/// another's; nobody reads one before it is whole and fits. What nobody goes on with is swept away when it expires.
/// One contract suite: tests/contract/staged_blob_store_test.cpp.
class StagedBlobStore {
public:
    virtual ~StagedBlobStore() = default;
    /// Bytes that have come, 0 when none. @error Storage
    virtual Result<std::int64_t> size(Transaction& tx, std::string_view account, std::string_view digest) = 0;
    /// The next part. @error Conflict `offset` is not the size; Storage
    virtual Result<void> append(Transaction& tx, std::string_view account, std::string_view digest, std::int64_t offset,
                                std::string_view part, base::Time expires) = 0;
    virtual Result<std::string> content(Transaction& tx, std::string_view account, std::string_view digest) = 0;
    virtual Result<void> remove(Transaction& tx, std::string_view account, std::string_view digest) = 0;
    virtual Result<void> remove_of(Transaction& tx, std::string_view account) = 0; ///< Every one of the account.
    /// Bytes of all that the account has on their way. @error Storage
    virtual Result<std::int64_t> staged(Transaction& tx, std::string_view account) = 0;
    /// Takes away every attachment of which no part has come since before it expired. @error Storage
    virtual Result<void> sweep(Transaction& tx, base::Time now) = 0;
};

} // namespace canbo::ledger
