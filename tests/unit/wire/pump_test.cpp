#include "desk.h"

#include <catch2/catch.hpp>

#include <random>
#include <set>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;
using State = ledger::OutboxItem::State;
using Step = FakeOffice::Step;

TEST_CASE("a sent item keeps its signed receipt", "[wire][pump]") {
    Desk desk;
    const auto id = desk.queue(note("2024-W07"));
    const auto report = desk.pump();
    CHECK(report.sent == 1);
    CHECK(report.waiting == 0);
    CHECK_FALSE(report.stopped_by);
    const auto item = *desk.item(id);
    CHECK(item.state == State::Sent);
    CHECK(item.receipt == desk.office.entries.at(0).receipt);
    CHECK(item.error_code.empty());
    CHECK(desk.pump().sent == 0);
    CHECK(desk.office.calls == 1);
}

TEST_CASE("an answer that is lost makes no second entry", "[wire][pump]") {
    Desk desk;
    const auto id = desk.queue(note("2024-W07"));
    desk.office.script = {Step::CutAfterTaking};
    CHECK(desk.pump().stopped_by->code == ErrorCode::Unreachable);
    CHECK(desk.item(id)->state == State::Queued);
    desk.clock.advance(1h);
    CHECK(desk.pump().sent == 1);
    CHECK(desk.office.entries.size() == 1);
    CHECK(desk.item(id)->receipt == desk.office.entries.at(0).receipt);
}

TEST_CASE("killed before the receipt was stored, the next run gets the same one", "[wire][pump]") {
    Desk desk;
    const auto id = desk.queue(note("2024-W07"));
    DyingDatabase dying(desk.database);
    dying.dies_in = 0;
    struct : ledger::Outbox { // hands the inner transaction on
        DyingDatabase* database{};
        MemoryOutbox inner;
        Result<void> put(Transaction& tx, const ledger::OutboxItem& i) override {
            return inner.put(database->inner(tx), i);
        }
        Result<void> update(Transaction& tx, const ledger::OutboxItem& i) override {
            return inner.update(database->inner(tx), i);
        }
        Result<void> remove(Transaction& tx, std::string_view i) override {
            return inner.remove(database->inner(tx), i);
        }
        Result<std::optional<ledger::OutboxItem>> find(Transaction& tx, std::string_view i) override {
            return inner.find(database->inner(tx), i);
        }
        Result<std::vector<ledger::OutboxItem>> list(Transaction& tx) override {
            return inner.list(database->inner(tx));
        }
    } outbox;
    outbox.database = &dying;
    wire::Pump pump({dying, outbox, desk.blobs, desk.office, desk.clock, desk.office.key.public_key});
    CHECK(pump.run().error().code == ErrorCode::Storage);
    CHECK(desk.item(id)->state == State::Queued);
    CHECK(desk.pump().sent == 1);
    CHECK(desk.office.entries.size() == 1);
    CHECK(desk.item(id)->receipt == desk.office.entries.at(0).receipt);
}

TEST_CASE("whatever the network does, every entry is at the office once and in order", "[wire][pump]") {
    std::mt19937 random(6);
    for (int round = 0; round < 20; ++round) {
        Desk desk;
        std::vector<std::string> ids;
        for (int i = 0; i < 30; ++i)
            ids.push_back(desk.queue(note("2024-W" + std::to_string(10 + i))));
        int runs = 0;
        std::size_t waiting = 30;
        while (waiting > 0 && ++runs < 2'000) {
            for (int i = 0; i < 4; ++i)
                desk.office.script.push_back(std::array{Step::Take, Step::NoConnection, Step::CutAfterTaking,
                                                        Step::Busy, Step::Nonsense}[random() % 5]);
            waiting = desk.pump().waiting;
            desk.clock.advance(20min);
        }
        REQUIRE(waiting == 0);
        REQUIRE(desk.office.entries.size() == ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i)
            REQUIRE(desk.office.entries[i].frozen.entry.id == ids[i]);
    }
}

TEST_CASE("a refused item says why and holds up nothing", "[wire][pump]") {
    for (const auto code : {ErrorCode::InvalidInput, ErrorCode::Forbidden, ErrorCode::Conflict, ErrorCode::Closed,
                            ErrorCode::NotFound, ErrorCode::TooLarge, ErrorCode::DigestMismatch}) {
        Desk desk;
        const auto refused = desk.queue(note("bad"));
        const auto good = desk.queue(note("good"));
        desk.office.refusals["bad"] = code;
        const auto report = desk.pump();
        CHECK(report.refused == 1);
        CHECK(report.sent == 1);
        CHECK(desk.item(refused)->state == State::Refused);
        CHECK(desk.item(refused)->error_code == base::code_name(code));
        CHECK(desk.item(refused)->error == "The office refuses this");
        CHECK(desk.item(good)->state == State::Sent);
        desk.clock.advance(24h);
        CHECK(desk.pump().refused == 0); // not asked again
    }
}

TEST_CASE("when the office cannot be reached the run ends and the items wait their time", "[wire][pump]") {
    for (const auto step : {Step::NoConnection, Step::Busy}) {
        Desk desk;
        const auto first = desk.queue(note("one"));
        desk.queue(note("two"));
        desk.office.script = {step};
        auto report = desk.pump();
        CHECK(desk.office.calls == 1);
        CHECK(report.waiting == 2);
        REQUIRE(report.next_attempt);
        CHECK(*report.next_attempt == monday + 5s);
        CHECK(desk.item(first)->attempts == 1);

        desk.clock.advance(4s);
        report = desk.pump();
        CHECK(desk.office.calls == 1); // not even the second item: the office is away
        CHECK(*report.next_attempt == monday + 5s);
        CHECK(desk.pump(wire::Pump::Due::All).sent == 2);
    }
}

