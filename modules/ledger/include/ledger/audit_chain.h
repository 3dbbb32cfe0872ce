#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "base/result.h"
#include "base/transaction.h"
#include "ledger/stores.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::ledger {

/// One link of an office's chain over everything it keeps for ever, entries and audit events, in the order in which
/// they came. Its head is the SHA-256 of the head before it and of the row it stands for: whoever changes, removes,
/// inserts or moves a row changes every head after it, and each head is signed by the office, an entry's in the receipt
/// that its sender holds.
struct ChainLink {
    enum class Of { Entry, Event };
    std::int64_t place{0}; ///< From 1, no gaps.
    Of of{Of::Entry};
    std::int64_t sequence{0}; ///< Of the entry or of the event, each counted for itself.
    std::string head;         ///< 64 hex digits.
    std::string signature;    ///< Base64; empty where the entry's receipt signs the head.
};

/// An entry's row as it stands, for an audit: what is damaged is shown, not refused.
struct EntryRow {
    std::int64_t sequence{0};
    std::string id, kind, agency, subject, audience;
    base::Time received_at{};
    std::optional<std::string> canonical; ///< Nothing: sealed, and no key is there. Empty: it does not open.
    std::string digest;
    std::string receipt;
    bool erased{false}; ///< Its text is gone, with a person's data; `canonical` is empty then.
};

/// What stands where an erased entry's text stood.
inline constexpr const char* erased_text = "erased";
// The events by which the chain knows of rows that were erased. Subject: the row's sequence, and its mark as it is
// left.
inline constexpr const char* entry_erased = "entry.erased";
inline constexpr const char* event_erased = "event.erased";
std::string row_mark(const EntryRow& row);
std::string row_mark(const AuditEvent& event);

/// The chain as it is kept, and the rows it stands for. Append only but for erasure. One contract suite:
/// tests/contract/chain_store_test.cpp.
class ChainStore {
public:
    virtual ~ChainStore() = default;
    virtual Result<std::optional<ChainLink>> last(Transaction& tx) = 0;
    /// @error Conflict the place is taken; Storage
    virtual Result<void> append(Transaction& tx, const ChainLink& link) = 0;
    /// Sequence of the newest audit event, 0 without any.
    virtual Result<std::int64_t> last_event(Transaction& tx) = 0;
    // By rising place or sequence, from that one on, whatever numbers stand in the rows; at most `limit`.
    virtual Result<std::vector<ChainLink>> links(Transaction& tx, std::int64_t from, std::size_t limit) = 0;
    virtual Result<std::vector<EntryRow>> entry_rows(Transaction& tx, std::int64_t from, std::size_t limit) = 0;
    virtual Result<std::vector<AuditEvent>> event_rows(Transaction& tx, std::int64_t from, std::size_t limit) = 0;
    /// The entry's text goes for good, subject and audience are replaced; no store shows it any more but as a row here.
    /// By AuditChain::erase() only. @error NotFound, Storage
    virtual Result<void> erase_entry(Transaction& tx, std::int64_t sequence, std::string_view subject,
                                     std::string_view audience) = 0;
    /// Actor and subject are replaced; what replaces a name must be a pseudonym (ledger/person_data.h).
    virtual Result<void> erase_event(Transaction& tx, std::int64_t sequence, std::string_view actor,
                                     std::string_view subject) = 0;
};

/// The head after a row. Defined for every content of the fields, whoever wrote them.
std::string head_after(std::string_view head_before, const EntryRow& row);
std::string head_after(std::string_view head_before, const AuditEvent& event);
/// What a link's own signature signs.
std::string link_text(const ChainLink& link);

/// Adds to an office's chain, inside the transaction that adds the row. Safe from any thread.
class AuditChain {
public:
    /// Borrowed, must outlive it.
    AuditChain(ChainStore& store, const base::SigningKey& key) : m_store(store), m_key(key) {}

    /// The head that the entry's receipt must carry; the receipt itself is no part of it. @error Storage
    Result<std::string> add(Transaction& tx, const StoredEntry& entry);
    /// Records the event and its link. @error Storage
    Result<void> record(Transaction& tx, AuditLog& log, AuditEvent event);
    // Erases a row and records that, so that the chain goes on proving every other row, and this one as it is left.
    // @error NotFound, Storage
    Result<void> erase(Transaction& tx, AuditLog& log, base::Time now, const StoredEntry& entry,
                       std::string_view subject, std::string_view audience);
    Result<void> erase(Transaction& tx, AuditLog& log, base::Time now, const AuditEvent& event, std::string_view actor,
                       std::string_view subject);
    /// Takes up what an office of an earlier version kept, where no chain has begun yet: its receipts name no head, so
    /// the links are signed one by one. Nothing otherwise. @error Storage
    Result<void> begin(Database& database);

private:
    Result<ChainLink> next(Transaction& tx, ChainLink::Of of, std::int64_t sequence, std::string& head_before);
    Result<void> take_up(Transaction& tx);

    ChainStore& m_store;
    const base::SigningKey& m_key;
};

} // namespace canbo::ledger
