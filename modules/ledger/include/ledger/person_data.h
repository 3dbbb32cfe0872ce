#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/result.h"
#include "ledger/audit_chain.h"
#include "ledger/kinds.h"
#include "ledger/staged_blobs.h"
#include "ledger/stores.h"
#include "people/account.h"
#include "people/second_factor.h"
#include "people/session.h"
#include "people/used_tokens.h"

#include <string>
#include <string_view>

namespace canbo::ledger {

// What an office holds about one person who has an account there: all of it shown, or taken away.
//
// An entry of a kind with an owner (EntryKind) is its owner's data: shown whole, and erased unless the kind is
// official. Every other entry that the person wrote or that names them is the office's record, which stays with the
// name it was received under: shown by what it is about, not with what it says of others. Audit events keep what was
// done and when; for the person's name a pseudonym stands. The account goes on under the pseudonym, closed, so that
// nobody gets the name again.

/// The stores of an office in which a person stands; borrowed.
struct PersonStores {
    people::AccountStore& accounts;
    people::SessionStore& sessions;
    people::SecondFactorStore& factors;
    people::UsedTokenStore& used_tokens;
    StagedBlobStore& staged;
    EntryStore& entries;
    AuditLog& audit;
};

/// Everything the office holds about the person, and what an erasure would do with it, as
/// content/schema/person-data.schema.json says. Cost: reads every entry and every event.
/// @error NotFound no such account; Storage
Result<Json> person_data(Transaction& tx, const PersonStores& stores, const KindRegistry& kinds, std::string_view name,
                         base::Time now);

/// What stands for an account's name after its erasure: "erased-" and 16 hex digits that follow from the name and the
/// office's key, always the same ones.
std::string pseudonym_of(std::string_view name, const base::SigningKey& key);
/// No account that people have is called so.
bool is_pseudonym(std::string_view name);

/// Who asks for an erasure, and why. The reason is kept for ever.
struct ErasureOrder {
    std::string name;
    std::string actor;
    std::string reason; ///< 5 to 200 characters, without the person's name.
};

/// Erases a person in the caller's transaction: sessions, second factor, tokens and attachments on their way are gone,
/// entries and events as said above, the account closed. Digests, receipts and the chain stay as they are. Cost: reads
/// every entry and every event while nobody else writes.
/// @returns what was erased and what stays (content/schema/person-erasure.schema.json)
/// @error NotFound no such account; InvalidInput the reason, or the actor is the person; Storage
Result<Json> erase_person(Transaction& tx, const PersonStores& stores, AuditChain& chain, const KindRegistry& kinds,
                          const base::SigningKey& key, const ErasureOrder& order, base::Time now);

} // namespace canbo::ledger
