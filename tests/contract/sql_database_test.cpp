#include "base/file.h"
#include "contract/store_setup.h"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <fstream>

using namespace canbo;
using namespace canbo::test;
namespace fs = std::filesystem;

namespace {

/// Somebody with SQLite's shell.
class Shell {
public:
    explicit Shell(const fs::path& file) { REQUIRE(sqlite3_open(file.c_str(), &m_handle) == SQLITE_OK); }
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;
    ~Shell() { sqlite3_close(m_handle); }

    /// Empty when it worked, else what SQLite says.
    std::string run(const std::string& sql) {
        m_answer.clear();
        const int code = sqlite3_exec(m_handle, sql.c_str(), collect, &m_answer, nullptr);
        return code == SQLITE_OK ? std::string() : std::string(sqlite3_errmsg(m_handle));
    }
    std::string ask(const std::string& sql) {
        CHECK(run(sql).empty());
        return m_answer;
    }

private:
    static int collect(void* answer, int count, char** values, char**) {
        for (int i = 0; i < count; ++i)
            static_cast<std::string*>(answer)->append(values[i] ? values[i] : "NULL").append("|");
        return 0;
    }

    sqlite3* m_handle{nullptr};
    std::string m_answer;
};

void write(const fs::path& file, const std::string& content) { std::ofstream(file, std::ios::binary) << content; }
std::string bytes(const fs::path& file) { return *base::read_file(file); }

auto open(const fs::path& file) { return storage::SqlDatabase::open_sqlite(file, "0.1.0"); }

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

/// A database as version 2 left it, with one setting in it.
void make_version_2(const fs::path& file) {
    {
        auto database = open(file);
        auto tx = writing(**database);
        REQUIRE(storage::SqlSettingStore().set(*tx, "name", vietnamese));
        REQUIRE(tx->commit());
    }
    Shell shell(file);
    REQUIRE(shell
                .run("ALTER TABLE blob DROP COLUMN sealed; DROP TABLE draft_field; DROP TABLE draft;"
                     "DROP TABLE exam_admission; DROP TABLE exam_answer; DROP TABLE exam_event; DROP TABLE chain;"
                     "DROP TABLE blob_part; DROP TABLE used_token; DROP TABLE session; DROP TABLE second_factor;"
                     "ALTER TABLE account DROP COLUMN must_change_password;"
                     "ALTER TABLE account DROP COLUMN external_id;"
                     "CREATE TABLE refresh_token (token_hash TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL,"
                     " expires INTEGER NOT NULL) STRICT;"
                     "INSERT INTO refresh_token VALUES ('hash', 'an.nguyen', 2592000123);"
                     "DELETE FROM canbo_migration WHERE version > 2")
                .empty());
}

} // namespace

