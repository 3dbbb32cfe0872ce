// One's own password, devices and second factor, and what administrators do about those of others.
#include "base/text.h"
#include "office_fixture.h"
#include "people/session.h"
#include "service/totp.h"
#include "wire/account_messages.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

const std::string other_password = "con mèo nhà bên ngủ trưa";

struct People {
    OfficeFixture office{};
    std::string admin = office.token("admin");

    Reply post(const std::string& path, const Json& body, const std::string& token) const {
        return office.ask("POST", "/api/v1/" + path, body.dump(), token);
    }
    Reply change(const std::string& token, const std::string& from, const std::string& to) const {
        return post("password", {{"old_password", from}, {"new_password", to}}, token);
    }
    int status(const std::string& token) const { return office.ask("GET", "/api/v1/changes", "", token).status; }
    Json sessions(const std::string& token) const {
        return office.ask("GET", "/api/v1/sessions", "", token).json().value("sessions", Json::array());
    }
    std::string last_action() const { return office.audit().back().action + " " + office.audit().back().subject; }
    int refresh(const Json& login) const {
        return post("refresh", {{"refresh_token", login["refresh_token"]}}, "").status;
    }
};

/// Somebody with a second factor that was set up in the window of an open session.
struct WithFactor : People {
    std::string secret; ///< 20 bytes
    std::vector<std::string> recovery;

    explicit WithFactor(const std::string& name = "office") {
        const auto token = office.token(name);
        const auto begun = post("second-factor/begin", {{"password", password}}, token);
        REQUIRE(begun.status == 200);
        auto tx = *office.stores.database->begin(Database::Mode::Read);
        secret = (*office.stores.factors->find(*tx, name)).value().secret;
        tx.reset();
        CHECK(begun.json()["secret"] == service::to_base32(secret));
        const auto confirmed = post("second-factor/confirm", {{"code", code()}}, token);
        REQUIRE(confirmed.status == 200);
        recovery = wire::factor_confirmed_from_json(confirmed.json())->recovery_codes;
        office.clock.advance(30s);
    }
    std::string code() const { return service::totp_code(secret, service::totp_step(office.clock.now())); }
    Reply give(const Json& login, const std::string& with) const {
        return post("login/code", {{"code", with}}, login["access_token"]);
    }
};

} // namespace

TEST_CASE("a person changes their password, and every other session ends at once", "[http][account]") {
    People people;
    const auto here = people.office.log_in("focal").json();
    const auto there = people.office.log_in("focal").json();
    const auto changed = people.change(here["access_token"], password, other_password);
    REQUIRE(changed.status == 200);
    CHECK(people.last_action() == "password.change focal");
    CHECK(people.status(here["access_token"]) == 200);
    CHECK(people.status(there["access_token"]) == 401);
    CHECK(people.refresh(there) == 401);
    CHECK(people.refresh(here) == 401); // its refresh token is another one now
    CHECK(people.refresh(changed.json()) == 200);
    CHECK(people.office.log_in("focal").status == 401);
    CHECK(people.office.log_in("focal", other_password).status == 200);
}

TEST_CASE("a new password keeps the rule, and the one until now is asked for", "[http][account]") {
    People people;
    const auto token = people.office.token("focal");
    const auto refused = [&](const std::string& from, const std::string& to) {
        const auto reply = people.change(token, from, to);
        CHECK(reply.status == 422);
        return reply.json().value("where", "");
    };
    CHECK(refused(password, "ngắn") == "new_password");
    CHECK(refused(password, "Matkhau@2024!") == "new_password");
    CHECK(refused(password, "Focal đây mà") == "new_password");
    CHECK(refused(password, password) == "new_password");
    CHECK(refused("không đúng mật khẩu", other_password) == "old_password");
    CHECK(people.office.log_in("focal").status == 200);
    for (int i = 0; i < 5; ++i) // guessing here is guessing
        people.change(token, "không đúng mật khẩu", other_password);
    CHECK(people.office.log_in("focal").status == 429);
}

