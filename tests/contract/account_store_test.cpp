#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

void check_equal(const people::Account& a, const people::Account& b) {
    CHECK(a.name == b.name);
    CHECK(a.display_name == b.display_name);
    CHECK(a.role == b.role);
    CHECK(a.agency == b.agency);
    CHECK(a.password_hash == b.password_hash);
    CHECK(a.disabled == b.disabled);
    CHECK(a.failures == b.failures);
    CHECK(a.locked_until == b.locked_until);
    CHECK(a.must_change_password == b.must_change_password);
    CHECK(a.external_id == b.external_id);
}

} // namespace

TEMPLATE_TEST_CASE("an unknown account is nothing", "[contract][accounts]", ALL_SETUPS) {
    TestType setup;
    auto tx = reading(setup.database);
    CHECK_FALSE(*setup.accounts.find(*tx, "nobody"));
    CHECK(setup.accounts.list(*tx)->empty());
}

TEMPLATE_TEST_CASE("an account comes back as it was put, and is replaced whole", "[contract][accounts]", ALL_SETUPS) {
    TestType setup;
    people::Account account{"an.nguyen", "Nguyễn Văn Ấn", people::Role::Office, "CAT", "$argon2id$x", false, 0, {}};
    auto tx = writing(setup.database);
    REQUIRE(setup.accounts.put(*tx, account));
    check_equal(**setup.accounts.find(*tx, "an.nguyen"), account);
    account = {"an.nguyen", "", people::Role::Auditor, "", "", true, 4, at(1'708'000'000'123), true, "https://x y"};
    REQUIRE(setup.accounts.put(*tx, account));
    REQUIRE(tx->commit());
    auto reader = reading(setup.database);
    check_equal(**setup.accounts.find(*reader, "an.nguyen"), account);
    CHECK(setup.accounts.list(*reader)->size() == 1);
    reader.reset();
    tx = writing(setup.database);
    REQUIRE(setup.accounts.remove(*tx, "nobody"));
    REQUIRE(setup.accounts.remove(*tx, "an.nguyen"));
    CHECK(setup.accounts.list(*tx)->empty());
}

TEMPLATE_TEST_CASE("every role is kept", "[contract][accounts]", ALL_SETUPS) {
    using people::Role;
    TestType setup;
    auto tx = writing(setup.database);
    for (const Role role : {Role::Learner, Role::Focal, Role::Leader, Role::Invigilator, Role::Council, Role::Office,
                            Role::Admin, Role::Auditor}) {
        REQUIRE(setup.accounts.put(*tx, {"x", "", role, "", "", false, 0, {}}));
        CHECK((*setup.accounts.find(*tx, "x"))->role == role);
    }
}

TEMPLATE_TEST_CASE("accounts are listed by name", "[contract][accounts]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    for (const char* name : {"c", "a.b", "b", "a-b", "a1"})
        REQUIRE(setup.accounts.put(*tx, {name, "", people::Role::Focal, "CAT", "", false, 0, {}}));
    std::vector<std::string> names;
    const auto list = setup.accounts.list(*tx);
    for (const auto& account : *list)
        names.push_back(account.name);
    CHECK(names == std::vector<std::string>{"a-b", "a.b", "a1", "b", "c"});
}
