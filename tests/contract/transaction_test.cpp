#include "contract/busy_writer.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

TEMPLATE_TEST_CASE("what is not committed never happened", "[contract][transaction]", ALL_SETUPS) {
    TestType setup;
    const auto kept = stored_entry(1, "report", "CAT", "x");
    auto tx = writing(setup.database);
    REQUIRE(setup.entries.append(*tx, kept));
    REQUIRE(setup.settings.set(*tx, "name", "old"));
    REQUIRE(tx->commit());

    tx = writing(setup.database);
    REQUIRE(setup.entries.append(*tx, stored_entry(2, "report", "CAT", "x")));
    REQUIRE(setup.settings.set(*tx, "name", "new"));
    REQUIRE(setup.blobs.put(*tx, base::sha256_hex("x"), "x"));
    REQUIRE(setup.accounts.put(*tx, {"a.b", "", people::Role::Focal, "CAT", "", false, 0, {}}));
    REQUIRE(setup.drafts.put(*tx, {"d", "", "", 1, {}, "", "", "", {}, {}, {{"a", "1"}}}));
    REQUIRE(setup.used_tokens.remember(*tx, "hash", "a.b", at(1000), at(1)));
    REQUIRE(setup.audit.record(*tx, {0, at(1), "a", "b", "c"}));
    REQUIRE(setup.outbox.put(*tx, {*ledger::freeze(kept.entry), {}, at(1), 0, at(1), "", "", ""}));
    CHECK(*setup.entries.last_sequence(*tx) == 2); // its own work it sees
    CHECK(*setup.settings.get(*tx, "name") == "new");
    tx.reset();

    auto reader = reading(setup.database);
    CHECK(*setup.entries.last_sequence(*reader) == 1);
    CHECK(*setup.settings.get(*reader, "name") == "old");
    CHECK_FALSE(*setup.blobs.has(*reader, base::sha256_hex("x")));
    CHECK(setup.accounts.list(*reader)->empty());
    CHECK(setup.drafts.list(*reader)->empty());
    CHECK(setup.audit.list(*reader, 0, 10)->empty());
    CHECK(setup.outbox.list(*reader)->empty());
    reader.reset();
    CHECK(*setup.used_tokens.account_of(*writing(setup.database), "hash") == std::nullopt);
}

TEMPLATE_TEST_CASE("a reader sees what was committed when it began, whatever a writer does meanwhile",
                   "[contract][transaction]", ALL_SETUPS) {
    TestType setup;
    auto early = reading(setup.database);
    auto writer = writing(setup.database);
    REQUIRE(setup.settings.set(*writer, "name", "new"));
    auto during = reading(setup.database);
    CHECK(*setup.settings.get(*during, "name") == std::nullopt);
    REQUIRE(writer->commit());
    CHECK(*setup.settings.get(*early, "name") == std::nullopt);
    CHECK(*setup.settings.get(*during, "name") == std::nullopt);
    CHECK(*setup.settings.get(*reading(setup.database), "name") == "new");
    CHECK(early->commit()); // ends a reader too
}

TEMPLATE_TEST_CASE("the writer's turn ends with its commit, not with its object", "[contract][transaction]",
                   ALL_SETUPS) {
    TestType setup;
    auto first = writing(setup.database);
    REQUIRE(setup.settings.set(*first, "name", "1"));
    REQUIRE(first->commit());
    auto second = writing(setup.database);
    CHECK(*setup.settings.get(*second, "name") == "1");
    REQUIRE(setup.settings.set(*second, "name", "2"));
    first.reset(); // does not roll the second one back
    REQUIRE(second->commit());
    CHECK(*setup.settings.get(*reading(setup.database), "name") == "2");
}

TEST_CASE("a second writer gives up after the wait, and the first goes on", "[contract][transaction]") {
    const TemporaryFolder folder;
    const auto wait = std::chrono::milliseconds(50);
    auto sql = *storage::SqlDatabase::open_sqlite(folder.path() / "canbo.db", "0.1.0", {}, wait);
    MemoryDatabase memory(wait);
    for (Database* database : {static_cast<Database*>(sql.get()), static_cast<Database*>(&memory)}) {
        auto first = writing(*database);
        const auto second = database->begin(Database::Mode::Write);
        REQUIRE_FALSE(second);
        CHECK(second.error().code == ErrorCode::Storage);
        REQUIRE(first->commit());
        CHECK(database->begin(Database::Mode::Write));
    }
}

TEST_CASE("a writer of another program is waited for, then said to be busy", "[contract][transaction]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "canbo.db";
    auto here = *storage::SqlDatabase::open_sqlite(file, "0.1.0", {}, std::chrono::milliseconds(50));
    auto there = *storage::SqlDatabase::open_sqlite(file, "0.1.0", {}, std::chrono::milliseconds(50));
    check_busy_writer(*here, *there);
}
