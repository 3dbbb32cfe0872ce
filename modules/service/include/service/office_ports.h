#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "base/transaction.h"
#include "ledger/kinds.h"
#include "ledger/stores.h"
#include "people/account.h"
#include "people/agency.h"

#include <functional>
#include <memory>
#include <string>

namespace canbo::service {

/// The agencies as they stand in the transaction; decides who sees what below their agency. A tree without any agency
/// means: everybody sees their own agency only. @error Storage
using AgencySource = std::function<Result<std::shared_ptr<const people::AgencyTree>>(Transaction&)>;

/// Everything the office's API works on; borrowed, must outlive it. All of it must be safe from any thread.
struct OfficePorts {
    Database& database;
    ledger::EntryStore& entries;
    ledger::BlobStore& blobs;
    people::AccountStore& accounts;
    people::RefreshStore& refresh_tokens;
    ledger::AuditLog& audit;
    const ledger::KindRegistry& kinds;
    const base::Clock& clock;
    AgencySource agencies;
    base::SigningKey signing_key;
    std::string token_secret; ///< 32 random bytes of this office.
    base::HashCost hash_cost{base::HashCost::Interactive};
};

/// An office's stores over one open database, as an app opens them.
struct OfficeStores {
    std::unique_ptr<Database> database;
    std::unique_ptr<ledger::EntryStore> entries;
    std::unique_ptr<ledger::BlobStore> blobs;
    std::unique_ptr<people::AccountStore> accounts;
    std::unique_ptr<people::RefreshStore> refresh_tokens;
    std::unique_ptr<ledger::AuditLog> audit;
};

} // namespace canbo::service