TEST_CASE("a password that an administrator gave is good for choosing another one only", "[http][account]") {
    People people;
    const auto before = people.office.log_in("focal").json();
    REQUIRE(people.post("accounts/focal/password", {{"password", other_password}}, people.admin).status == 200);
    CHECK(people.last_action() == "password.set focal");
    CHECK(people.status(before["access_token"]) == 401);
    CHECK(people.refresh(before) == 401);
    CHECK(people.office.log_in("focal").status == 401);

    const auto first = people.office.log_in("focal", other_password).json();
    CHECK(first["step"] == "password");
    CHECK(first["refresh_token"] == "");
    CHECK(first["expires_in"] == 600);
    const auto stopped = people.office.ask("GET", "/api/v1/changes", "", first["access_token"]);
    CHECK(stopped.status == 403);
    CHECK(stopped.json()["title"] == "First choose a password of your own");
    CHECK(people.change(first["access_token"], other_password, other_password).status == 422);
    const auto chosen = people.change(first["access_token"], other_password, "năm con vịt bơi qua ao");
    REQUIRE(chosen.status == 200);
    CHECK(chosen.json()["step"] == "");
    CHECK(people.status(chosen.json()["access_token"]) == 200);
    CHECK(people.office.log_in("focal", "năm con vịt bơi qua ao").json()["step"] == "");
}

TEST_CASE("a step that is not done within ten minutes is gone", "[http][account]") {
    People people;
    REQUIRE(people.post("accounts/focal/must-change", Json::object(), people.admin).json()["must_change_password"] ==
            true);
    const auto first = people.office.log_in("focal").json();
    CHECK(first["step"] == "password");
    people.office.clock.advance(10min);
    CHECK(people.change(first["access_token"], password, other_password).status == 401);
}

TEST_CASE("an administrator asks for another password on demand, but not by their own hand for themselves",
          "[http][account]") {
    People people;
    const auto before = people.office.token("focal");
    CHECK(people.post("accounts/focal/must-change", Json::object(), people.admin).status == 200);
    CHECK(people.last_action() == "password.must-change focal");
    CHECK(people.status(before) == 401);
    CHECK(people.office.log_in("focal").json()["step"] == "password");
    CHECK(people.post("accounts/nobody/must-change", Json::object(), people.admin).status == 404);
    CHECK(people.post("accounts/nobody/password", {{"password", other_password}}, people.admin).status == 404);
    CHECK(people.post("accounts/admin/password", {{"password", other_password}}, people.admin).status == 422);
    CHECK(people.post("accounts/focal/password", {{"password", "Matkhau@2024!"}}, people.admin).status == 422);
}

TEST_CASE("an account that was added chooses its own password first, where nothing else is said", "[http][account]") {
    People people;
    Json fresh{{"name", "binh.tran"}, {"role", "focal"}, {"agency", "SGD"}, {"password", other_password}};
    CHECK(people.post("accounts", fresh, people.admin).json()["must_change_password"] == true);
    CHECK(people.office.log_in("binh.tran", other_password).json()["step"] == "password");
    fresh["name"] = "chi.le";
    fresh["must_change_password"] = false;
    CHECK(people.post("accounts", fresh, people.admin).status == 201);
    CHECK(people.office.log_in("chi.le", other_password).json()["step"] == "");
}

