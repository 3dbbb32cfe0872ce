#include "office_fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

Reply refresh(const OfficeFixture& office, const std::string& token) {
    return office.ask("POST", "/api/v1/refresh", Json{{"refresh_token", token}}.dump());
}

} // namespace

TEST_CASE("a login gives tokens, the person and the office's key", "[http][session]") {
    OfficeFixture office;
    const auto reply = office.log_in("focal");
    CHECK(reply.status == 200);
    const auto answer = wire::login_answer_from_json(reply.json());
    REQUIRE(answer);
    CHECK(answer->role == people::Role::Focal);
    CHECK(answer->agency == "SYT");
    CHECK(answer->expires_in == 900);
    CHECK(*base::from_base64(answer->office_key) == office.key.public_key);
    CHECK(office.ask("GET", "/api/v1/changes", "", answer->access_token).status == 200);
    CHECK(reply.headers.at("cache-control") == "no-store");
    CHECK(reply.headers.at("x-content-type-options") == "nosniff");
}

TEST_CASE("a wrong password and an unknown name look the same", "[http][session]") {
    OfficeFixture office;
    const auto wrong = office.log_in("focal", "không đúng mật khẩu");
    const auto unknown = office.log_in("nobody");
    CHECK(wrong.status == 401);
    CHECK(wrong.body == unknown.body);
    CHECK(wrong.type() == "urn:canbo:error:unauthenticated");
    CHECK(wrong.headers.at("content-type") == "application/problem+json");
    CHECK(wrong.headers.at("www-authenticate") == "Bearer realm=\"canbo\"");
    REQUIRE(office.audit().size() == 1); // and only the name that exists is noted
    CHECK(office.audit().at(0).action == "login.refused");
    CHECK(office.audit().at(0).subject == "focal");
}

TEST_CASE("five wrong passwords lock the account for a quarter of an hour", "[http][session]") {
    OfficeFixture office;
    for (int i = 0; i < 5; ++i)
        CHECK(office.log_in("focal", "không đúng mật khẩu").status == 401);
    const auto locked = office.log_in("focal");
    CHECK(locked.status == 429);
    CHECK(locked.type() == "urn:canbo:error:locked-out");
    CHECK(locked.headers.at("retry-after") == "900");
    CHECK(office.log_in("leader").status == 200);
    office.clock.advance(16min);
    CHECK(office.log_in("focal").status == 200);
}

TEST_CASE("an access token ends after fifteen minutes of the office's clock", "[http][session]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    office.clock.advance(14min + 59s);
    CHECK(office.ask("GET", "/api/v1/changes", "", token).status == 200);
    office.clock.advance(1s);
    CHECK(office.ask("GET", "/api/v1/changes", "", token).status == 401);
}

TEST_CASE("a refresh token is good for one use within thirty days", "[http][session]") {
    OfficeFixture office;
    const std::string first = office.log_in("focal").json()["refresh_token"];
    office.clock.advance(24h * 29);
    const auto renewed = refresh(office, first);
    CHECK(renewed.status == 200);
    const std::string second = renewed.json()["refresh_token"];
    CHECK(second != first);
    CHECK(office.ask("GET", "/api/v1/changes", "", renewed.json()["access_token"]).status == 200);
    CHECK(refresh(office, first).status == 401);
    CHECK(office.ask("GET", "/api/v1/changes", "", renewed.json()["access_token"]).status == 401); // in two hands
    const std::string other = office.log_in("leader").json()["refresh_token"];
    office.clock.advance(24h * 31);
    CHECK(refresh(office, other).status == 401);
}

TEST_CASE("a disabled account is out at its next request", "[http][session]") {
    OfficeFixture office;
    const auto session = office.log_in("focal").json();
    const std::string token = session["access_token"];
    const auto admin = office.token("admin");
    CHECK(office.ask("POST", "/api/v1/accounts/focal/disable", "", admin).json()["disabled"] == true);
    CHECK(office.ask("GET", "/api/v1/changes", "", token).status == 401);
    CHECK(refresh(office, session["refresh_token"]).status == 401);
    CHECK(office.log_in("focal").status == 401);
    CHECK(office.ask("POST", "/api/v1/accounts/focal/disable", "", admin).status == 200);
    CHECK(office.ask("POST", "/api/v1/accounts/nobody/disable", "", admin).status == 404);
    CHECK(office.ask("POST", "/api/v1/accounts/admin/disable", "", admin).status == 422); // not the last one by mistake
}

TEST_CASE("a logout ends its own session only", "[http][session]") {
    OfficeFixture office;
    const auto mine = office.log_in("focal").json();
    const auto other = office.log_in("leader").json();
    const auto log_out = [&](const Json& refresh_token) {
        return office.ask("POST", "/api/v1/logout", Json{{"refresh_token", refresh_token}}.dump(),
                          mine["access_token"]);
    };
    CHECK(log_out(other["refresh_token"]).status == 403);
    CHECK(refresh(office, other["refresh_token"]).status == 200);
    CHECK(log_out(mine["refresh_token"]).status == 200);
    CHECK(refresh(office, mine["refresh_token"]).status == 401);
}

