#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "base/result.h"
#include "ledger/audit_chain.h"
#include "ledger/kinds.h"
#include "ledger/stores.h"

#include <string>

namespace canbo::ledger {

/// The office takes an entry: checks, stores and receipts it in one transaction, and answers only after that is on
/// disk. The same entry again gets the same receipt, byte for byte; another one under that id is a conflict.
/// Safe from any thread.
class ReceiveEntry {
public:
    struct Outcome {
        std::string receipt;
        bool created{false}; ///< False: it was there already.
    };

    /// `chain` null: receipts name no head, as where only the rules matter.
    ReceiveEntry(Database& database, EntryStore& entries, BlobStore& blobs, const KindRegistry& kinds,
                 const base::Clock& clock, const base::SigningKey& key, AuditChain* chain = nullptr)
        : m_database(database), m_entries(entries), m_blobs(blobs), m_kinds(kinds), m_clock(clock), m_key(key),
          m_chain(chain) {}

    /// @error InvalidInput unknown kind, malformed id or agency; Forbidden the author is somebody else, or may not;
    /// @error Conflict another entry has this id; Closed, NotFound, … what the kind's rule says; Storage
    Result<Outcome> operator()(const people::Person& person, FrozenEntry frozen);

private:
    Database& m_database;
    EntryStore& m_entries;
    BlobStore& m_blobs;
    const KindRegistry& m_kinds;
    const base::Clock& m_clock;
    const base::SigningKey& m_key;
    AuditChain* const m_chain;
};

} // namespace canbo::ledger
