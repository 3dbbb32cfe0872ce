#pragma once

#include "ledger/stores.h"
#include "people/account.h"
#include "reporting/draft_store.h"

namespace canbo::storage {

// The domains' stores in SQL. Each is stateless: it works in the transaction it is given, which must come from a
// SqlDatabase, and is safe from any thread. What a call means and how it fails is said at the port. Besides:
// - a failure of the database (Storage) ends the transaction: later calls and commit() fail with the same error;
// - text with a zero character is refused (InvalidInput), because PostgreSQL cannot hold it;
// - a change asked of a transaction begun for reading is a fault of ours and aborts.

/// The database itself refuses to change or delete an entry. append: InvalidInput for a sequence below 1.
class SqlEntryStore final : public ledger::EntryStore {
public:
    Result<std::int64_t> last_sequence(Transaction& tx) override;
    Result<void> append(Transaction& tx, const ledger::StoredEntry& entry) override;
    Result<std::optional<ledger::StoredEntry>> find(Transaction& tx, std::string_view id) override;
    Result<std::vector<ledger::StoredEntry>> of_kind(Transaction& tx, std::string_view kind) override;
    Result<std::vector<ledger::StoredEntry>> by_subject(Transaction& tx, std::string_view kind,
                                                        std::string_view subject) override;
    Result<std::vector<ledger::StoredEntry>> by_agency(Transaction& tx, std::string_view kind,
                                                       std::string_view agency) override;
    Result<std::vector<ledger::StoredEntry>> changes(Transaction& tx, std::int64_t after, std::size_t limit,
                                                     const ledger::Visibility& visibility) override;
};

class SqlOutbox final : public ledger::Outbox {
public:
    Result<void> put(Transaction& tx, const ledger::OutboxItem& item) override;
    Result<void> update(Transaction& tx, const ledger::OutboxItem& item) override;
    Result<void> remove(Transaction& tx, std::string_view id) override;
    Result<std::optional<ledger::OutboxItem>> find(Transaction& tx, std::string_view id) override;
    Result<std::vector<ledger::OutboxItem>> list(Transaction& tx) override;
};

class SqlSettingStore final : public ledger::SettingStore {
public:
    Result<std::optional<std::string>> get(Transaction& tx, std::string_view name) override;
    Result<void> set(Transaction& tx, std::string_view name, std::string_view value) override;
};

class SqlBlobStore final : public ledger::BlobStore {
public:
    Result<void> put(Transaction& tx, std::string_view digest, std::string_view content) override;
    Result<std::optional<std::string>> get(Transaction& tx, std::string_view digest) override;
    Result<bool> has(Transaction& tx, std::string_view digest) override;
};

/// The database itself refuses to change or delete an event. Sequences have no gaps.
class SqlAuditLog final : public ledger::AuditLog {
public:
    Result<void> record(Transaction& tx, const ledger::AuditEvent& event) override;
    Result<std::vector<ledger::AuditEvent>> list(Transaction& tx, std::int64_t after, std::size_t limit) override;
};

class SqlAccountStore final : public people::AccountStore {
public:
    Result<std::optional<people::Account>> find(Transaction& tx, std::string_view name) override;
    Result<std::vector<people::Account>> list(Transaction& tx) override;
    Result<void> put(Transaction& tx, const people::Account& account) override;
    Result<void> remove(Transaction& tx, std::string_view name) override;
};

class SqlDraftStore final : public reporting::DraftStore {
public:
    Result<void> put(Transaction& tx, const reporting::Draft& draft) override;
    Result<void> set_field(Transaction& tx, std::string_view draft, std::string_view path, std::string_view json,
                           base::Time at) override;
    Result<std::optional<reporting::Draft>> find(Transaction& tx, std::string_view id) override;
    Result<std::vector<reporting::Draft>> list(Transaction& tx) override;
    Result<void> remove(Transaction& tx, std::string_view id) override;
};

} // namespace canbo::storage
