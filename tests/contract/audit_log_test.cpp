#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

TEMPLATE_TEST_CASE("events are numbered from 1 without a gap, whatever number they came with", "[contract][audit]",
                   ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(setup.audit.list(*tx, 0, 10)->empty());
    REQUIRE(setup.audit.record(*tx, {77, at(1'708'000'000'123), "quản trị", "account.add", vietnamese}));
    REQUIRE(setup.audit.record(*tx, {77, at(5), "", "", ""}));
    REQUIRE(tx->commit());
    auto reader = reading(setup.database);
    const auto events = setup.audit.list(*reader, 0, 10);
    REQUIRE(events->size() == 2);
    CHECK((*events)[0].sequence == 1);
    CHECK((*events)[0].time == at(1'708'000'000'123));
    CHECK((*events)[0].actor == "quản trị");
    CHECK((*events)[0].action == "account.add");
    CHECK((*events)[0].subject == vietnamese);
    CHECK((*events)[1].sequence == 2);
    CHECK((*events)[1].subject.empty());
}

TEMPLATE_TEST_CASE("an event that was not committed leaves no gap", "[contract][audit]", ALL_SETUPS) {
    TestType setup;
    for (const bool commit : {true, false, true}) {
        auto tx = writing(setup.database);
        REQUIRE(setup.audit.record(*tx, {0, at(1), "a", commit ? "kept" : "lost", ""}));
        if (commit)
            REQUIRE(tx->commit());
    }
    const auto events = setup.audit.list(*reading(setup.database), 0, 10);
    REQUIRE(events->size() == 2);
    CHECK((*events)[1].sequence == 2);
    CHECK((*events)[1].action == "kept");
}

TEMPLATE_TEST_CASE("the log is read on from an event, at most so many", "[contract][audit]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    for (int i = 0; i < 5; ++i)
        REQUIRE(setup.audit.record(*tx, {0, at(i), "a", "b", "c"}));
    const auto events = setup.audit.list(*tx, 2, 2);
    REQUIRE(events->size() == 2);
    CHECK(events->front().sequence == 3);
    CHECK(events->back().sequence == 4);
    CHECK(setup.audit.list(*tx, 5, 2)->empty());
    CHECK(setup.audit.list(*tx, 0, 0)->empty());
}
