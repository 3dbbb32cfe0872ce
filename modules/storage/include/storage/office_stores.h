#pragma once

#include "ledger/audit_chain.h"
#include "people/second_factor.h"
#include "people/session.h"
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
    Result<void> erase_entry(Transaction& tx, std::int64_t sequence, std::string_view subject,
                             std::string_view audience) override;
    Result<void> erase_event(Transaction& tx, std::int64_t sequence, std::string_view actor,
                             std::string_view subject) override;
};

class SqlUsedTokenStore final : public people::UsedTokenStore {
public:
    Result<void> remember(Transaction& tx, const std::string& token_hash, const std::string& account,
                          base::Time expires, base::Time now) override;
    Result<std::optional<std::string>> account_of(Transaction& tx, const std::string& token_hash) override;
    Result<void> forget(Transaction& tx, const std::string& account) override;
};

class SqlSessionStore final : public people::SessionStore {
public:
    Result<std::optional<people::Session>> find(Transaction& tx, std::string_view id, base::Time now) override;
    Result<std::optional<people::SessionInUse>> in_use(Transaction& tx, std::string_view id, base::Time now) override;
    Result<std::optional<people::Session>> by_token(Transaction& tx, std::string_view token_hash,
                                                    base::Time now) override;
    Result<std::vector<people::Session>> of_account(Transaction& tx, std::string_view account, base::Time now) override;
    Result<void> put(Transaction& tx, const people::Session& session) override;
    Result<void> remove(Transaction& tx, std::string_view id) override;
    Result<void> remove_of(Transaction& tx, std::string_view account, std::string_view except) override;
};

/// Secrets are sealed wherever the database has a key.
class SqlSecondFactorStore final : public people::SecondFactorStore {
public:
    Result<std::optional<people::SecondFactor>> find(Transaction& tx, std::string_view account) override;
    Result<std::set<std::string>> accounts(Transaction& tx) override;
    Result<void> put(Transaction& tx, const people::SecondFactor& factor) override;
    Result<void> remove(Transaction& tx, std::string_view account) override;
};

/// What the shared commits of every database that this program has open came to: how many, and how many transactions
/// in them. From any thread.
struct CommitFigures {
    std::uint64_t commits{0};
    std::uint64_t transactions{0};
};
CommitFigures commit_figures();

} // namespace canbo::storage
