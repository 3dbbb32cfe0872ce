#include "contract/store_setup.h"
#include "storage/move_database.h"
#include "storage/staged_blobs.h"

#include <catch2/catch.hpp>

#include <optional>

#ifdef CANBO_TEST_POSTGRES

using namespace canbo;
using namespace canbo::test;
using storage::SqlDatabase;

namespace {

/// Two empty databases, one of each kind, and which way the office moves.
struct Move {
    explicit Move(bool to_server) {
        auto file = *SqlDatabase::open_sqlite(folder.path() / "office.db", "0.1.0");
        auto server = *SqlDatabase::open_postgres(place.address(), "0.1.0", {}, std::chrono::milliseconds(200));
        from = std::move(to_server ? file : server);
        to = std::move(to_server ? server : file);
    }
    TemporaryFolder folder;
    PostgresDatabase place;
    std::unique_ptr<SqlDatabase> from, to;
    SqlStores stores;
};

Result<void> proven(Database&) { return {}; }

/// Something in every table, more than a page of it in some.
void fill(Database& database, SqlStores& stores) {
    auto tx = writing(database);
    const std::string every_byte = [] {
        std::string bytes;
        for (int i = 0; i < 256; ++i)
            bytes.push_back(static_cast<char>(i));
        return bytes;
    }();
    for (int i = 1; i <= 450; ++i) {
        const auto entry = stored_entry(i, i % 3 == 0 ? "plan" : "report", "CAT", "x", {{"text", vietnamese}});
        REQUIRE(stores.entries.append(*tx, entry));
        REQUIRE(stores.audit.record(*tx, {0, at(i), "an.nguyễn", "entry.put", entry.entry.id}));
        REQUIRE(stores.chain.append(*tx, {i, ledger::ChainLink::Of::Entry, i, "head", ""}));
        const std::string content = i == 1 ? std::string() : every_byte + std::to_string(i);
        REQUIRE(stores.blobs.put(*tx, base::sha256_hex(content), content));
    }
    const auto waiting = stored_entry(1, "report", "SYT", "y");
    REQUIRE(stores.outbox.put(
        *tx, {{waiting.entry, waiting.canonical, waiting.digest}, {}, at(1), 2, at(3), "c", "e", "r"}));
    REQUIRE(stores.settings.set(*tx, "Ổn định", vietnamese));
    REQUIRE(stores.settings.set(*tx, "a", ""));
    REQUIRE(stores.accounts.put(*tx, {"a.b", "Ánh", people::Role::Focal, "CAT", "h", true, 3, at(5)}));
    REQUIRE(stores.accounts.put(*tx, {"B.a", "Bình", people::Role::Office, "", "h", false, 0, {}}));
    REQUIRE(stores.sessions.put(*tx, {"s", "a.b", "máy", at(1), at(2), at(1000), "hash", {}}));
    REQUIRE(stores.factors.put(*tx, {"a.b", "secret", true, 7, {"1", "2"}, 0, at(9)}));
    REQUIRE(stores.used_tokens.remember(*tx, "used", "a.b", at(1000), at(1)));
    REQUIRE(stores.drafts.put(*tx,
                              {"d", "2024-W07", "CAT", 2, {"x"}, "", "a", "", at(1), at(2), {{"p", "1"}, {"q", "2"}}}));
    REQUIRE(storage::SqlStagedBlobStore().append(*tx, "a.b", "digest", 0, every_byte, at(1000)));
    REQUIRE(stores.rooms.append_event(*tx, "room", {}));
    REQUIRE(stores.rooms.append_answer(*tx, "room", {}));
    REQUIRE(stores.rooms.admit(*tx, "exam", "candidate", "room"));
    REQUIRE(tx->commit());
}

} // namespace

TEST_CASE("an office moves whole from either kind of database to the other, and the old one takes nothing more",
          "[storage][postgres][move]") {
    Move move(GENERATE(true, false));
    fill(*move.from, move.stores);
    const auto before = *storage::table_digests(*move.from);
    bool seen = false;
    const auto moved = storage::move_database(*move.from, *move.to, [&](Database& to) -> Result<void> {
        seen = *move.stores.entries.last_sequence(*reading(to)) == 450;
        return {};
    });
    REQUIRE(moved);
    CHECK(seen);
    CHECK(*moved == before);
    for (const auto& table : before) {
        INFO(table.table);
        CHECK(table.rows > 0);
    }
    CHECK(storage::check_in_charge(*move.to));
    CHECK(move.stores.entries.changes(*reading(*move.to), 0, 1'000, {true, {}})->size() == 450);
    CHECK(move.stores.accounts.find(*reading(*move.to), "a.b").value()->locked_until == at(5));

    CHECK(storage::check_in_charge(*move.from).error().code == ErrorCode::Closed);
    auto late = writing(*move.from);
    CHECK(move.stores.settings.set(*late, "a", "late").error().code == ErrorCode::Storage);
    late = writing(*move.from);
    CHECK(move.stores.entries.append(*late, stored_entry(451, "report", "CAT", "x")).error().code ==
          ErrorCode::Storage);
    late = writing(*move.from);
    CHECK(move.stores.sessions.remove(*late, "s").error().code == ErrorCode::Storage);
    late.reset();
    CHECK(storage::move_database(*move.from, *move.to, proven).error().code == ErrorCode::Closed);
    auto writer = writing(*move.to);
    REQUIRE(move.stores.entries.append(*writer, stored_entry(451, "report", "CAT", "x")));
    REQUIRE(writer->commit());
}

TEST_CASE("a database that holds an office is not moved into", "[storage][postgres][move]") {
    Move move(true);
    fill(*move.from, move.stores);
    auto tx = writing(*move.to);
    REQUIRE(move.stores.settings.set(*tx, "name", "here"));
    REQUIRE(tx->commit());
    CHECK(storage::move_database(*move.from, *move.to, proven).error().code == ErrorCode::Conflict);
    CHECK(storage::check_in_charge(*move.from));
}

TEST_CASE("a move that is not proven changes nothing in the old database, and is finished by another call",
          "[storage][postgres][move]") {
    Move move(true);
    fill(*move.from, move.stores);
    const auto refused = storage::move_database(
        *move.from, *move.to, [](Database&) -> Result<void> { return fail(ErrorCode::DigestMismatch, "Forged"); });
    CHECK(refused.error().message == "Forged");
    CHECK(storage::check_in_charge(*move.from));
    CHECK(storage::check_in_charge(*move.to).error().code == ErrorCode::Closed);
    SECTION("as it was") { REQUIRE(storage::move_database(*move.from, *move.to, proven)); }
    SECTION("but not when the old one went on meanwhile") {
        auto tx = writing(*move.from);
        REQUIRE(move.stores.settings.set(*tx, "name", "new"));
        REQUIRE(tx->commit());
        CHECK(storage::move_database(*move.from, *move.to, proven).error().code == ErrorCode::DigestMismatch);
    }
}

TEST_CASE("the list of what a move copies is the schema", "[storage][postgres][move]") {
    const PostgresDatabase place;
    auto database = *SqlDatabase::open_postgres(place.address(), "0.1.0");
    std::size_t columns = 0, tables = 0;
    const auto listed = *storage::table_digests(*database);
    for (const auto& table : listed) {
        ++tables;
        columns += std::stoul(
            PostgresShell(place.address())
                .ask("SELECT COUNT(*) FROM information_schema.columns WHERE table_name = '" + table.table + "'"));
    }
    PostgresShell shell(place.address());
    CHECK(std::stoul(shell.ask("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'")) == tables + 1);
    CHECK(columns == 95);
}

#endif