TEST_CASE("people see on which devices they are logged in and end one or all others", "[http][account]") {
    People people;
    const auto log_in = [&](const std::string& device) {
        return people.post("login", {{"name", "focal"}, {"password", password}, {"device", device}}, "").json();
    };
    const auto desk = log_in("PC-SYT-01");
    people.office.clock.advance(1min);
    const auto home = log_in("Máy ở nhà\nrm -rf");
    people.office.clock.advance(1min);
    const auto hall = log_in(std::string(200, 'x'));
    const auto list = people.sessions(desk["access_token"]);
    REQUIRE(list.size() == 3);
    CHECK(list[2]["device"] == "PC-SYT-01");
    CHECK(list[2]["current"] == true);
    CHECK(list[1]["device"] == "Máy ở nhà rm -rf");
    CHECK(list[1]["current"] == false);
    CHECK(base::length(list[0]["device"].get<std::string>()) == people::most_device_length);
    CHECK(list[2]["last_used"] == "2024-02-12T01:00:00.000Z");

    const std::string id = list[1]["id"];
    CHECK(people.post("sessions/" + id + "/end", Json::object(), people.office.token("leader")).status == 404);
    CHECK(people.post("sessions/" + id + "/end", Json::object(), desk["access_token"]).status == 200);
    CHECK(people.last_action() == "session.end focal");
    CHECK(people.status(home["access_token"]) == 401);
    CHECK(people.refresh(home) == 401);
    CHECK(people.post("sessions/" + id + "/end", Json::object(), desk["access_token"]).status == 404);
    CHECK(people.post("sessions/end-others", Json::object(), desk["access_token"]).status == 200);
    CHECK(people.status(hall["access_token"]) == 401);
    CHECK(people.sessions(desk["access_token"]).size() == 1);
}

TEST_CASE("an administrator sees and ends the sessions of others", "[http][account]") {
    People people;
    const auto focal = people.office.log_in("focal").json();
    const auto again = people.office.log_in("focal").json();
    const auto list = people.office.ask("GET", "/api/v1/accounts/focal/sessions", "", people.admin).json()["sessions"];
    REQUIRE(list.size() == 2);
    CHECK(people.office.ask("GET", "/api/v1/accounts/nobody/sessions", "", people.admin).status == 404);
    const std::string id = list[0]["id"];
    CHECK(people.post("accounts/leader/sessions/" + id + "/end", Json::object(), people.admin).status == 404);
    CHECK(people.post("accounts/focal/sessions/" + id + "/end", Json::object(), people.admin).status == 200);
    CHECK(people.status(focal["access_token"]) + people.status(again["access_token"]) == 401 + 200);
    CHECK(people.post("accounts/focal/end-sessions", Json::object(), people.admin).status == 200);
    CHECK(people.status(focal["access_token"]) + people.status(again["access_token"]) == 401 + 401);
}

TEST_CASE("a session keeps its place in the list when its tokens are renewed", "[http][account]") {
    People people;
    const auto first = people.office.log_in("focal").json();
    people.office.clock.advance(24h);
    const auto renewed = people.post("refresh", {{"refresh_token", first["refresh_token"]}}, "").json();
    const auto list = people.sessions(renewed["access_token"]);
    REQUIRE(list.size() == 1);
    CHECK(list[0]["opened"] == "2024-02-12T01:00:00.000Z");
    CHECK(list[0]["last_used"] == "2024-02-13T01:00:00.000Z");
}

TEST_CASE("with a second factor the password alone is no login", "[http][account]") {
    WithFactor people;
    const auto half = people.office.log_in("office").json();
    CHECK(half["step"] == "code");
    CHECK(half["refresh_token"] == "");
    CHECK(people.status(half["access_token"]) == 403);
    CHECK(people.give(half, "000000").status == 422);
    const std::string code = people.code();
    const auto whole = people.give(half, code);
    REQUIRE(whole.status == 200);
    CHECK(people.status(whole.json()["access_token"]) == 200);
    CHECK(people.give(whole.json(), code).status == 409);
    CHECK(people.give(people.office.log_in("office").json(), code).status == 422); // a code is taken once
    people.office.clock.advance(30s);
    CHECK(people.give(people.office.log_in("office").json(), people.code()).status == 200);
}

TEST_CASE("five wrong codes lock the factor, and the right password does not begin the count anew", "[http][account]") {
    WithFactor people;
    for (int i = 0; i < 5; ++i)
        CHECK(people.give(people.office.log_in("office").json(), "000000").status == 422);
    CHECK(people.last_action() == "code.refused office");
    const auto locked = people.give(people.office.log_in("office").json(), people.code());
    CHECK(locked.status == 429);
    people.office.clock.advance(15min);
    CHECK(people.give(people.office.log_in("office").json(), people.code()).status == 200);
}

