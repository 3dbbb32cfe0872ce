#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/transaction.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::people {

/// What an account shows besides its password: codes by time (RFC 6238) of a secret that a telephone holds, or one of
/// the recovery codes written down when it was set up.
struct SecondFactor {
    std::string account;
    std::string secret;                ///< 20 bytes; sealed at rest.
    bool confirmed{false};             ///< A first code was right: from then on it is asked for.
    std::int64_t last_step{0};         ///< Of the last code taken: none of then or before is taken again.
    std::vector<std::string> recovery; ///< SHA-256 in hex of those that are not used up.
    int failures{0};                   ///< Wrong codes since the last right one.
    std::optional<base::Time> locked_until{};
};

/// Where second factors are kept. One contract suite: tests/contract/second_factor_store_test.cpp.
class SecondFactorStore {
public:
    virtual ~SecondFactorStore() = default;
    virtual Result<std::optional<SecondFactor>> find(Transaction& tx, std::string_view account) = 0; ///< @error Storage
    /// The accounts with one that is confirmed. @error Storage
    virtual Result<std::set<std::string>> accounts(Transaction& tx) = 0;
    virtual Result<void> put(Transaction& tx, const SecondFactor& factor) = 0;  ///< @error Storage
    virtual Result<void> remove(Transaction& tx, std::string_view account) = 0; ///< @error Storage
};

} // namespace canbo::people
