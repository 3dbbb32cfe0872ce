#pragma once

#include "base/transaction.h"
#include "exam/room_store.h"
#include "ledger/audit_chain.h"
#include "ledger/staged_blobs.h"
#include "ledger/stores.h"
#include "people/account.h"
#include "people/second_factor.h"
#include "people/session.h"
#include "people/used_tokens.h"
#include "reporting/draft_store.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

// Every store port in memory, for tests of use cases. They pass the same contract suites as the SQL stores
// (tests/contract): a write transaction works on a copy, is alone, and is gone when it is not committed.
//
//     test::MemoryDatabase database;
//     test::MemoryEntryStore entries; // stateless, like every store: the data are in the database
//     auto tx = *database.begin(Database::Mode::Write);
namespace canbo::test {

/// Everything a database holds.
struct MemoryTables {
    struct UsedToken {
        std::string account;
        base::Time expires{};
    };
    std::map<std::int64_t, ledger::StoredEntry> entries; ///< By sequence.
    std::vector<ledger::OutboxItem> outbox;
    std::map<std::string, std::string, std::less<>> settings;
    std::map<std::string, std::string, std::less<>> blobs;
    struct StagedBlob {
        std::string content;
        base::Time expires{};
    };
    std::map<std::pair<std::string, std::string>, StagedBlob> staged; ///< By account and digest.
    std::vector<ledger::AuditEvent> audit;
    std::map<std::int64_t, ledger::ChainLink> chain; ///< By place.
    std::map<std::string, people::Account, std::less<>> accounts;
    std::map<std::string, people::Session, std::less<>> sessions;
    std::map<std::string, people::SecondFactor, std::less<>> factors;
    std::map<std::string, UsedToken, std::less<>> used_tokens;
    std::map<std::string, reporting::Draft, std::less<>> drafts;
    std::map<std::string, std::map<std::int64_t, exam::RoomEvent>, std::less<>> exam_events;
    std::map<std::string, std::map<std::pair<std::string, std::int64_t>, exam::AnswerRecord>, std::less<>> exam_answers;
    std::map<std::pair<std::string, std::string>, std::string> exam_admissions; ///< Exam and candidate: the room.
};

/// Safe from any thread; must outlive its transactions.
class MemoryDatabase final : public base::Database {
public:
    explicit MemoryDatabase(std::chrono::milliseconds wait = std::chrono::seconds(30));
    /// @error Storage another writer did not finish within the wait
    Result<std::unique_ptr<Transaction>> begin(Mode mode) override;

private:
    friend class MemoryTransaction;

    const std::chrono::milliseconds m_wait;
    std::mutex m_mutex;
    std::condition_variable m_writer_free;
    bool m_writing{false};
    std::shared_ptr<const MemoryTables> m_committed{std::make_shared<MemoryTables>()};
};

class MemoryEntryStore final : public ledger::EntryStore {
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

class MemoryOutbox final : public ledger::Outbox {
public:
    Result<void> put(Transaction& tx, const ledger::OutboxItem& item) override;
    Result<void> update(Transaction& tx, const ledger::OutboxItem& item) override;
    Result<void> remove(Transaction& tx, std::string_view id) override;
    Result<std::optional<ledger::OutboxItem>> find(Transaction& tx, std::string_view id) override;
    Result<std::vector<ledger::OutboxItem>> list(Transaction& tx) override;
};

class MemorySettingStore final : public ledger::SettingStore {
public:
    Result<std::optional<std::string>> get(Transaction& tx, std::string_view name) override;
    Result<void> set(Transaction& tx, std::string_view name, std::string_view value) override;
};

class MemoryBlobStore final : public ledger::BlobStore {
public:
    Result<void> put(Transaction& tx, std::string_view digest, std::string_view content) override;
    Result<std::optional<std::string>> get(Transaction& tx, std::string_view digest) override;
    Result<bool> has(Transaction& tx, std::string_view digest) override;
};

class MemoryAuditLog final : public ledger::AuditLog {
public:
    Result<void> record(Transaction& tx, const ledger::AuditEvent& event) override;
    Result<std::vector<ledger::AuditEvent>> list(Transaction& tx, std::int64_t after, std::size_t limit) override;
};

class MemoryChainStore final : public ledger::ChainStore {
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

class MemoryAccountStore final : public people::AccountStore {
public:
    Result<std::optional<people::Account>> find(Transaction& tx, std::string_view name) override;
    Result<std::vector<people::Account>> list(Transaction& tx) override;
    Result<void> put(Transaction& tx, const people::Account& account) override;
    Result<void> remove(Transaction& tx, std::string_view name) override;
};

class MemorySessionStore final : public people::SessionStore {
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

class MemorySecondFactorStore final : public people::SecondFactorStore {
public:
    Result<std::optional<people::SecondFactor>> find(Transaction& tx, std::string_view account) override;
    Result<std::set<std::string>> accounts(Transaction& tx) override;
    Result<void> put(Transaction& tx, const people::SecondFactor& factor) override;
    Result<void> remove(Transaction& tx, std::string_view account) override;
};

class MemoryUsedTokenStore final : public people::UsedTokenStore {
public:
    Result<void> remember(Transaction& tx, const std::string& token_hash, const std::string& account,
                          base::Time expires, base::Time now) override;
    Result<std::optional<std::string>> account_of(Transaction& tx, const std::string& token_hash) override;
    Result<void> forget(Transaction& tx, const std::string& account) override;
};

class MemoryStagedBlobStore final : public ledger::StagedBlobStore {
public:
    Result<std::int64_t> size(Transaction& tx, std::string_view account, std::string_view digest) override;
    Result<void> append(Transaction& tx, std::string_view account, std::string_view digest, std::int64_t offset,
                        std::string_view part, base::Time expires) override;
    Result<std::string> content(Transaction& tx, std::string_view account, std::string_view digest) override;
    Result<void> remove(Transaction& tx, std::string_view account, std::string_view digest) override;
    Result<void> remove_of(Transaction& tx, std::string_view account) override;
    Result<std::int64_t> staged(Transaction& tx, std::string_view account) override;
    Result<void> sweep(Transaction& tx, base::Time now) override;
};

class MemoryDraftStore final : public reporting::DraftStore {
public:
    Result<void> put(Transaction& tx, const reporting::Draft& draft) override;
    Result<void> set_field(Transaction& tx, std::string_view draft, std::string_view path, std::string_view json,
                           base::Time at) override;
    Result<std::optional<reporting::Draft>> find(Transaction& tx, std::string_view id) override;
    Result<std::vector<reporting::Draft>> list(Transaction& tx) override;
    Result<void> remove(Transaction& tx, std::string_view id) override;
};

class MemoryRoomStore final : public exam::RoomStore {
public:
    Result<void> append_event(Transaction& tx, std::string_view place, const exam::RoomEvent& event) override;
    Result<std::vector<exam::RoomEvent>> events(Transaction& tx, std::string_view place) override;
    Result<void> append_answer(Transaction& tx, std::string_view place, const exam::AnswerRecord& record) override;
    Result<std::vector<exam::AnswerRecord>> answers(Transaction& tx, std::string_view place) override;
    Result<void> admit(Transaction& tx, std::string_view exam, std::string_view candidate,
                       std::string_view room) override;
};

} // namespace canbo::test
