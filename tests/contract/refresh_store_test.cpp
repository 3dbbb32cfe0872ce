#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

TEMPLATE_TEST_CASE("a refresh token is used once", "[contract][refresh]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(*setup.refresh_tokens.take(*tx, "unknown", at(0)) == std::nullopt);
    REQUIRE(setup.refresh_tokens.put(*tx, "hash", "an.nguyen", at(1000)));
    CHECK(*setup.refresh_tokens.take(*tx, "hash", at(999)) == "an.nguyen");
    CHECK(*setup.refresh_tokens.take(*tx, "hash", at(999)) == std::nullopt);
}

TEMPLATE_TEST_CASE("a refresh token taken in a transaction that was not committed can be used", "[contract][refresh]",
                   ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.refresh_tokens.put(*tx, "hash", "an.nguyen", at(1000)));
    REQUIRE(tx->commit());
    tx = writing(setup.database);
    CHECK(*setup.refresh_tokens.take(*tx, "hash", at(1)) == "an.nguyen");
    tx.reset();
    tx = writing(setup.database);
    CHECK(*setup.refresh_tokens.take(*tx, "hash", at(1)) == "an.nguyen");
}

TEMPLATE_TEST_CASE("a refresh token runs out at its moment", "[contract][refresh]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.refresh_tokens.put(*tx, "early", "an.nguyen", at(1000)));
    REQUIRE(setup.refresh_tokens.put(*tx, "late", "binh.tran", at(1001)));
    CHECK(*setup.refresh_tokens.take(*tx, "early", at(1000)) == std::nullopt);
    CHECK(*setup.refresh_tokens.take(*tx, "late", at(1000)) == "binh.tran");
}

TEMPLATE_TEST_CASE("revoking ends every session of one account", "[contract][refresh]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.refresh_tokens.put(*tx, "one", "an.nguyen", at(1000)));
    REQUIRE(setup.refresh_tokens.put(*tx, "two", "an.nguyen", at(1000)));
    REQUIRE(setup.refresh_tokens.put(*tx, "three", "binh.tran", at(1000)));
    REQUIRE(setup.refresh_tokens.revoke(*tx, "an.nguyen"));
    CHECK(*setup.refresh_tokens.take(*tx, "one", at(1)) == std::nullopt);
    CHECK(*setup.refresh_tokens.take(*tx, "two", at(1)) == std::nullopt);
    CHECK(*setup.refresh_tokens.take(*tx, "three", at(1)) == "binh.tran");
}
