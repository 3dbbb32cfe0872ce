#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

TEMPLATE_TEST_CASE("a setting that was never set is nothing, an empty one is empty", "[contract][settings]",
                   ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(*setup.settings.get(*tx, "feed.cursor") == std::nullopt);
    REQUIRE(setup.settings.set(*tx, "feed.cursor", ""));
    CHECK(*setup.settings.get(*tx, "feed.cursor") == "");
}

TEMPLATE_TEST_CASE("a setting keeps its last value", "[contract][settings]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.settings.set(*tx, "one", "1"));
    REQUIRE(setup.settings.set(*tx, "two", "x"));
    REQUIRE(setup.settings.set(*tx, "two", vietnamese));
    REQUIRE(tx->commit());
    auto reader = reading(setup.database);
    CHECK(*setup.settings.get(*reader, "one") == "1");
    CHECK(*setup.settings.get(*reader, "two") == vietnamese);
    CHECK(*setup.settings.get(*reader, "ONE") == std::nullopt);
}
