#pragma once

#include "base/result.h"
#include "ledger/entry.h"
#include "ledger/stores.h"
#include "people/permission.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace canbo::ledger {

/// What a kind's rule is asked with, inside the office's open transaction.
struct Admission {
    Transaction& transaction;
    EntryStore& entries;
    BlobStore& blobs;
    const Entry& entry;
    const people::Person& author;
    base::Time received_at;
};

/// One kind of entry, registered by the feature that owns it.
struct EntryKind {
    std::string name;
    bool for_everybody{false}; ///< Else only the agency's people and overseers may see it.
    /// May this person write this entry now? The body is checked too; nothing is stored when it fails.
    std::function<Result<void>(const Admission&)> admit;
    /// Where readers differ from entry to entry: the audience (see StoredEntry), instead of what `for_everybody` says.
    std::function<std::string(const Entry&)> audience{};
    /// Whose data such an entry holds and nobody else's: an account; empty: it is no one person's.
    std::function<std::string(const Entry&)> owner{};
    /// The office must keep it, also when its owner is erased: a decision, a result that was released.
    bool official{false};
};

/// The kinds an office or desk knows. Filled once at start, then only read: safe from any thread.
class KindRegistry {
public:
    void add(EntryKind kind);
    const EntryKind* find(std::string_view name) const;

private:
    std::map<std::string, EntryKind, std::less<>> m_kinds;
};

} // namespace canbo::ledger
