#pragma once

#include "base/result.h"
#include "base/transaction.h"
#include "ledger/entry.h"

#include <string>

namespace canbo::storage {

std::string sealed_text(const std::string& key, const std::string& plain);

/// Canonical text as the column holds it: sealed when the entry is of a sealed kind.
std::string stored_text(Transaction& tx, const ledger::Entry& entry, const std::string& canonical);

/// The canonical text of a column, sealed or not. @error Storage the key does not open it, or it opens to another entry
Result<std::string> canonical_text(Transaction& tx, std::string stored, const std::string& digest);

/// An attachment's content as the column holds it, and whether it is sealed.
struct StoredContent {
    std::string bytes;
    bool sealed{false};
};
StoredContent stored_content(Transaction& tx, std::string_view content);

/// @error Storage the key does not open it
Result<std::string> content_of(Transaction& tx, StoredContent stored);

/// A text about persons as its column holds it: sealed wherever the database has a key.
std::string stored_private_text(Transaction& tx, std::string_view text);
/// @error Storage the key does not open it
Result<std::string> private_text(Transaction& tx, std::string stored);

/// Notes which key the database is sealed with, the first time. @error Storage it is sealed with another one
Result<void> check_key(base::Database& database, const std::string& key);

} // namespace canbo::storage
