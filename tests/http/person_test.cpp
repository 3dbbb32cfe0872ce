#include "ledger/person_data.h"
#include "office_fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

const std::string reason = "đơn số 12";

struct Asked : OfficeFixture {
    explicit Asked(Keep keep = Keep::Memory) : OfficeFixture({}, keep) {}
    Reply erase(const std::string& name, const std::string& by, const std::string& why = reason) const {
        return ask("POST", "/api/v1/accounts/" + name + "/erase", Json{{"reason", why}}.dump(), token(by));
    }
    std::vector<std::string> actions() const {
        std::vector<std::string> out;
        for (const auto& event : audit())
            out.push_back(event.actor + " " + event.action + " " + event.subject);
        return out;
    }
};

} // namespace

TEST_CASE("a person takes out their own data, an administrator anybody's, and both are noted", "[http][person]") {
    Asked office;
    const auto own = office.ask("GET", "/api/v1/account/data", "", office.token("focal"));
    REQUIRE(own.status == 200);
    CHECK(own.json()["name"] == "focal");
    CHECK(office.actions().back() == "focal person.export focal");
    const auto others = office.ask("GET", "/api/v1/accounts/leader/data", "", office.token("admin"));
    REQUIRE(others.status == 200);
    CHECK(others.json()["account"]["name"] == "leader");
    CHECK(office.actions().back() == "admin person.export leader");
    for (const char* name : {"office", "auditor", "focal"})
        CHECK(office.ask("GET", "/api/v1/accounts/leader/data", "", office.token(name)).status == 403);
    CHECK(office.ask("GET", "/api/v1/accounts/nobody/data", "", office.token("admin")).status == 404);
}

TEST_CASE("an erased person is out at once and the name is never given again", "[http][person]") {
    for (const auto keep : {Keep::Memory, Keep::Sqlite}) {
        Asked office(keep);
        const auto login = office.log_in("focal").json();
        CHECK(office.erase("focal", "admin", "vì").status == 422);
        CHECK(office.erase("admin", "admin").status == 422);
        CHECK(office.erase("nobody", "admin").status == 404);
        const auto done = office.erase("focal", "admin");
        REQUIRE(done.status == 200);
        const std::string stand_in = done.json()["pseudonym"];
        CHECK(stand_in == ledger::pseudonym_of("focal", office.key));
        CHECK(office.ask("GET", "/api/v1/account", "", login["access_token"]).status == 401);
        const Json refresh{{"refresh_token", login["refresh_token"]}};
        CHECK(office.ask("POST", "/api/v1/refresh", refresh.dump()).status == 401);
        CHECK(office.log_in("focal").status == 401);
        for (const auto& name : {std::string("focal"), stand_in, std::string("erased-0")}) {
            const Json fresh{{"name", name}, {"role", "focal"}, {"agency", "SYT"}, {"password", password}};
            CHECK(office.ask("POST", "/api/v1/accounts", fresh.dump(), office.token("admin")).status == 409);
        }
        CHECK(office.actions().back() == "admin person.erase " + stand_in + " " + reason);
        CHECK(office.log_in(stand_in, "").status == 401);
        for (const auto& action : office.actions())
            CHECK(action.find("focal") == std::string::npos);
    }
}

TEST_CASE("who reads what holds data about others is noted, who reads their own is not", "[http][person]") {
    Asked office;
    CHECK(office.ask("GET", "/api/v1/accounts/focal/sessions", "", office.token("admin")).status == 200);
    CHECK(office.actions().back() == "admin session.list focal");
    CHECK(office.ask("GET", "/api/v1/accounts", "", office.token("admin")).status == 200);
    CHECK(office.actions().back() == "admin account.list ");
    CHECK(office.ask("GET", "/api/v1/people", "", office.token("focal")).status == 200);
    CHECK(office.actions().back() == "focal account.list SYT");
    const auto before = office.actions().size();
    office.put(entry_of("focal", "SYT", "a"), office.token("focal"));
    CHECK(office.ask("GET", "/api/v1/changes", "", office.token("office")).status == 200);
    CHECK(office.ask("GET", "/api/v1/sessions", "", office.token("focal")).status == 200);
    CHECK(office.actions().size() == before);
}