TEST_CASE("waiting times double from five seconds to a quarter of an hour, give or take a fifth", "[wire][pump]") {
    const wire::BackOff back_off;
    std::chrono::milliseconds expected = 5s;
    for (int failures = 1; failures < 60; ++failures) {
        const auto plain = std::min<std::chrono::milliseconds>(expected, 15min);
        CHECK(back_off.delay(failures, 0.5) == plain);
        CHECK(back_off.delay(failures, 0.0) == plain * 4 / 5);
        CHECK(back_off.delay(failures, 0.999999) > plain * 119 / 100);
        CHECK(back_off.delay(failures, 0.999999) <= plain * 6 / 5);
        if (expected < 1h)
            expected *= 2;
    }
}

TEST_CASE("weeks without network lose nothing", "[wire][pump]") {
    Desk desk;
    const auto id = desk.queue(note("2024-W07"));
    for (int day = 0; day < 40; ++day) {
        desk.office.script = {Step::NoConnection};
        CHECK(desk.pump().waiting == 1);
        desk.clock.advance(24h);
    }
    CHECK(desk.pump().sent == 1);
    CHECK(desk.item(id)->attempts == 41);
}

TEST_CASE("a login that has run out stops the run without a waiting time", "[wire][pump]") {
    Desk desk;
    const auto id = desk.queue(note("one"));
    desk.office.script = {Step::LogInAgain};
    CHECK(desk.pump().stopped_by->code == ErrorCode::Unauthenticated);
    CHECK(desk.item(id)->state == State::Queued);
    CHECK(desk.pump().sent == 1); // at once after the login
}

TEST_CASE("a receipt that another key signed is not believed", "[wire][pump]") {
    Desk desk;
    const auto id = desk.queue(note("one"));
    desk.office.script = {Step::ForgedReceipt};
    const auto report = desk.pump();
    CHECK(report.sent == 0);
    CHECK(report.stopped_by->code == ErrorCode::DigestMismatch);
    CHECK(desk.item(id)->state == State::Queued);
    CHECK(desk.item(id)->receipt.empty());
}

TEST_CASE("an item the office stumbles over lets others pass but not its own later revision", "[wire][pump]") {
    Desk desk;
    desk.queue(note("stumbles", "eins", 1));
    desk.queue(note("other"));
    const auto later = desk.queue(note("stumbles", "zwei", 2));
    desk.office.broken_subjects["stumbles"] = 3;
    CHECK(desk.pump().stopped_by->code == ErrorCode::Internal);
    CHECK(desk.pump().sent == 1); // "other", while the first one waits
    CHECK(desk.item(later)->state == State::Queued);
    desk.clock.advance(1h);
    CHECK(desk.pump().stopped_by);
    desk.clock.advance(1h);
    CHECK(desk.pump().stopped_by);
    desk.clock.advance(1h);
    CHECK(desk.pump().sent == 2);
    CHECK(desk.office.entries.at(1).frozen.entry.revision == 1);
    CHECK(desk.office.entries.at(2).frozen.entry.revision == 2);
}

TEST_CASE("attachments go before their entry and only once", "[wire][pump]") {
    Desk desk;
    const std::string digest = base::sha256_hex("scan");
    {
        auto tx = *desk.database.begin(Database::Mode::Write);
        REQUIRE(desk.blobs.put(*tx, digest, "scan"));
        REQUIRE(tx->commit());
    }
    desk.queue(note("one"));
    const auto missing = desk.queue(note("missing"));
    desk.queue(note("two"));
    auto ports = desk.pump_ports();
    ports.attachments = [&](const ledger::Entry& entry) {
        return std::vector<std::string>{entry.subject == "missing" ? base::sha256_hex("gone") : digest};
    };
    CHECK(wire::Pump(ports).run()->sent == 2);
    CHECK(desk.office.log == std::vector<std::string>{"blob scan", "entry one", "entry two"});
    CHECK(desk.item(missing)->state == State::Refused);
    CHECK(desk.item(missing)->error_code == "not-found");
}

TEST_CASE("a cancelled run stops between two items", "[wire][pump]") {
    Desk desk;
    desk.queue(note("one"));
    struct : base::Progress {
        void step(std::uint64_t, std::uint64_t) override {}
        bool cancelled() const override { return true; }
    } progress;
    CHECK(wire::Pump(desk.pump_ports()).run(wire::Pump::Due::All, &progress).error().code == ErrorCode::Cancelled);
    CHECK(desk.office.calls == 0);
}

TEST_CASE("what another person queued on the same desk waits for their login", "[wire][pump]") {
    Desk desk;
    const auto mine = desk.queue(note("mine"));
    auto foreign = note("theirs").entry;
    foreign.author = "binh.tran";
    const auto theirs = desk.queue(*ledger::freeze(foreign));
    auto ports = desk.pump_ports();
    ports.author = "an.nguyen";
    CHECK(wire::Pump(ports).run()->sent == 1);
    CHECK(desk.item(mine)->state == State::Sent);
    CHECK(desk.item(theirs)->state == State::Queued);
    CHECK(desk.item(theirs)->attempts == 0);
    ports.author = "binh.tran";
    CHECK(wire::Pump(ports).run()->sent == 1);
}
