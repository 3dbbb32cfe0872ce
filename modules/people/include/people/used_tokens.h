#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/transaction.h"

#include <optional>
#include <string>

namespace canbo::people {

/// Refresh tokens that were used up, until they would have run out: one that comes a second time is in two hands. By
/// the SHA-256 of the token, as in SessionStore. One contract suite: tests/contract/used_token_store_test.cpp.
class UsedTokenStore {
public:
    virtual ~UsedTokenStore() = default;
    /// Those that have run out at `now` are swept away. @error Storage
    virtual Result<void> remember(Transaction& tx, const std::string& token_hash, const std::string& account,
                                  base::Time expires, base::Time now) = 0;
    /// Whose it was; nothing when it is none. @error Storage
    virtual Result<std::optional<std::string>> account_of(Transaction& tx, const std::string& token_hash) = 0;
    /// Those of the account are known no more: its sessions have ended. @error Storage
    virtual Result<void> forget(Transaction& tx, const std::string& account) = 0;
};

} // namespace canbo::people
