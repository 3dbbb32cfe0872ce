#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/transaction.h"
#include "ledger/entry.h"
#include "people/permission.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::ledger {

/// An entry in its place. On a desk: the office's sequence and receipt, or sequence 0 while it waits in the outbox.
struct StoredEntry {
    std::int64_t sequence{0};
    Entry entry;
    std::string canonical;
    std::string digest;
    std::string audience; ///< Empty: everybody; an agency: its people and overseers; else a closed_audience().
    base::Time received_at{};
    std::string receipt; ///< Text of the signed receipt.
};

/// The audience of an entry with personal data: the people of just these agencies, or just these readers, and the
/// standing office. Neither an agency above them nor an administrator is among its readers. "|CAT|SYT|"
std::string closed_audience(const std::vector<std::string>& readers);
/// More readers that a closed audience may name: one person, by the name of the account; of an agency those who answer
/// for it (its focal points and leaders) and not all its people.
std::string person_reader(std::string_view account);
std::string staff_reader(std::string_view agency);
/// Everybody of a role, whichever agency they are of ("=council").
std::string role_reader(people::Role role);

/// Whose entries a reader may see.
struct Visibility {
    bool everything{false};            ///< But closed audiences.
    std::vector<std::string> agencies; ///< Own agency and those below it.
    bool closed{false};                ///< Closed audiences too: the standing office.
    std::string own{};                 ///< Own agency: closed audiences that name it. Empty: none.
    std::vector<std::string> also{};   ///< What else closed audiences may name the reader by.

    /// The same rule as EntryStore::changes.
    bool sees(std::string_view audience) const;
};

/// The ledger itself: append only. One contract suite: tests/contract/entry_store_test.cpp.
class EntryStore {
public:
    virtual ~EntryStore() = default;
    /// Highest sequence, 0 when empty. @error Storage
    virtual Result<std::int64_t> last_sequence(Transaction& tx) = 0;
    /// @error Conflict  the id or the sequence is taken; Storage
    virtual Result<void> append(Transaction& tx, const StoredEntry& entry) = 0;
    virtual Result<std::optional<StoredEntry>> find(Transaction& tx, std::string_view id) = 0;
    // Lists come by rising sequence. Cost: an index look-up and the rows returned.
    virtual Result<std::vector<StoredEntry>> of_kind(Transaction& tx, std::string_view kind) = 0;
    virtual Result<std::vector<StoredEntry>> by_subject(Transaction& tx, std::string_view kind,
                                                        std::string_view subject) = 0;
    virtual Result<std::vector<StoredEntry>> by_agency(Transaction& tx, std::string_view kind,
                                                       std::string_view agency) = 0;
    /// At most `limit` entries after that sequence that the reader may see.
    virtual Result<std::vector<StoredEntry>> changes(Transaction& tx, std::int64_t after, std::size_t limit,
                                                     const Visibility& visibility) = 0;
};

/// Something a desk has to send.
struct OutboxItem {
    enum class State { Queued, Sent, Refused };
    FrozenEntry frozen;
    State state{State::Queued};
    base::Time queued_at{};
    int attempts{0};
    base::Time next_attempt{}; ///< Not before then.
    std::string error_code;    ///< Last failure, or why the office refused it; empty when none.
    std::string error;         ///< One sentence.
    std::string receipt;       ///< When Sent.
};

/// What a desk has to send and has sent. Nothing leaves it before its receipt is stored.
class Outbox {
public:
    virtual ~Outbox() = default;
    /// @error Conflict the id is there already
    virtual Result<void> put(Transaction& tx, const OutboxItem& item) = 0;
    virtual Result<void> update(Transaction& tx, const OutboxItem& item) = 0; ///< By id. @error NotFound
    virtual Result<void> remove(Transaction& tx, std::string_view id) = 0;
    virtual Result<std::optional<OutboxItem>> find(Transaction& tx, std::string_view id) = 0;
    virtual Result<std::vector<OutboxItem>> list(Transaction& tx) = 0; ///< In the order queued.
};

/// Small named values of a desk or office: the feed cursor, the office's public key.
class SettingStore {
public:
    virtual ~SettingStore() = default;
    virtual Result<std::optional<std::string>> get(Transaction& tx, std::string_view name) = 0;
    virtual Result<void> set(Transaction& tx, std::string_view name, std::string_view value) = 0;
};

/// Attachments, by the SHA-256 of their content.
class BlobStore {
public:
    virtual ~BlobStore() = default;
    /// Storing the same content twice is nothing. @error DigestMismatch, Storage
    virtual Result<void> put(Transaction& tx, std::string_view digest, std::string_view content) = 0;
    virtual Result<std::optional<std::string>> get(Transaction& tx, std::string_view digest) = 0;
    virtual Result<bool> has(Transaction& tx, std::string_view digest) = 0;
};

/// What was done that is no entry: accounts, log-ins refused, a shifted clock. No personal data but the actor's name.
struct AuditEvent {
    std::int64_t sequence{0}; ///< Given by the store.
    base::Time time{};
    std::string actor;
    std::string action;  ///< "account.add", "office.clock-shifted", …
    std::string subject; ///< Account, agency, period.
};

/// Append only.
class AuditLog {
public:
    virtual ~AuditLog() = default;
    virtual Result<void> record(Transaction& tx, const AuditEvent& event) = 0;
    virtual Result<std::vector<AuditEvent>> list(Transaction& tx, std::int64_t after, std::size_t limit) = 0;
};

} // namespace canbo::ledger
