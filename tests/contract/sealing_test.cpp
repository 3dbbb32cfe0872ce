#include "base/file.h"
#include "contract/store_setup.h"

#include <catch2/catch.hpp>
#include <sqlite3.h>

using namespace canbo;
using namespace canbo::test;
namespace fs = std::filesystem;

namespace {

const std::string name = "Trần Thị Thử Nghiệm"; // nobody

storage::Sealing with_key(char filling) { return {std::string(32, filling), {"model-list"}}; }
auto open(const fs::path& file, storage::Sealing sealing) {
    return storage::SqlDatabase::open_sqlite(file, "0.1.0", std::move(sealing));
}
ledger::StoredEntry entry_of(std::int64_t sequence, const char* kind) {
    return stored_entry(sequence, kind, "SYT", "m28", {{"name", name}});
}

/// A list of persons as an entry, in the outbox and as an attachment, and a report.
void fill(storage::SqlDatabase& database) {
    auto tx = writing(database);
    const auto list = entry_of(1, "model-list");
    REQUIRE(storage::SqlEntryStore().append(*tx, list));
    REQUIRE(storage::SqlEntryStore().append(*tx, entry_of(2, "report")));
    ledger::OutboxItem waiting;
    waiting.frozen = {list.entry, list.canonical, list.digest};
    REQUIRE(storage::SqlOutbox().put(*tx, waiting));
    REQUIRE(storage::SqlBlobStore().put(*tx, base::sha256_hex(name), name));
    REQUIRE(tx->commit());
}

std::size_t times_in(const std::string& where) {
    std::size_t count = 0;
    for (std::size_t at = where.find(name); at != std::string::npos; at = where.find(name, at + 1))
        ++count;
    return count;
}

std::size_t times_in_files(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& file : fs::directory_iterator(folder))
        count += times_in(*base::read_file(file.path()));
    return count;
}

void run(const fs::path& file, const char* sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
}

void run_fails(const fs::path& file, const char* sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK);
    sqlite3_close(handle);
}

} // namespace

TEST_CASE("what is sealed stands in no file of the database, and comes back with its key", "[storage][sealing]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    auto database = *open(file, with_key('k'));
    fill(*database);
    CHECK(times_in_files(folder.path()) == 1); // the report, which is no sealed kind
    REQUIRE(database->back_up(folder.path() / "copy.db"));
    CHECK(times_in(*base::read_file(folder.path() / "copy.db")) == 1);
    database.reset();
    database = *open(file, with_key('k'));
    auto tx = reading(*database);
    CHECK(storage::SqlEntryStore().of_kind(*tx, "model-list")->front().entry.body["name"] == name);
    CHECK(storage::SqlOutbox().list(*tx)->front().frozen.entry.body["name"] == name);
    CHECK(*storage::SqlBlobStore().get(*tx, base::sha256_hex(name)) == name);
}

TEST_CASE("a database opens with no other key than its own", "[storage][sealing]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    {
        auto database = *open(file, with_key('k'));
        fill(*database);
    }
    const auto refused = open(file, with_key('x'));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Storage);
    CHECK(refused.error().message == "These data were sealed with another key; put the file data.key back");
    CHECK(open(file, with_key('k')));
}

TEST_CASE("without a key, what is sealed is an error and the rest is read", "[storage][sealing]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    {
        auto database = *open(file, with_key('k'));
        fill(*database);
    }
    auto database = *open(file, {});
    auto tx = reading(*database);
    CHECK(storage::SqlEntryStore().of_kind(*tx, "model-list").error().code == ErrorCode::Storage);
    CHECK(storage::SqlBlobStore().get(*tx, base::sha256_hex(name)).error().code == ErrorCode::Storage);
    CHECK(storage::SqlEntryStore().of_kind(*tx, "report")->size() == 1);
}

TEST_CASE("what was stored before there was a key is sealed when the file is opened with one", "[storage][sealing]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    {
        auto database = *open(file, {});
        fill(*database);
        auto tx = writing(*database); // plain in a free page
        REQUIRE(storage::SqlSettingStore().set(*tx, "once", std::string(9000, ' ') + name));
        REQUIRE(tx->commit());
        tx = writing(*database);
        REQUIRE(storage::SqlSettingStore().set(*tx, "once", "gone"));
        REQUIRE(tx->commit());
    }
    fs::copy_file(file, folder.path() / "canbo.db.v7.backup"); // as a migration leaves it
    CHECK(times_in_files(folder.path()) > 6);
    for (int start = 0; start < 2; ++start) {
        auto database = *open(file, with_key('k'));
        auto tx = reading(*database);
        CHECK(storage::SqlEntryStore().of_kind(*tx, "model-list")->front().entry.body["name"] == name);
        CHECK(storage::SqlOutbox().list(*tx)->front().frozen.entry.body["name"] == name);
        CHECK(*storage::SqlBlobStore().get(*tx, base::sha256_hex(name)) == name);
    }
    CHECK(times_in_files(folder.path()) == 2); // the report, here and in the migration's copy
    CHECK_FALSE(fs::exists(folder.path() / "canbo.db.unsealed.backup"));
    run_fails(file, "UPDATE entry SET canonical = 'x'"); // an entry is still never changed
}

TEST_CASE("another kind that is sealed from now on is sealed where it stands", "[storage][sealing]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    {
        auto database = *open(file, with_key('k'));
        fill(*database);
    }
    auto more = with_key('k');
    more.kinds.insert("report");
    {
        auto database = *open(file, more);
        auto tx = reading(*database);
        CHECK(storage::SqlEntryStore().of_kind(*tx, "report")->front().entry.body["name"] == name);
    }
    CHECK(times_in_files(folder.path()) == 0);
}

TEST_CASE("a sealed text moved to another row or changed is found", "[storage][sealing]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    {
        auto database = *open(file, with_key('k'));
        auto tx = writing(*database);
        REQUIRE(storage::SqlEntryStore().append(*tx, entry_of(1, "model-list")));
        REQUIRE(storage::SqlEntryStore().append(*tx, entry_of(2, "model-list")));
        REQUIRE(tx->commit());
    }
    const std::string change =
        GENERATE("(SELECT canonical FROM entry WHERE sequence = 1)", "substr(canonical, 1, 60) || 'AAAA'");
    run(file, ("DROP TRIGGER entry_is_never_changed; UPDATE entry SET canonical = " + change + " WHERE sequence = 2")
                  .c_str());
    auto database = *open(file, with_key('k'));
    auto tx = reading(*database);
    CHECK(storage::SqlEntryStore().of_kind(*tx, "model-list").error().code == ErrorCode::Storage);
}