TEST_CASE("a recovery code logs in once and is noted", "[http][account]") {
    WithFactor people;
    REQUIRE(people.recovery.size() == 10);
    const auto in = people.give(people.office.log_in("office").json(), people.recovery[3]);
    REQUIRE(in.status == 200);
    CHECK(people.last_action() == "recovery-code.used office");
    CHECK(people.office.ask("GET", "/api/v1/account", "", in.json()["access_token"]).json()["recovery_codes"] == 9);
    CHECK(people.give(people.office.log_in("office").json(), people.recovery[3]).status == 422);
}

TEST_CASE("who has a second factor changes it with a code of it only", "[http][account]") {
    WithFactor people;
    const auto whole = people.give(people.office.log_in("office").json(), people.code()).json();
    const std::string token = whole["access_token"];
    CHECK(people.post("second-factor/begin", {{"password", password}}, token).status == 409);
    CHECK(people.post("second-factor/remove", {{"code", "000000"}}, token).status == 422);
    people.office.clock.advance(30s);
    CHECK(people.post("second-factor/remove", {{"code", people.code()}}, token).status == 200);
    CHECK(people.last_action() == "second-factor.remove office");
    CHECK(people.office.log_in("office").json()["step"] == "");
    CHECK(people.post("second-factor/begin", {{"password", "không đúng mật khẩu"}}, token).status == 422);
}

TEST_CASE("an administrator resets a second factor, another one that of an administrator", "[http][account]") {
    WithFactor people;
    const auto whole = people.give(people.office.log_in("office").json(), people.code()).json();
    CHECK(people.post("accounts/office/second-factor/reset", Json::object(), people.admin).json()["second_factor"] ==
          false);
    CHECK(people.last_action() == "second-factor.remove office");
    CHECK(people.status(whole["access_token"]) == 401);
    CHECK(people.office.log_in("office").json()["step"] == "");
    CHECK(people.post("accounts/admin/second-factor/reset", Json::object(), people.admin).status == 422);
}

TEST_CASE("a role that the office asks for a second factor sets it up at its first login", "[http][account]") {
    People people;
    people.office.server.reset();
    people.office.start({people::Role::Admin});
    auto client = people.office.client();
    const auto half = client.login({"admin", password});
    REQUIRE(half);
    CHECK(half->step == people::LoginStep::Enrol);
    CHECK(client.list_accounts().error().code == ErrorCode::Forbidden);
    CHECK(client.login_code("123456").error().code == ErrorCode::Forbidden);
    const auto key = client.begin_second_factor("");
    REQUIRE(key);
    CHECK(key->uri.starts_with("otpauth://totp/Canbo:admin?secret=" + key->secret));
    auto tx = *people.office.stores.database->begin(Database::Mode::Read);
    const auto secret = (*people.office.stores.factors->find(*tx, "admin")).value().secret;
    tx.reset();
    CHECK(client.confirm_second_factor("000000").error().code == ErrorCode::InvalidInput);
    const auto confirmed =
        client.confirm_second_factor(service::totp_code(secret, service::totp_step(people.office.clock.now())));
    REQUIRE(confirmed);
    CHECK(confirmed->recovery_codes.size() == 10);
    CHECK(client.list_accounts());
    CHECK(client.own_account()->needs_second_factor);
    CHECK(people.office.log_in("focal").json()["step"] == "");
}

TEST_CASE("the factor comes before the new password when both are due", "[http][account]") {
    WithFactor people;
    REQUIRE(people.post("accounts/office/must-change", Json::object(), people.admin).status == 200);
    auto client = people.office.client();
    CHECK(client.login({"office", password})->step == people::LoginStep::Code);
    CHECK(client.change_password({password, other_password}).error().code == ErrorCode::Forbidden);
    CHECK(client.login_code(people.code())->step == people::LoginStep::Password);
    CHECK(client.change_password({password, other_password})->step == people::LoginStep::Nothing);
    CHECK(client.sessions()->size() == 1);
}
