#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

TEMPLATE_TEST_CASE("a used token is known until it would have run out, or its account's sessions end",
                   "[contract][refresh]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(*setup.used_tokens.account_of(*tx, "one") == std::nullopt);
    REQUIRE(setup.used_tokens.remember(*tx, "one", "an.nguyen", at(1000), at(1)));
    REQUIRE(setup.used_tokens.remember(*tx, "one", "an.nguyen", at(1000), at(1)));
    REQUIRE(setup.used_tokens.remember(*tx, "two", "binh.tran", at(2000), at(999)));
    CHECK(*setup.used_tokens.account_of(*tx, "one") == "an.nguyen");
    REQUIRE(setup.used_tokens.remember(*tx, "three", "an.nguyen", at(3000), at(1000)));
    CHECK(*setup.used_tokens.account_of(*tx, "one") == std::nullopt);
    REQUIRE(setup.used_tokens.forget(*tx, "an.nguyen"));
    CHECK(*setup.used_tokens.account_of(*tx, "three") == std::nullopt);
    CHECK(*setup.used_tokens.account_of(*tx, "two") == "binh.tran");
}
