#include "contract/busy_writer.h"
#include "storage/database_reader.h"

#include <catch2/catch.hpp>

#include <set>
#include <thread>

// What only a PostgreSQL database does; the rest is in the suites that run on every kind.
#ifdef CANBO_TEST_POSTGRES

using namespace canbo;
using namespace canbo::test;

namespace {

auto open(const PostgresDatabase& place, std::chrono::milliseconds wait = storage::longest_wait) {
    return storage::SqlDatabase::open_postgres(place.address(), "0.1.0", {}, wait);
}

std::string message_of(const std::string& address) {
    const auto refused = storage::SqlDatabase::open_postgres(address, "0.1.0");
    return refused ? "" : refused.error().message;
}

/// Every connection of ours is gone, as after a restart of the server.
void cut(const PostgresDatabase& place) {
    PostgresShell(place.address())
        .ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
             " WHERE datname = current_database() AND pid <> pg_backend_pid()");
}

} // namespace

TEST_CASE("a new PostgreSQL database notes who made each of its tables, also when two programs come at once",
          "[storage][postgres]") {
    const PostgresDatabase place;
    bool opened = false; // Catch's checks are for one thread
    std::thread other([&] { opened = open(place).has_value(); });
    CHECK(open(place));
    other.join();
    CHECK(opened);
    PostgresShell shell(place.address());
    CHECK(shell.ask("SELECT version, name, program FROM canbo_migration ORDER BY version") ==
          "1|ledger|0.1.0|2|people|0.1.0|3|reporting|0.1.0|4|sealing|0.1.0|5|exam|0.1.0|"
          "6|chain|0.1.0|7|sessions|0.1.0|8|staging|0.1.0|9|sign-in|0.1.0|10|erasure|0.1.0|11|expiry|0.1.0|");
    CHECK(shell.ask("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = 'public' AND NOT (data_type"
                    " IN ('bigint', 'bytea') OR data_type = 'text' AND collation_name = 'C')") == "0|");
}

TEST_CASE("a PostgreSQL database that is not ours, newer or in another encoding is refused and stays as it is",
          "[storage][postgres]") {
    const PostgresDatabase place;
    PostgresShell shell(place.address());
    SECTION("another program's") {
        shell.ask("CREATE TABLE places (url TEXT)");
        CHECK(message_of(place.address()) == "This database is one of another program");
        CHECK(shell.ask("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'") == "1|");
    }
    SECTION("newer") {
        { REQUIRE(open(place)); }
        shell.ask("INSERT INTO canbo_migration VALUES (99, 'later', '9.0')");
        CHECK(open(place).error().code == ErrorCode::NewerVersion);
        CHECK(storage::DatabaseReader::open_postgres(place.address()).error().code == ErrorCode::NewerVersion);
    }
    SECTION("nothing in it to read") {
        CHECK(storage::DatabaseReader::open_postgres(place.address()).error().code == ErrorCode::Closed);
        CHECK(shell.ask("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'") == "0|");
    }
    SECTION("another encoding") {
        const std::string name = "l" + base::new_uuid().substr(0, 8);
        shell.ask("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING LATIN1 LOCALE 'C' LOCALE_PROVIDER libc");
        std::string address = place.address();
        const auto begin = address.find("@/") + 2;
        address.replace(begin, address.find('?') - begin, name);
        CHECK(message_of(address) == "The database must be made with the encoding UTF8");
        shell.ask("DROP DATABASE " + name);
    }
    SECTION("not there") {
        std::string address = place.address();
        address.insert(address.find('?'), "x");
        const auto refused = storage::SqlDatabase::open_postgres(address, "0.1.0");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().message == "The database server cannot be reached; try again");
        CHECK(refused.error().where.find("does not exist") != std::string::npos);
        CHECK(message_of("postgresql://canbo@/x?host=/nowhere") == refused.error().message);
    }
}

TEST_CASE("an address is a PostgreSQL database's, and beyond this machine one with TLS", "[storage][postgres]") {
    const char* const shape = "The database's address cannot be read: postgresql://USER@HOST/NAME";
    const char* const no_tls =
        "Beyond this machine the database is reached with TLS only: add sslmode=verify-full to its address";
    CHECK(message_of("") == "The database's address begins with postgresql://");
    CHECK(message_of("sqlite:/tmp") == "The database's address begins with postgresql://");
    CHECK(message_of("host=127.0.0.1 dbname=x") == "The database's address begins with postgresql://");
    CHECK(message_of("postgresql://[half") == shape);
    CHECK(message_of("postgresql://127.0.0.1/x?no_such=1") == shape);
    CHECK(message_of("postgresql://db.tinh.vn/x") == no_tls);
    CHECK(message_of("postgresql://localhost/x?hostaddr=10.0.0.9") == no_tls);
    CHECK(message_of("postgresql://127.0.0.1,10.0.0.9/x") == no_tls);
    CHECK(message_of("postgresql://127.example.org/x") == no_tls);
    CHECK(message_of("postgresql://db.tinh.vn/x?sslmode=prefer") == no_tls);
}

