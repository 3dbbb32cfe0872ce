#include "base/file.h"
#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

TEMPLATE_TEST_CASE("a second factor comes back as it was put, and is replaced whole", "[contract][factor]",
                   ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(*setup.factors.find(*tx, "an.nguyen") == std::nullopt);
    people::SecondFactor factor{"an.nguyen", std::string("\0\xff secret of 20 byte", 20), false, 0, {}, 0, {}};
    REQUIRE(setup.factors.put(*tx, factor));
    CHECK((*setup.factors.find(*tx, "an.nguyen")).value().secret == factor.secret);
    CHECK(setup.factors.accounts(*tx)->empty());
    factor = {"an.nguyen", std::string(20, 'x'), true, 57'000'000, {"one", "two"}, 3, at(1'708'000'000'123)};
    REQUIRE(setup.factors.put(*tx, factor));
    const auto found = (*setup.factors.find(*tx, "an.nguyen")).value();
    CHECK(found.account == "an.nguyen");
    CHECK(found.secret == factor.secret);
    CHECK(found.confirmed);
    CHECK(found.last_step == 57'000'000);
    CHECK(found.recovery == std::vector<std::string>{"one", "two"});
    CHECK(found.failures == 3);
    CHECK(found.locked_until == at(1'708'000'000'123));
    CHECK(*setup.factors.accounts(*tx) == std::set<std::string>{"an.nguyen"});
}

TEMPLATE_TEST_CASE("a second factor is removed", "[contract][factor]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.factors.put(*tx, {"an.nguyen", std::string(20, 'x'), true, 0, {}, 0, {}}));
    REQUIRE(setup.factors.remove(*tx, "an.nguyen"));
    REQUIRE(setup.factors.remove(*tx, "an.nguyen"));
    CHECK(*setup.factors.find(*tx, "an.nguyen") == std::nullopt);
}

TEST_CASE("the secret of a second factor stands sealed in the file", "[contract][factor]") {
    SealedSetup setup;
    auto tx = writing(setup.database);
    const std::string secret(20, 'q');
    REQUIRE(setup.factors.put(*tx, {"an.nguyen", secret, true, 0, {}, 0, {}}));
    REQUIRE(tx->commit());
    for (const auto& file : std::filesystem::directory_iterator(setup.folder.path())) {
        const std::string bytes = *base::read_file(file.path());
        CHECK(bytes.find(base::to_base64(secret)) == std::string::npos);
        CHECK(bytes.find(secret) == std::string::npos);
    }
}
