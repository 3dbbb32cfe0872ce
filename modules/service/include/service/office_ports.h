#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "base/transaction.h"
#include "ledger/audit_chain.h"
#include "ledger/kinds.h"
#include "ledger/staged_blobs.h"
#include "ledger/stores.h"
#include "people/account.h"
#include "people/agency.h"
#include "people/second_factor.h"
#include "people/session.h"
#include "people/used_tokens.h"
#include "service/login_service.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>

namespace canbo::service {

/// The agencies as they stand in the transaction; decides who sees what below their agency. A tree without any agency
/// means: everybody sees their own agency only. @error Storage
using AgencySource = std::function<Result<std::shared_ptr<const people::AgencyTree>>(Transaction&)>;

/// How often something may happen: so many at once, and so many a second after that.
struct Rate {
    double at_once;
    double per_second;
};

/// How much of the office one account or one address may take. Refused requests get 429 and are not read.
struct RequestRates {
    Rate account{5'000, 1'000};
    /// Log-ins with a wrong name or password. From this machine itself they are not counted: a proxy that stands there
    /// names its client in X-Forwarded-For.
    Rate address_refusals{60, 0.5};
    /// Refused log-ins are answered at multiples of this time, so that it does not tell which names exist.
    std::chrono::milliseconds refusal_step{300};
};

/// Whom the office asks for a second factor besides the password.
using FactorRoles = std::set<people::Role>;

/// What the database's shared commits came to since it was opened.
struct CommitFigures {
    std::uint64_t commits{0};
    std::uint64_t transactions{0};
};

/// What of the progress is for everybody (reporting/open_data.h), in both forms.
struct OpenDataTexts {
    std::string json, csv;
};

/// Where it comes from, and who may read it.
struct OpenDataPort {
    std::function<Result<OpenDataTexts>()> make{}; ///< From any thread; empty: there is none.
    bool for_everybody{false};                     ///< Without login; else any role.
};

/// Everything the office's API works on; borrowed, must outlive it. All of it must be safe from any thread.
struct OfficePorts {
    Database& database;
    ledger::EntryStore& entries;
    ledger::BlobStore& blobs;
    ledger::StagedBlobStore& staged_blobs;
    people::AccountStore& accounts;
    people::SessionStore& sessions;
    people::SecondFactorStore& factors;
    people::UsedTokenStore& used_tokens;
    ledger::AuditLog& audit;
    ledger::ChainStore& chain; ///< Begun: open_office_folder() does it.
    const ledger::KindRegistry& kinds;
    const base::Clock& clock;
    AgencySource agencies;
    base::SigningKey signing_key;
    std::string token_secret; ///< 32 random bytes of this office.
    base::HashCost hash_cost{base::HashCost::Interactive};
    RequestRates rates{};
    std::function<CommitFigures()> commits{}; ///< For /metrics; empty: not shown there.
    FactorRoles second_factor_roles{};
    LoginService* login_service{nullptr}; ///< Borrowed; null: passwords only.
    OpenDataPort open_data{};
};

/// An office's stores over one open database, as an app opens them.
struct OfficeStores {
    std::unique_ptr<Database> database;
    std::unique_ptr<ledger::EntryStore> entries;
    std::unique_ptr<ledger::BlobStore> blobs;
    std::unique_ptr<ledger::StagedBlobStore> staged_blobs;
    std::unique_ptr<people::AccountStore> accounts;
    std::unique_ptr<people::SessionStore> sessions;
    std::unique_ptr<people::SecondFactorStore> factors;
    std::unique_ptr<people::UsedTokenStore> used_tokens;
    std::unique_ptr<ledger::AuditLog> audit;
    std::unique_ptr<ledger::ChainStore> chain;
    std::function<CommitFigures()> commits; ///< Where the database tells.
};

} // namespace canbo::service
