#pragma once

#include "base/crypto.h"
#include "base/transaction.h"
#include "storage/office_stores.h"
#include "storage/room_store.h"
#include "storage/sql_database.h"
#include "storage/stores.h"
#include "support/memory_stores.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace canbo::test {

/// A folder of its own, gone at the end.
class TemporaryFolder {
public:
    TemporaryFolder() : m_path(std::filesystem::temp_directory_path() / ("canbo-test-" + base::new_uuid())) {
        std::filesystem::create_directories(m_path);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

// What every contract suite is run on. A new kind of store is one more type in ALL_SETUPS.
struct MemorySetup {
    MemoryDatabase database;
    MemoryEntryStore entries;
    MemoryOutbox outbox;
    MemorySettingStore settings;
    MemoryBlobStore blobs;
    MemoryAuditLog audit;
    MemoryChainStore chain;
    MemoryAccountStore accounts;
    MemorySessionStore sessions;
    MemorySecondFactorStore factors;
    MemoryUsedTokenStore used_tokens;
    MemoryDraftStore drafts;
    MemoryRoomStore rooms;
};

/// Every kind that the suites write, and the attachments.
inline storage::Sealing sealing_all() { return {std::string(32, 'k'), {"report", "plan", "model-list"}}; }

struct SqlStores {
    storage::SqlEntryStore entries;
    storage::SqlOutbox outbox;
    storage::SqlSettingStore settings;
    storage::SqlBlobStore blobs;
    storage::SqlAuditLog audit;
    storage::SqlChainStore chain;
    storage::SqlAccountStore accounts;
    storage::SqlSessionStore sessions;
    storage::SqlSecondFactorStore factors;
    storage::SqlUsedTokenStore used_tokens;
    storage::SqlDraftStore drafts;
    storage::SqlRoomStore rooms;
};

template <bool sealed>
struct SqliteSetupOf : SqlStores {
    TemporaryFolder folder;
    std::unique_ptr<storage::SqlDatabase> owned{*storage::SqlDatabase::open_sqlite(
        folder.path() / "canbo.db", "0.1.0", sealed ? sealing_all() : storage::Sealing{})};
    storage::SqlDatabase& database{*owned};
};
using SqliteSetup = SqliteSetupOf<false>;
using SealedSetup = SqliteSetupOf<true>;

/// Begins, or ends the test with why not.
inline std::unique_ptr<Transaction> begin(Database& database, Database::Mode mode) {
    auto tx = database.begin(mode);
    if (!tx)
        throw std::runtime_error(tx.error().message + " " + tx.error().detail);
    return *std::move(tx);
}
inline std::unique_ptr<Transaction> reading(Database& database) { return begin(database, Database::Mode::Read); }
inline std::unique_ptr<Transaction> writing(Database& database) { return begin(database, Database::Mode::Write); }

inline base::Time at(std::int64_t milliseconds) { return base::Time{std::chrono::milliseconds{milliseconds}}; }

/// An entry in its place, frozen as the office does it.
inline ledger::StoredEntry stored_entry(std::int64_t sequence, std::string kind, std::string agency,
                                        std::string subject, Json body = Json::object()) {
    ledger::Entry entry{base::new_uuid(), std::move(kind), std::move(agency),    std::move(subject), 1,
                        std::move(body),  "an.nguyen",     at(1'708'000'000'123)};
    auto frozen = *ledger::freeze(std::move(entry));
    return {sequence,        frozen.entry, frozen.canonical, frozen.digest, frozen.entry.agency, at(1'708'000'001'456),
            R"({"receipt"})"};
}

inline const std::string vietnamese = "Kết quả: “đã cấp 1.234 thẻ”; 'khó khăn' — Ổn định, Đề án 06\n%s \"\\ \t";

} // namespace canbo::test

#ifdef CANBO_TEST_POSTGRES // where its server is installed
#include "contract/postgres_setup.h"
#define ALL_SETUPS                                                                                                     \
    canbo::test::MemorySetup, canbo::test::SqliteSetup, canbo::test::SealedSetup, canbo::test::PostgresSetup,          \
        canbo::test::SealedPostgresSetup
#else
#define ALL_SETUPS canbo::test::MemorySetup, canbo::test::SqliteSetup, canbo::test::SealedSetup
#endif
