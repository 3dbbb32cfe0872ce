#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/transaction.h"
#include "ledger/stores.h"
#include "people/permission.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::ledger {

/// What use cases at a desk stand on when they write and read entries: its stores and who acts. Everything is borrowed.
struct EntryDesk {
    Database& database;
    EntryStore& entries; ///< The replica, as of the last exchange.
    Outbox& outbox;
    const base::Clock& clock;
    people::Person person;
};

/// What is written into the outbox. The author, their agency and the time are the desk's.
struct NewEntry {
    std::string kind;
    std::string subject;
    Json body;
    std::int64_t revision{1};
    std::string id{}; ///< Empty: a new one.
};

/// Puts an entry into the outbox, in the caller's transaction. @returns its id. @error TooLarge, InvalidInput,
/// Conflict the id is there already; Storage
Result<std::string> queue_entry(Transaction& tx, const EntryDesk& desk, NewEntry entry);

/// The entries of a kind and subject on this desk: those of the office in its order, then those that wait in the
/// outbox or were refused there. @error Storage
Result<std::vector<Entry>> entries_here(Transaction& tx, const EntryDesk& desk, std::string_view kind,
                                        std::string_view subject);
/// The same, whatever their subject. Cost: reads all of the kind.
Result<std::vector<Entry>> entries_here(Transaction& tx, const EntryDesk& desk, std::string_view kind);

} // namespace canbo::ledger
