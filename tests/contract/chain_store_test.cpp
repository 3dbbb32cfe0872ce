#include "contract/store_setup.h"

#include <catch2/catch.hpp>

#include <limits>

using namespace canbo;
using namespace canbo::test;

namespace {

ledger::ChainLink link(std::int64_t place, ledger::ChainLink::Of of = ledger::ChainLink::Of::Entry) {
    return {place, of, place * 10, std::string(64, 'a'), of == ledger::ChainLink::Of::Event ? "c2lnbmVk" : ""};
}

} // namespace

TEMPLATE_TEST_CASE("links come back in their order, and the last one is known", "[contract][chain]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(*setup.chain.last(*tx) == std::nullopt);
    REQUIRE(setup.chain.append(*tx, link(1)));
    REQUIRE(setup.chain.append(*tx, link(2, ledger::ChainLink::Of::Event)));
    REQUIRE(setup.chain.append(*tx, link(3)));
    REQUIRE(tx->commit());
    auto reader = reading(setup.database);
    CHECK((*setup.chain.last(*reader))->place == 3);
    const auto found = setup.chain.links(*reader, 2, 5);
    REQUIRE(found->size() == 2);
    CHECK((*found)[0].of == ledger::ChainLink::Of::Event);
    CHECK((*found)[0].sequence == 20);
    CHECK((*found)[0].head == std::string(64, 'a'));
    CHECK((*found)[0].signature == "c2lnbmVk");
    CHECK((*found)[1].of == ledger::ChainLink::Of::Entry);
    CHECK(setup.chain.links(*reader, 1, 2)->size() == 2);
    CHECK(setup.chain.links(*reader, 4, 2)->empty());
}

TEMPLATE_TEST_CASE("a place in the chain is taken once", "[contract][chain]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.chain.append(*tx, link(1)));
    CHECK(setup.chain.append(*tx, link(1)).error().code == ErrorCode::Conflict);
}

TEMPLATE_TEST_CASE("rows are shown whole, from any number on", "[contract][chain]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    const auto first = stored_entry(1, "report", "CAT", "2024-W07", {{"text", vietnamese}});
    REQUIRE(setup.entries.append(*tx, first));
    REQUIRE(setup.entries.append(*tx, stored_entry(2, "note", "CAT", "2024-W08")));
    CHECK(*setup.chain.last_event(*tx) == 0);
    REQUIRE(setup.audit.record(*tx, {0, at(5), "admin", "account.add", "x"}));
    REQUIRE(setup.audit.record(*tx, {0, at(6), "admin", "account.add", "y"}));
    CHECK(*setup.chain.last_event(*tx) == 2);
    const auto all = std::numeric_limits<std::int64_t>::min();
    const auto rows = setup.chain.entry_rows(*tx, all, 10);
    REQUIRE(rows->size() == 2);
    CHECK((*rows)[0].id == first.entry.id);
    CHECK((*rows)[0].kind == "report");
    CHECK((*rows)[0].audience == first.audience);
    CHECK((*rows)[0].received_at == first.received_at);
    CHECK((*rows)[0].canonical == first.canonical);
    CHECK((*rows)[0].digest == first.digest);
    CHECK((*rows)[0].receipt == first.receipt);
    CHECK(setup.chain.entry_rows(*tx, 2, 10)->size() == 1);
    CHECK(setup.chain.entry_rows(*tx, all, 1)->size() == 1);
    const auto events = setup.chain.event_rows(*tx, all, 10);
    REQUIRE(events->size() == 2);
    CHECK((*events)[1].subject == "y");
    CHECK((*events)[1].time == at(6));
    CHECK(setup.chain.event_rows(*tx, 3, 10)->empty());
}

TEMPLATE_TEST_CASE("an erased entry is shown as a row only, and its id stays taken", "[contract][chain]", ALL_SETUPS) {
    TestType setup;
    const auto one = stored_entry(1, "report", "CAT", "khoa/an.nguyen", {{"text", vietnamese}});
    {
        auto tx = writing(setup.database);
        REQUIRE(setup.entries.append(*tx, one));
        REQUIRE(setup.entries.append(*tx, stored_entry(2, "report", "CAT", "khoa/binh.tran")));
        REQUIRE(setup.chain.erase_entry(*tx, 1, "khoa/erased-1", "|@erased-1|"));
        CHECK(setup.chain.erase_entry(*tx, 9, "", "").error().code == ErrorCode::NotFound);
        REQUIRE(tx->commit());
    }
    auto tx = writing(setup.database);
    CHECK_FALSE(setup.entries.find(*tx, one.entry.id)->has_value());
    CHECK(setup.entries.of_kind(*tx, "report")->size() == 1);
    CHECK(setup.entries.by_agency(*tx, "report", "CAT")->size() == 1);
    CHECK(setup.entries.by_subject(*tx, "report", "khoa/erased-1")->empty());
    for (const auto& seen : {ledger::Visibility{true, {}, true}, ledger::Visibility{true, {}},
                             ledger::Visibility{false, {"CAT"}, false, {}, {"@erased-1"}}}) {
        const auto changes = setup.entries.changes(*tx, 0, 1, seen); // a page that is full for all that
        REQUIRE(changes->size() == 1);
        CHECK(changes->front().sequence == 2);
    }
    CHECK(*setup.entries.last_sequence(*tx) == 2);
    const auto rows = setup.chain.entry_rows(*tx, 1, 1);
    REQUIRE(rows->size() == 1);
    CHECK(rows->front().erased);
    CHECK(rows->front().canonical == "");
    CHECK(rows->front().subject == "khoa/erased-1");
    CHECK(rows->front().audience == "|@erased-1|");
    CHECK(rows->front().digest == one.digest);
    auto again = one;
    again.sequence = 3;
    CHECK(setup.entries.append(*tx, again).error().code == ErrorCode::Conflict);
}

TEMPLATE_TEST_CASE("an event keeps everything but the names that are erased", "[contract][chain]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.audit.record(*tx, {0, at(5), "an.nguyen", "password.change", "an.nguyen"}));
    REQUIRE(setup.chain.erase_event(*tx, 1, "erased-1", "erased-1"));
    CHECK(setup.chain.erase_event(*tx, 2, "erased-1", "erased-1").error().code == ErrorCode::NotFound);
    const auto events = setup.audit.list(*tx, 0, 10);
    REQUIRE(events->size() == 1);
    CHECK(events->front().actor == "erased-1");
    CHECK(events->front().subject == "erased-1");
    CHECK(events->front().action == "password.change");
    CHECK(events->front().time == at(5));
}