TEST_CASE("an administrator adds accounts and everything is in the audit log", "[http][session]") {
    OfficeFixture office;
    const auto admin = office.token("admin");
    const auto add = [&](const std::string& name, const std::string& agency, const std::string& with) {
        return office.ask("POST", "/api/v1/accounts",
                          to_json(wire::NewAccount{name, "Trần Bình", people::Role::Focal, agency, with}).dump(),
                          admin);
    };
    const auto added = add("binh.tran", "SGD", password);
    CHECK(added.status == 201);
    CHECK(added.body.find("argon2") == std::string::npos);
    CHECK(add("binh.tran", "SGD", password).status == 409);
    CHECK(add("Binh Tran", "SGD", password).status == 422);
    CHECK(add("chi.le", "SGD", "ngắn").json()["where"] == "password");
    CHECK(add("chi.le", "NOWHERE", password).json()["where"] == "agency");
    CHECK(office.log_in("binh.tran").json()["agency"] == "SGD");
    const auto list = office.ask("GET", "/api/v1/accounts", "", admin);
    CHECK(wire::account_messages_from_json(list.json())->size() == 12);
    CHECK(list.body.find("argon2") == std::string::npos);

    const auto page = wire::audit_page_from_json(
        office.ask("GET", "/api/v1/audit?after=0&limit=2", "", office.token("auditor")).json());
    REQUIRE(page);
    REQUIRE(page->events.size() == 2);
    CHECK_FALSE(page->more);
    CHECK(page->events[0].actor == "admin");
    CHECK(page->events[0].action == "account.add");
    CHECK(page->events[0].subject == "binh.tran");
    CHECK(page->events[1].action == "account.list");
}

TEST_CASE("a refresh token that comes a second time ends every session of its account", "[http][session]") {
    OfficeFixture office;
    const std::string first = office.log_in("focal").json()["refresh_token"];
    const std::string elsewhere = office.log_in("focal").json()["refresh_token"];
    const std::string other = office.log_in("leader").json()["refresh_token"];
    const std::string second = refresh(office, first).json()["refresh_token"];
    CHECK(refresh(office, first).status == 401); // whoever took a copy, or whoever it was taken from
    CHECK(refresh(office, second).status == 401);
    CHECK(refresh(office, elsewhere).status == 401);
    CHECK(refresh(office, other).status == 200);
    CHECK(office.audit().back().action == "session.copied");
    CHECK(office.audit().back().subject == "focal");
    CHECK(refresh(office, "never given").status == 401);
    CHECK(office.audit().back().subject == "focal");
    CHECK(office.log_in("focal").status == 200);
}

TEST_CASE("how long a refusal takes does not tell whether the name exists", "[http][session]") {
    OfficeFixture office({}, Keep::Sqlite);
    const auto seconds = [&](const std::string& name) {
        std::vector<double> times;
        for (int i = 0; i < 4; ++i) {
            const auto begun = std::chrono::steady_clock::now();
            CHECK(office.log_in(name, "không đúng mật khẩu").status == 401);
            times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
        }
        std::sort(times.begin(), times.end());
        return times[1];
    };
    CHECK(std::abs(seconds("focal") - seconds("nobody.here")) < 0.1);
    CHECK(seconds("nobody.here") >= 0.3);
}

const service::RequestRates few{{300, 10}, {5, 0.5}, 300ms};

TEST_CASE("an address that guesses is stopped, others behind the same proxy are not", "[http][session]") {
    OfficeFixture office({}, Keep::Memory, few);
    const auto log_in = [&](const std::string& name, const std::string& with, const std::string& from) {
        return office.ask("POST", "/api/v1/login", to_json(wire::LoginRequest{name, with}).dump(), "",
                          {{"X-Forwarded-For", "1.2.3.4, " + from}});
    };
    int refused = 0;
    while (refused < 100 && log_in("nobody" + std::to_string(refused), "không đúng mật khẩu", "10.0.0.7").status == 401)
        ++refused;
    CHECK(refused == 5);
    CHECK(log_in("focal", password, "10.0.0.7").status == 429);
    CHECK(log_in("focal", password, "10.0.0.8").status == 200);
    CHECK(office.log_in("focal").status == 200); // from the machine itself
    office.clock.advance(10s);
    CHECK(log_in("focal", password, "10.0.0.7").status == 200);
}

TEST_CASE("an account that asks without end is told to wait, and others are served", "[http][session]") {
    OfficeFixture office({}, Keep::Memory, few);
    const auto token = office.token("focal");
    int served = 0;
    Reply last;
    while (served < 1'000 && (last = office.ask("GET", "/api/v1/changes", "", token)).status == 200)
        ++served;
    CHECK(served == 300);
    CHECK(last.status == 429);
    CHECK(last.headers.at("retry-after") == "5");
    CHECK(office.ask("GET", "/api/v1/changes", "", office.token("leader")).status == 200);
    office.clock.advance(2s);
    CHECK(office.ask("GET", "/api/v1/changes", "", token).status == 200);
}
