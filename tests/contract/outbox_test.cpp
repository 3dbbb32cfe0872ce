#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using State = ledger::OutboxItem::State;

namespace {

ledger::OutboxItem item(std::int64_t queued_at, std::string text = "x") {
    auto entry = stored_entry(1, "report", "CAT", "2024-W07", {{"text", std::move(text)}});
    return {*ledger::freeze(entry.entry), State::Queued, at(queued_at), 0, at(queued_at), "", "", ""};
}

void check_equal(const ledger::OutboxItem& a, const ledger::OutboxItem& b) {
    CHECK(ledger::entry_to_json(a.frozen.entry) == ledger::entry_to_json(b.frozen.entry));
    CHECK(a.frozen.canonical == b.frozen.canonical);
    CHECK(a.frozen.digest == b.frozen.digest);
    CHECK(a.state == b.state);
    CHECK(a.queued_at == b.queued_at);
    CHECK(a.attempts == b.attempts);
    CHECK(a.next_attempt == b.next_attempt);
    CHECK(a.error_code == b.error_code);
    CHECK(a.error == b.error);
    CHECK(a.receipt == b.receipt);
}

} // namespace

TEMPLATE_TEST_CASE("an item waits in the outbox as it was frozen", "[contract][outbox]", ALL_SETUPS) {
    TestType setup;
    const auto queued = item(7, vietnamese + std::string(900'000, 'y'));
    auto tx = writing(setup.database);
    REQUIRE(setup.outbox.put(*tx, queued));
    REQUIRE(tx->commit());
    auto reader = reading(setup.database);
    CHECK_FALSE(*setup.outbox.find(*reader, base::new_uuid()));
    const auto found = setup.outbox.find(*reader, queued.frozen.entry.id);
    REQUIRE(found);
    REQUIRE(*found);
    check_equal(**found, queued);
}

TEMPLATE_TEST_CASE("an id is queued once", "[contract][outbox]", ALL_SETUPS) {
    TestType setup;
    const auto first = item(1);
    auto again = item(2, "other");
    again.frozen.entry.id = first.frozen.entry.id;
    auto tx = writing(setup.database);
    REQUIRE(setup.outbox.put(*tx, first));
    CHECK(setup.outbox.put(*tx, again).error().code == ErrorCode::Conflict);
    REQUIRE(setup.outbox.list(*tx)->size() == 1);
    check_equal(setup.outbox.list(*tx)->front(), first);
}

TEMPLATE_TEST_CASE("the outbox is in the order queued, whatever the clock said", "[contract][outbox]", ALL_SETUPS) {
    TestType setup;
    const std::vector<ledger::OutboxItem> queued{item(300), item(100), item(200)};
    auto tx = writing(setup.database);
    CHECK(setup.outbox.list(*tx)->empty());
    for (const auto& one : queued)
        REQUIRE(setup.outbox.put(*tx, one));
    auto sent = queued[0];
    sent.state = State::Sent;
    REQUIRE(setup.outbox.update(*tx, sent)); // keeps its place
    const auto list = setup.outbox.list(*tx);
    REQUIRE(list->size() == 3);
    for (std::size_t i = 0; i < 3; ++i)
        CHECK((*list)[i].frozen.entry.id == queued[i].frozen.entry.id);
}

TEMPLATE_TEST_CASE("an item's progress is updated by its id", "[contract][outbox]", ALL_SETUPS) {
    TestType setup;
    auto one = item(1);
    const auto other = item(2);
    auto tx = writing(setup.database);
    CHECK(setup.outbox.update(*tx, one).error().code == ErrorCode::NotFound);
    REQUIRE(setup.outbox.put(*tx, one));
    REQUIRE(setup.outbox.put(*tx, other));
    one.state = State::Refused;
    one.attempts = 3;
    one.next_attempt = at(99'000);
    one.error_code = "closed";
    one.error = "The period is locked";
    REQUIRE(setup.outbox.update(*tx, one));
    check_equal(**setup.outbox.find(*tx, one.frozen.entry.id), one);
    one.state = State::Sent;
    one.error_code = one.error = "";
    one.receipt = "{\"entry\":\"…\"}";
    REQUIRE(setup.outbox.update(*tx, one));
    check_equal(**setup.outbox.find(*tx, one.frozen.entry.id), one);
    check_equal(**setup.outbox.find(*tx, other.frozen.entry.id), other);
}

TEMPLATE_TEST_CASE("a removed item is gone, and removing it again is nothing", "[contract][outbox]", ALL_SETUPS) {
    TestType setup;
    const auto one = item(1);
    const auto other = item(2);
    auto tx = writing(setup.database);
    REQUIRE(setup.outbox.put(*tx, one));
    REQUIRE(setup.outbox.put(*tx, other));
    REQUIRE(setup.outbox.remove(*tx, one.frozen.entry.id));
    REQUIRE(setup.outbox.remove(*tx, one.frozen.entry.id));
    CHECK_FALSE(*setup.outbox.find(*tx, one.frozen.entry.id));
    CHECK(setup.outbox.list(*tx)->size() == 1);
    REQUIRE(setup.outbox.put(*tx, one)); // and may be queued again, now behind the other
    CHECK(setup.outbox.list(*tx)->back().frozen.entry.id == one.frozen.entry.id);
}
