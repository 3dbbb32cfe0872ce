#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using people::LoginStep;
using people::Session;

namespace {

Session session(const std::string& id, const std::string& account, std::int64_t used = 100) {
    return {id, account, "PC-" + id, at(50), at(used), at(1000), "hash " + id, LoginStep::Nothing};
}

std::vector<std::string> ids(const std::vector<Session>& sessions) {
    std::vector<std::string> out;
    for (const auto& one : sessions)
        out.push_back(one.id);
    return out;
}

} // namespace

TEMPLATE_TEST_CASE("a session is found by its id and its token, and is replaced whole", "[contract][session]",
                   ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(*setup.sessions.find(*tx, "a", at(1)) == std::nullopt);
    auto put = session("a", "an.nguyen");
    put.device = vietnamese;
    put.step = LoginStep::Password;
    REQUIRE(setup.sessions.put(*tx, put));
    const auto found = (*setup.sessions.find(*tx, "a", at(1))).value();
    CHECK(found.account == "an.nguyen");
    CHECK(found.device == vietnamese);
    CHECK(found.opened == at(50));
    CHECK(found.last_used == at(100));
    CHECK(found.expires == at(1000));
    CHECK(found.token_hash == "hash a");
    CHECK(found.step == LoginStep::Password);
    put.token_hash = "next";
    put.step = LoginStep::Nothing;
    REQUIRE(setup.sessions.put(*tx, put));
    CHECK(*setup.sessions.by_token(*tx, "hash a", at(1)) == std::nullopt);
    CHECK((*setup.sessions.by_token(*tx, "next", at(1))).value().id == "a");
    CHECK((*setup.sessions.find(*tx, "a", at(1))).value().step == LoginStep::Nothing);
}

TEMPLATE_TEST_CASE("a session without a token is found by none", "[contract][session]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    auto waiting = session("a", "an.nguyen");
    waiting.token_hash.clear();
    REQUIRE(setup.sessions.put(*tx, waiting));
    CHECK(*setup.sessions.by_token(*tx, "", at(1)) == std::nullopt);
}

TEMPLATE_TEST_CASE("a session runs out at its moment", "[contract][session]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.sessions.put(*tx, session("a", "an.nguyen")));
    CHECK(*setup.sessions.find(*tx, "a", at(999)));
    CHECK(*setup.sessions.find(*tx, "a", at(1000)) == std::nullopt);
    CHECK(*setup.sessions.by_token(*tx, "hash a", at(1000)) == std::nullopt);
    CHECK(setup.sessions.of_account(*tx, "an.nguyen", at(1000))->empty());
}

TEMPLATE_TEST_CASE("a session in use comes with its account as it is now", "[contract][session]", ALL_SETUPS) {
    TestType setup;
    people::Account account{"an.nguyen", "Nguyễn Văn An", people::Role::Focal, "SDL", "hash"};
    const auto keep = [&](const people::Account& changed) {
        auto tx = writing(setup.database);
        REQUIRE(setup.accounts.put(*tx, changed));
        REQUIRE(tx->commit());
    };
    const auto in_use = [&](std::string_view id, base::Time now) {
        const auto tx = setup.database.begin(Database::Mode::Look).value();
        return setup.sessions.in_use(*tx, id, now).value();
    };
    {
        auto tx = writing(setup.database);
        auto put = session("a", "an.nguyen");
        put.step = LoginStep::Enrol;
        REQUIRE(setup.sessions.put(*tx, put));
        REQUIRE(tx->commit());
    }
    CHECK_FALSE(in_use("a", at(1))); // no account yet
    keep(account);
    const auto found = in_use("a", at(1)).value();
    CHECK(found.person.name == "an.nguyen");
    CHECK(found.person.role == people::Role::Focal);
    CHECK(found.person.agency == "SDL");
    CHECK(found.id == "a");
    CHECK(found.step == LoginStep::Enrol);
    CHECK_FALSE(in_use("b", at(1)));
    CHECK_FALSE(in_use("a", at(1000)));
    account.role = people::Role::Leader;
    account.agency = "STP";
    keep(account);
    CHECK(in_use("a", at(1)).value().person.role == people::Role::Leader);
    CHECK(in_use("a", at(1)).value().person.agency == "STP");
    account.disabled = true;
    keep(account);
    CHECK_FALSE(in_use("a", at(1)));
}

TEMPLATE_TEST_CASE("an account's sessions are listed last used first, without those that wait for a step",
                   "[contract][session]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    auto waiting = session("w", "an.nguyen", 400);
    waiting.step = LoginStep::Code;
    for (const auto& one :
         {session("a", "an.nguyen", 100), session("b", "an.nguyen", 300), session("c", "binh.tran", 200), waiting})
        REQUIRE(setup.sessions.put(*tx, one));
    CHECK(ids(*setup.sessions.of_account(*tx, "an.nguyen", at(1))) == std::vector<std::string>{"b", "a"});
}

TEMPLATE_TEST_CASE("sessions end one by one, or all of an account but one", "[contract][session]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    for (const auto& one :
         {session("a", "an.nguyen"), session("b", "an.nguyen"), session("c", "an.nguyen"), session("d", "binh.tran")})
        REQUIRE(setup.sessions.put(*tx, one));
    REQUIRE(setup.sessions.remove(*tx, "a"));
    REQUIRE(setup.sessions.remove(*tx, "unknown"));
    CHECK(*setup.sessions.find(*tx, "a", at(1)) == std::nullopt);
    REQUIRE(setup.sessions.remove_of(*tx, "an.nguyen", "c"));
    CHECK(ids(*setup.sessions.of_account(*tx, "an.nguyen", at(1))) == std::vector<std::string>{"c"});
    REQUIRE(setup.sessions.remove_of(*tx, "an.nguyen", ""));
    CHECK(setup.sessions.of_account(*tx, "an.nguyen", at(1))->empty());
    CHECK(*setup.sessions.find(*tx, "d", at(1)));
}

TEMPLATE_TEST_CASE("a session put in a transaction that was not committed is none", "[contract][session]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.sessions.put(*tx, session("a", "an.nguyen")));
    tx.reset();
    CHECK(*setup.sessions.find(*writing(setup.database), "a", at(1)) == std::nullopt);
}
