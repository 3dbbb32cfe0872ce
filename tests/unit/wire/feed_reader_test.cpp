#include "desk.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using Step = FakeOffice::Step;

namespace {

void fill(FakeOffice& office, int count) {
    for (int i = 0; i < count; ++i)
        office.take(note("2024-W" + std::to_string(10 + i)));
}

/// Fails at the n-th call, as if the program died there.
struct DyingSettings final : ledger::SettingStore {
    MemorySettingStore inner;
    int dies_in{0};
    Result<std::optional<std::string>> get(Transaction& tx, std::string_view name) override {
        return inner.get(tx, name);
    }
    Result<void> set(Transaction& tx, std::string_view name, std::string_view value) override {
        if (dies_in-- <= 0)
            return fail(ErrorCode::Storage, "The program was killed here");
        return inner.set(tx, name, value);
    }
};

} // namespace

TEST_CASE("the feed is read page by page to its end", "[wire][feed]") {
    Desk desk;
    fill(desk.office, 25);
    const auto report = wire::FeedReader(desk.feed_ports(), 10).run();
    REQUIRE(report);
    CHECK(report->received == 25);
    CHECK(report->cursor == 25);
    CHECK(desk.office.calls == 3);
    CHECK(desk.replica_size() == 25);
    CHECK(desk.cursor() == "25");
    CHECK(wire::FeedReader(desk.feed_ports(), 10).run()->received == 0);
}

TEST_CASE("gaps in the sequence are normal", "[wire][feed]") {
    Desk desk;
    fill(desk.office, 9);
    std::erase_if(desk.office.entries, [](const wire::Change& change) { return change.sequence % 3 != 0; });
    CHECK(wire::FeedReader(desk.feed_ports(), 2).run()->received == 3);
    auto tx = *desk.database.begin(Database::Mode::Read);
    const auto stored = *desk.replica.changes(*tx, 0, 10, {true, {}});
    CHECK(stored.at(0).sequence == 3);
    CHECK(stored.at(2).sequence == 9);
    CHECK(stored.at(0).receipt == desk.office.entries.at(0).receipt);
    CHECK(stored.at(0).received_at == monday);
}

TEST_CASE("an own entry that comes back leaves the outbox", "[wire][feed]") {
    Desk desk;
    const auto mine = note("2024-W07");
    const auto id = desk.queue(mine);
    const auto waiting = desk.queue(note("2024-W08"));
    desk.office.take(mine); // its answer was lost: the outbox still waits
    const auto report = *wire::FeedReader(desk.feed_ports()).run();
    CHECK(report.left_the_outbox == 1);
    CHECK_FALSE(desk.item(id));
    CHECK(desk.item(waiting));
}

TEST_CASE("a page and its cursor are one transaction", "[wire][feed]") {
    Desk desk;
    fill(desk.office, 25);
    const auto mine = note("2024-W07");
    desk.queue(mine);
    desk.office.take(mine);
    DyingSettings settings;
    settings.dies_in = 2; // in the third page
    auto ports = desk.feed_ports();
    wire::FeedPorts dying{ports.database, ports.replica, ports.outbox, settings, ports.office, ports.office_key};
    CHECK(wire::FeedReader(dying, 10).run().error().code == ErrorCode::Storage);
    CHECK(desk.replica_size() == 20);
    CHECK(desk.cursor() == "20");
    CHECK(desk.item(mine.entry.id)); // it came back in the page that was lost
    CHECK(wire::FeedReader(desk.feed_ports(), 10).run()->received == 6);
    CHECK(desk.replica_size() == 26);
    CHECK_FALSE(desk.item(mine.entry.id));
}

TEST_CASE("a connection that breaks between pages loses and doubles nothing", "[wire][feed]") {
    Desk desk;
    fill(desk.office, 50);
    for (int run = 0; run < 20 && desk.replica_size() < 50; ++run) {
        desk.office.script = {Step::Take, Step::Take, Step::NoConnection};
        static_cast<void>(wire::FeedReader(desk.feed_ports(), 7).run());
    }
    CHECK(desk.replica_size() == 50);
}

TEST_CASE("a receipt that does not fit stores nothing of its page", "[wire][feed]") {
    Desk desk;
    fill(desk.office, 5);
    auto& victim = desk.office.entries.at(3);
    SECTION("signed by another key") {
        victim.receipt = ledger::sign_receipt({victim.frozen.entry.id, victim.frozen.digest, 4, monday, {}, {}},
                                              base::SigningKey::generate());
    }
    SECTION("for another text") { victim.frozen.digest = base::sha256_hex("something else"); }
    SECTION("for another place") {
        victim.receipt =
            ledger::sign_receipt({victim.frozen.entry.id, victim.frozen.digest, 2, monday, {}, {}}, desk.office.key);
    }
    CHECK(wire::FeedReader(desk.feed_ports()).run().error().code == ErrorCode::DigestMismatch);
    CHECK(desk.replica_size() == 0);
    CHECK(desk.cursor().empty());
}

TEST_CASE("reading everything again passes over what is there", "[wire][feed]") {
    Desk desk;
    fill(desk.office, 5);
    REQUIRE(wire::FeedReader(desk.feed_ports()).run());
    auto tx = *desk.database.begin(Database::Mode::Write);
    REQUIRE(desk.settings.set(*tx, wire::feed_cursor_setting, "0"));
    REQUIRE(tx->commit());
    tx.reset();
    CHECK(wire::FeedReader(desk.feed_ports()).run()->received == 0);
    CHECK(desk.cursor() == "5");
}

TEST_CASE("a feed that goes backwards is not followed", "[wire][feed]") {
    Desk desk;
    fill(desk.office, 3);
    std::swap(desk.office.entries[0], desk.office.entries[1]);
    CHECK(wire::FeedReader(desk.feed_ports()).run().error().code == ErrorCode::Unreachable);
    CHECK(desk.replica_size() == 0);
}