TEST_CASE("the PostgreSQL database itself refuses to change or delete what is kept for ever", "[storage][postgres]") {
    PostgresSetup setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.entries.append(*tx, stored_entry(1, "report", "CAT", "x")));
    REQUIRE(setup.audit.record(*tx, {0, at(1), "admin", "account.add", "x"}));
    REQUIRE(setup.chain.append(*tx, {1, ledger::ChainLink::Of::Entry, 1, "head", ""}));
    REQUIRE(tx->commit());
    PostgresShell shell(setup.place.address());
    CHECK(shell.run("UPDATE entry SET receipt = 'forged'") == "an entry is never changed");
    CHECK(shell.run("DELETE FROM entry") == "an entry is never deleted");
    CHECK(shell.run("TRUNCATE entry") == "an entry is never deleted");
    CHECK(shell.run("UPDATE entry SET canonical = 'erased', digest = 'forged'") == "an entry is never changed");
    CHECK(shell.run("UPDATE entry SET canonical = 'erased', agency = 'forged'") == "an entry is never changed");
    CHECK(shell.run("UPDATE audit SET actor = 'forged'") == "the audit log is never changed");
    CHECK(shell.run("UPDATE audit SET actor = 'erased-1', action = 'forged'") == "the audit log is never changed");
    CHECK(shell.run("DELETE FROM audit") == "the audit log is never deleted");
    CHECK(shell.run("UPDATE chain SET head = 'forged'") == "the chain is never changed");
    CHECK(shell.run("TRUNCATE chain, audit") == "the chain is never deleted");
}

TEST_CASE("a writer of another program is waited for in PostgreSQL, then said to be busy", "[storage][postgres]") {
    const PostgresDatabase place;
    auto here = *open(place, std::chrono::milliseconds(50));
    auto there = *open(place, std::chrono::milliseconds(50));
    check_busy_writer(*here, *there);
}

TEST_CASE("two programs on one PostgreSQL database number their entries without gaps, in the order of their commits",
          "[storage][postgres]") {
    const PostgresDatabase place;
    storage::SqlEntryStore entries;
    std::vector<std::unique_ptr<storage::SqlDatabase>> programs;
    for (int i = 0; i < 2; ++i)
        programs.push_back(*open(place));
    std::vector<std::thread> threads;
    std::atomic<int> failed{0};
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            for (int n = 0; n < 20; ++n) {
                auto tx = writing(*programs[static_cast<std::size_t>(i % 2)]);
                const bool done =
                    entries.append(*tx, stored_entry(*entries.last_sequence(*tx) + 1, "report", "CAT", "x")) &&
                    tx->commit();
                failed += done ? 0 : 1;
            }
        });
    std::int64_t seen = 0;
    while (seen < 160 && failed == 0) { // whoever follows the feed misses nothing
        const auto fresh = *entries.changes(*reading(*programs[0]), seen, 1'000, {true, {}});
        for (const auto& entry : fresh)
            CHECK(entry.sequence == ++seen);
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(failed == 0);
}

TEST_CASE("cut off from PostgreSQL a transaction fails whole, and the next one connects again", "[storage][postgres]") {
    PostgresSetup setup;
    auto reader = reading(setup.database);
    auto writer = writing(setup.database);
    REQUIRE(setup.settings.set(*writer, "name", "lost"));
    cut(setup.place);
    SECTION("before its commit") {}
    SECTION("before another statement") {
        CHECK(setup.settings.set(*writer, "name", "again").error().code == ErrorCode::Storage);
    }
    const auto gone = writer->commit();
    CHECK(gone.error().code == ErrorCode::Storage);
    CHECK(setup.settings.get(*reader, "name").error().message == "The database server cannot be reached; try again");
    reader.reset();
    CHECK(*setup.settings.get(*reading(setup.database), "name") == std::nullopt);
    writer = writing(setup.database);
    REQUIRE(setup.settings.set(*writer, "name", "kept"));
    REQUIRE(writer->commit());
    CHECK(*setup.settings.get(*reading(setup.database), "name") == "kept");
}

TEST_CASE("a look at PostgreSQL connects again by itself", "[storage][postgres]") {
    PostgresSetup setup;
    auto writer = writing(setup.database);
    REQUIRE(setup.settings.set(*writer, "name", "kept"));
    REQUIRE(writer->commit());
    const auto look = [&] {
        const auto tx = setup.database.begin(Database::Mode::Look).value();
        return setup.settings.get(*tx, "name").value();
    };
    CHECK(look() == "kept");
    cut(setup.place);
    CHECK(look() == "kept");
}

TEST_CASE("a PostgreSQL database is only read by a reader, and not copied by us", "[storage][postgres]") {
    PostgresSetup setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.settings.set(*tx, "name", vietnamese));
    REQUIRE(tx->commit());
    auto reader = *storage::DatabaseReader::open_postgres(setup.place.address());
    CHECK(*setup.settings.get(*reading(*reader), "name") == vietnamese);
    CHECK(reader->check());
    CHECK(reader->back_up("/tmp/nowhere.db").error().message == "A PostgreSQL database is copied by pg_dump");
}

TEST_CASE("a PostgreSQL database opens with no other key than its own", "[storage][postgres][sealing]") {
    SealedPostgresSetup setup;
    const auto refused =
        storage::SqlDatabase::open_postgres(setup.place.address(), "0.1.0", {std::string(32, 'x'), {"report"}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == "These data were sealed with another key; put the file data.key back");
}

#endif
