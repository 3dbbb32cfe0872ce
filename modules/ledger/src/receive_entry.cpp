#include "ledger/receive_entry.h"

#include "ledger/receipt.h"

#include <utility>

namespace canbo::ledger {
namespace {

std::string audience_of(const EntryKind& kind, const Entry& entry) {
    if (kind.audience)
        return kind.audience(entry);
    return kind.for_everybody ? std::string() : entry.agency;
}

} // namespace

Result<ReceiveEntry::Outcome> ReceiveEntry::operator()(const people::Person& person, FrozenEntry frozen) {
    const Entry& entry = frozen.entry;
    const EntryKind* kind = m_kinds.find(entry.kind);
    if (kind == nullptr)
        return fail(ErrorCode::InvalidInput, "This office does not know this kind of entry", "kind");
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Write));
    CANBO_TRY(const auto present, m_entries.find(*tx, entry.id));
    if (present) {
        // Who sent it first may ask for the receipt again, even after a rule or a lock has changed.
        if (present->digest != frozen.digest || present->entry.author != person.name)
            return fail(ErrorCode::Conflict, "Another entry has this id already", "id");
        CANBO_TRY_VOID(tx->commit()); // it may have come in a transaction that is on its way to the disk
        return Outcome{present->receipt, false};
    }
    if (entry.author != person.name)
        return fail(ErrorCode::Forbidden, "An entry must be sent by its author", "author");

    const base::Time now = m_clock.now();
    CANBO_TRY_VOID(kind->admit(Admission{*tx, m_entries, m_blobs, entry, person, now}));
    CANBO_TRY(const auto last, m_entries.last_sequence(*tx));
    Receipt receipt{entry.id, frozen.digest, last + 1, now, {}, {}};
    std::string audience = audience_of(*kind, entry);
    StoredEntry stored{last + 1,
                       std::move(frozen.entry),
                       std::move(frozen.canonical),
                       std::move(frozen.digest),
                       std::move(audience),
                       now,
                       {}};
    if (m_chain != nullptr) {
        CANBO_TRY(receipt.chain, m_chain->add(*tx, stored));
    }
    stored.receipt = sign_receipt(std::move(receipt), m_key);
    CANBO_TRY_VOID(m_entries.append(*tx, stored));
    CANBO_TRY_VOID(tx->commit());
    return Outcome{stored.receipt, true};
}

} // namespace canbo::ledger