TEST_CASE("a new database is made with its folder, for this user only, without a backup", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "dữ liệu" / "canbo's.db";
    auto database = open(file);
    REQUIRE(database);
    CHECK((fs::status(file).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    database->reset();
    CHECK(names_in(file.parent_path()) == std::vector<std::string>{"canbo's.db"});
}

TEST_CASE("a new database has a write-ahead log, strict tables, and a note of who made each of them", "[storage]") {
    // synchronous = FULL belongs to our connection and cannot be asked from outside: tests/faults/durability_test.cpp
    // counts the syncs, and fails with NORMAL.
    const TemporaryFolder folder;
    auto database = open(folder.path() / "canbo.db");
    Shell shell(folder.path() / "canbo.db");
    CHECK(shell.ask("PRAGMA journal_mode") == "wal|");
    CHECK(shell.ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT'").empty());
    CHECK(shell.ask("SELECT version, name, program FROM canbo_migration ORDER BY version") ==
          "1|ledger|0.1.0|2|people|0.1.0|3|reporting|0.1.0|4|sealing|0.1.0|5|exam|0.1.0|"
          "6|chain|0.1.0|7|sessions|0.1.0|8|staging|0.1.0|9|sign-in|0.1.0|10|erasure|0.1.0|11|expiry|0.1.0|");
}

TEST_CASE("a database of a newer Canbo is refused and stays as it is", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    { REQUIRE(open(file)); }
    { CHECK(Shell(file).run("INSERT INTO canbo_migration VALUES (99, 'later', '9.0')").empty()); }
    const std::string before = bytes(file);
    const auto refused = open(file);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::NewerVersion);
    CHECK((bytes(file) == before));
}

TEST_CASE("a newer database in use is refused without folding its log", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    { REQUIRE(open(file)); }
    Shell other(file); // stays open: the change is in the log only
    CHECK(other.run("INSERT INTO canbo_migration VALUES (99, 'later', '9.0')").empty());
    const std::string before = bytes(file);
    const std::string log = bytes(file.string() + "-wal");
    CHECK(open(file).error().code == ErrorCode::NewerVersion);
    CHECK((bytes(file) == before));
    CHECK((bytes(file.string() + "-wal") == log));
}

TEST_CASE("a newer database left by a crash is refused without folding its log", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    { REQUIRE(open(file)); }
    const fs::path crashed = folder.path() / "crashed.db";
    {
        Shell other(file);
        CHECK(other.run("INSERT INTO canbo_migration VALUES (99, 'later', '9.0')").empty());
        fs::copy_file(file, crashed);
        fs::copy_file(file.string() + "-wal", crashed.string() + "-wal");
    }
    const std::string before = bytes(crashed);
    const std::string log = bytes(crashed.string() + "-wal");
    CHECK(open(crashed).error().code == ErrorCode::NewerVersion);
    CHECK((bytes(crashed) == before));
    CHECK((bytes(crashed.string() + "-wal") == log));
}

TEST_CASE("a file that is no database of ours is refused and stays as it is", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "report.doc";
    SECTION("rubbish") {
        std::string rubbish;
        while (rubbish.size() < 40'000)
            rubbish += "Kính gửi: Văn phòng thường trực ";
        write(file, rubbish);
    }
    SECTION("a few bytes") { write(file, "x"); }
    SECTION("the head of a database and then rubbish") {
        write(file, std::string("SQLite format 3\0", 16) + std::string(5000, 'x'));
    }
    SECTION("another program's database") { REQUIRE(Shell(file).run("CREATE TABLE places (url TEXT)").empty()); }
    const std::string before = bytes(file);
    const auto refused = open(file);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Storage);
    CHECK((bytes(file) == before));
    CHECK(names_in(folder.path()) == std::vector<std::string>{"report.doc"});
}

TEST_CASE("a place where no file can be is a storage error", "[storage]") {
    const TemporaryFolder folder;
    write(folder.path() / "file", "x");
    CHECK(open(folder.path()).error().code == ErrorCode::Storage);
    CHECK(open(folder.path() / "file" / "canbo.db").error().code == ErrorCode::Storage);
}

TEST_CASE("a database cut short is refused", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    { REQUIRE(open(file)); }
    fs::resize_file(file, 8192);
    const auto refused = open(file);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Storage);
}

TEST_CASE("an empty file becomes a new database", "[storage]") {
    const TemporaryFolder folder;
    write(folder.path() / "canbo.db", "");
    CHECK(open(folder.path() / "canbo.db"));
}

TEST_CASE("an older database is brought up to date after a copy beside it", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    make_version_2(file);
    {
        auto database = storage::SqlDatabase::open_sqlite(file, "0.2.0");
        REQUIRE(database);
        CHECK(*storage::SqlSettingStore().get(*reading(**database), "name") == vietnamese);
        CHECK(storage::SqlDraftStore().list(*reading(**database))->empty());
        CHECK((*database)->check());
        const auto kept = *storage::SqlSessionStore().by_token(*reading(**database), "hash", at(2592000122));
        REQUIRE(kept); // who was logged in stays so
        CHECK(kept->account == "an.nguyen");
        CHECK(kept->last_used == at(123));
    }
    Shell now(file);
    CHECK(now.ask("SELECT version, program FROM canbo_migration ORDER BY version") ==
          "1|0.1.0|2|0.1.0|3|0.2.0|4|0.2.0|5|0.2.0|6|0.2.0|7|0.2.0|8|0.2.0|9|0.2.0|10|0.2.0|11|0.2.0|");
    const fs::path copy = folder.path() / "canbo.db.v2.backup";
    REQUIRE(fs::exists(copy));
    CHECK((fs::status(copy).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    Shell then(copy);
    CHECK(then.ask("SELECT MAX(version) FROM canbo_migration") == "2|");
    CHECK(then.ask("SELECT value FROM setting") == vietnamese + "|");
    CHECK(then.ask("SELECT name FROM sqlite_schema WHERE name = 'draft'").empty());
    CHECK(then.ask("PRAGMA integrity_check") == "ok|");
}

TEST_CASE("an earlier backup is not overwritten, and a database up to date needs none", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    make_version_2(file);
    write(folder.path() / "canbo.db.v2.backup", "precious");
    { REQUIRE(open(file)); }
    { REQUIRE(open(file)); }
    CHECK(bytes(folder.path() / "canbo.db.v2.backup") == "precious");
    CHECK(names_in(folder.path()) ==
          std::vector<std::string>{"canbo.db", "canbo.db.v2.backup", "canbo.db.v2.backup-2"});
}

TEST_CASE("a migration that fails changes nothing", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    make_version_2(file);
    { REQUIRE(Shell(file).run("CREATE TABLE draft_field (in_the_way TEXT)").empty()); }
    const auto refused = open(file);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Storage);
    Shell shell(file);
    CHECK(shell.ask("SELECT MAX(version) FROM canbo_migration") == "2|");
    CHECK(shell.ask("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'draft'") == "0|");
    CHECK(fs::exists(folder.path() / "canbo.db.v2.backup"));
}

TEST_CASE("the database itself refuses to change, delete or replace an entry or an audit event", "[storage]") {
    const TemporaryFolder folder;
    auto database = *open(folder.path() / "canbo.db");
    auto entry = stored_entry(1, "report", "CAT", "x");
    auto tx = writing(*database);
    REQUIRE(storage::SqlEntryStore().append(*tx, entry));
    REQUIRE(storage::SqlAuditLog().record(*tx, {0, at(1), "admin", "account.add", "x"}));
    REQUIRE(tx->commit());
    Shell shell(folder.path() / "canbo.db");
    CHECK(shell.run("UPDATE entry SET receipt = 'forged'") == "an entry is never changed");
    CHECK(shell.run("DELETE FROM entry") == "an entry is never deleted");
    CHECK(shell.run("UPDATE entry SET canonical = 'erased', digest = 'forged'") == "an entry is never changed");
    CHECK(shell.run("UPDATE entry SET canonical = 'erased', agency = 'forged'") == "an entry is never changed");
    CHECK(shell.run("UPDATE audit SET actor = 'forged'") == "the audit log is never changed");
    CHECK(shell.run("UPDATE audit SET actor = 'erased-1', action = 'forged'") == "the audit log is never changed");
    CHECK(shell.run("DELETE FROM audit") == "the audit log is never deleted");
    CHECK(shell.run("INSERT OR REPLACE INTO audit VALUES (1, 0, 'forged', '', '')").empty()); // ignored
    CHECK(shell
              .run("INSERT OR REPLACE INTO entry (id, sequence, kind, agency, subject, audience, received_at,"
                   " canonical, digest, receipt) VALUES ('" +
                   entry.entry.id + "', 2, '', '', '', '', 0, '', '', 'forged')")
              .empty());
    CHECK(shell.ask("SELECT COUNT(*), MAX(receipt), MAX(sequence) FROM entry") == "1|" + entry.receipt + "|1|");
    CHECK(shell.ask("SELECT COUNT(*), MAX(actor) FROM audit") == "1|admin|");
}

TEST_CASE("what has been asked before is answered after another program has changed the tables", "[storage]") {
    const TemporaryFolder folder;
    auto database = *open(folder.path() / "canbo.db");
    storage::SqlEntryStore entries;
    const auto add = [&](int sequence) {
        auto tx = writing(*database);
        REQUIRE(entries.append(*tx, stored_entry(sequence, "report", "CAT", "x")));
        REQUIRE(tx->commit());
    };
    add(1);
    REQUIRE(entries.of_kind(*reading(*database), "report")->size() == 1);
    REQUIRE(Shell(folder.path() / "canbo.db").run("ALTER TABLE entry ADD COLUMN later TEXT").empty());
    add(2);
    CHECK(entries.of_kind(*reading(*database), "report")->size() == 2);
}

TEST_CASE("a connection runs more different statements than it keeps", "[storage]") {
    const TemporaryFolder folder;
    auto database = *open(folder.path() / "canbo.db");
    storage::SqlEntryStore entries;
    auto tx = writing(*database);
    REQUIRE(entries.append(*tx, stored_entry(1, "report", "CAT", "x")));
    ledger::Visibility visibility;
    for (int i = 0; i < 250; ++i) { // a text of its own for each number of agencies
        visibility.agencies.push_back(i == 249 ? "CAT" : "A" + std::to_string(i));
        const auto found = entries.changes(*tx, 0, 10, visibility);
        REQUIRE(found);
        CHECK(found->size() == (i == 249 ? 1U : 0U));
    }
    CHECK(tx->commit());
}

TEST_CASE("a backup taken during a write holds what was committed", "[storage]") {
    const TemporaryFolder folder;
    auto database = *open(folder.path() / "canbo.db");
    storage::SqlSettingStore settings;
    auto tx = writing(*database);
    REQUIRE(settings.set(*tx, "name", "committed"));
    REQUIRE(tx->commit());
    tx = writing(*database);
    REQUIRE(settings.set(*tx, "name", "open"));
    REQUIRE(database->back_up(folder.path() / "copy.db"));
    auto copy = *open(folder.path() / "copy.db");
    CHECK(*settings.get(*reading(*copy), "name") == "committed");
    CHECK(copy->check());
    CHECK(database->back_up(folder.path() / "copy.db").error().code == ErrorCode::Storage);
}

TEST_CASE("a damaged page is found by the check", "[storage]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    {
        auto database = *open(file);
        auto tx = writing(*database);
        for (int i = 1; i <= 500; ++i)
            REQUIRE(storage::SqlEntryStore().append(*tx, stored_entry(i, "report", "CAT", "x")));
        REQUIRE(tx->commit());
    }
    std::string content = bytes(file);
    for (std::size_t page = 45; page < content.size() / 4096; ++page) // behind the schema and the roots
        std::fill_n(content.begin() + static_cast<std::ptrdiff_t>(page * 4096), 8, '\x55');
    write(file, content);
    auto database = open(file);
    REQUIRE(content.size() > 60 * 4096);
    REQUIRE(database);
    CHECK((*database)->check().error().code == ErrorCode::Storage);
}
