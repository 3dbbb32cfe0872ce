#pragma once

#include "ledger/audit_chain.h"
#include "people/used_tokens.h"

// Stores that only an office has; as in storage/stores.h.
namespace canbo::storage {

/// The database itself refuses to change or delete a link.
class SqlChainStore final : public ledger::ChainStore {
public:
    Result<std::optional<ledger::ChainLink>> last(Transaction& tx) override;
    Result<void> append(Transaction& tx, const ledger::ChainLink& link) override;
    Result<std::int64_t> last_event(Transaction& tx) override;
    Result<std::vector<ledger::ChainLink>> links(Transaction& tx, std::int64_t from, std::size_t limit) override;
    Result<std::vector<ledger::EntryRow>> entry_rows(Transaction& tx, std::int64_t from, std::size_t limit) override;
    Result<std::vector<ledger::AuditEvent>> event_rows(Transaction& tx, std::int64_t from, std::size_t limit) override;
};

class SqlUsedTokenStore final : public people::UsedTokenStore {
public:
    Result<void> remember(Transaction& tx, const std::string& token_hash, const std::string& account,
                          base::Time expires, base::Time now) override;
    Result<std::optional<std::string>> account_of(Transaction& tx, const std::string& token_hash) override;
    Result<void> forget(Transaction& tx, const std::string& account) override;
};

/// What the shared commits of every database that this program has open came to: how many, and how many transactions
/// in them. From any thread.
struct CommitFigures {
    std::uint64_t commits{0};
    std::uint64_t transactions{0};
};
CommitFigures commit_figures();

} // namespace canbo::storage
