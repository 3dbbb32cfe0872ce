// Logging in by a login service (OpenID Connect): what the office believes, and everything it does not.
#include "office_fixture.h"
#include "service/id_token.h"
#include "service/oidc_login.h"
#include "support/oidc_provider.h"
#include "wire/account_messages.h"
#include "wire/browser_login.h"

#include <catch2/catch.hpp>

#include <map>
#include <thread>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

const Json nurse = {{"preferred_username", "Lan.Pham"},
                    {"name", "Phạm Thị Lan"},
                    {"roles", {"reader", "canbo-focal"}},
                    {"agency", "SYT"}};

service::OidcOptions options_of(const OidcProvider& provider) {
    service::OidcOptions options;
    options.issuer = provider.issuer();
    options.client_id = provider.client_id;
    options.client_secret = provider.client_secret;
    options.roles = {{"canbo-admin", people::Role::Admin}, {"canbo-focal", people::Role::Focal}};
    return options;
}

/// An office whose people may come by the provider.
struct House {
    OidcProvider provider{};
    std::unique_ptr<service::OidcLogin> login{std::make_unique<service::OidcLogin>(options_of(provider))};
    OfficeFixture office{};

    House() {
        office.server.reset();
        office.clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(
            base::SystemClock{}.now() - office.clock.now())); // the provider's time is real
        office.login_service = login.get();
        office.start({});
    }
    ~House() { office.server.reset(); }

    static constexpr const char* redirect = "http://127.0.0.1:9/canbo";
    const std::string verifier = std::string(43, 'v');
    const std::string nonce = std::string(20, 'n');

    wire::ServiceLogin brought(const Json& claims = nurse, const std::string& subject = "subject-1") {
        Json all = claims;
        all["nonce"] = nonce;
        const auto challenge = service::to_base64url(base::sha256(verifier));
        return {provider.code_for(subject, all, challenge, redirect), verifier, redirect, nonce, "PC-01"};
    }
    Reply ask(const wire::ServiceLogin& with) const {
        return office.ask("POST", "/api/v1/login/service", to_json(with).dump());
    }
    int status(const Json& claims = nurse, const std::string& subject = "subject-1") {
        return ask(brought(claims, subject)).status;
    }
};

/// The query of an address, without its escapes.
std::map<std::string, std::string> query_of(const std::string& url) {
    std::map<std::string, std::string> query;
    std::string name, value, *now = &name;
    for (std::size_t i = url.find('?') + 1; i <= url.size(); ++i) {
        if (i == url.size() || url[i] == '&') {
            query[name] = value;
            name.clear();
            value.clear();
            now = &name;
        } else if (url[i] == '=') {
            now = &value;
        } else if (url[i] == '%') {
            *now += static_cast<char>(std::stoi(url.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            *now += url[i];
        }
    }
    return query;
}

Json with(Json claims, const char* key, const Json& value) {
    claims[key] = value;
    return claims;
}

} // namespace

TEST_CASE("who the login service vouches for has an account with role and agency of the claims", "[http][service]") {
    for (const char* algorithm : {"RS256", "ES256"}) {
        House house;
        house.provider.algorithm = algorithm;
        const auto reply = house.ask(house.brought());
        REQUIRE(reply.status == 200);
        CHECK(reply.json()["name"] == "lan.pham");
        CHECK(reply.json()["role"] == "focal");
        CHECK(reply.json()["agency"] == "SYT");
        CHECK(reply.json()["step"] == "");
        CHECK(house.office.ask("GET", "/api/v1/changes", "", reply.json()["access_token"]).status == 200);
        CHECK(house.office.audit().back().action == "account.add-by-service");
        CHECK(house.office.log_in("lan.pham").status == 401); // no password opens it
        const auto own = house.office.ask("GET", "/api/v1/account", "", reply.json()["access_token"]).json();
        CHECK(own["external"] == true);
        CHECK(own["display_name"] == "Phạm Thị Lan");
    }
}

TEST_CASE("the claims of the next login hold from then on", "[http][service]") {
    House house;
    REQUIRE(house.status() == 200);
    const auto moved = house.ask(house.brought(with(nurse, "agency", "SGD"))).json();
    CHECK(moved["agency"] == "SGD");
    const auto promoted = house.ask(house.brought(with(nurse, "roles", "canbo-admin"))).json();
    CHECK(promoted["role"] == "admin");
    CHECK(house.status(with(nurse, "roles", Json::array())) == 403); // no role here any more
    const auto admin = house.office.token("admin");
    CHECK(house.office.ask("POST", "/api/v1/accounts/lan.pham/disable", "", admin).status == 200);
    CHECK(house.status() == 401);
    CHECK(house.office.ask("POST", "/api/v1/accounts/lan.pham/must-change", "", admin).status == 422);
}

TEST_CASE("the service's word makes nobody the owner of another one's account", "[http][service]") {
    House house;
    CHECK(house.status(with(nurse, "preferred_username", "focal")) == 409); // has a password here
    REQUIRE(house.status() == 200);
    CHECK(house.status(nurse, "subject-2") == 409); // another person who took the name
}

TEST_CASE("without a usable name, role or agency nobody is let in", "[http][service]") {
    House house;
    CHECK(house.status(with(nurse, "preferred_username", "Phạm Lan")) == 403);
    CHECK(house.status(with(nurse, "preferred_username", Json::array())) == 403);
    CHECK(house.status(with(nurse, "roles", {"canbo-everything"})) == 403);
    CHECK(house.status(with(nurse, "roles", 7)) == 403);
    CHECK(house.status(with(nurse, "agency", "")) == 403);
    CHECK(house.status(with(nurse, "agency", "NOWHERE")) == 422);
}

TEST_CASE("a code is redeemed once, by who asked for it", "[http][service]") {
    House house;
    const auto once = house.brought();
    CHECK(house.ask(once).status == 200);
    CHECK(house.ask(once).status == 401);
    auto stolen = house.brought();
    stolen.verifier = std::string(43, 'w');
    CHECK(house.ask(stolen).status == 401);
    auto elsewhere = house.brought();
    elsewhere.redirect_uri = "http://127.0.0.1:10/canbo";
    CHECK(house.ask(elsewhere).status == 401);
    auto replayed = house.brought();
    replayed.nonce = std::string(20, 'm');
    CHECK(house.ask(replayed).status == 401);
    for (const char* outside :
         {"https://example.com/canbo", "http://127.0.0.1:9@example.com/", "http://localhost:9/"}) {
        auto led_away = house.brought();
        led_away.redirect_uri = outside;
        CHECK(house.ask(led_away).status == 422);
    }
}

TEST_CASE("an ID token that is not signed as it must be proves nothing", "[http][service]") {
    House house;
    REQUIRE(house.status() == 200);
    const auto refused_header = [&](const char* key, const Json& value) {
        house.provider.change_header = [=](Json& header) { header[key] = value; };
        const int status = house.status();
        house.provider.change_header = {};
        return status == 401;
    };
    for (const char* algorithm : {"none", "None", "HS256", "RS512", "PS256", "ES256", "rs256", ""}) // signed by RS256
        CHECK(refused_header("alg", algorithm));
    CHECK(refused_header("alg", nullptr));
    CHECK(refused_header("kid", "another"));
    CHECK(refused_header("crit", Json::array({"exp"})));
    const auto refused_token = [&](std::function<void(std::string&)> change) {
        house.provider.change_token = std::move(change);
        const int status = house.status();
        house.provider.change_token = {};
        return status == 401;
    };
    CHECK(refused_token([](std::string& token) { token.resize(token.rfind('.') + 1); })); // no signature
    CHECK(refused_token([](std::string& token) { token.resize(token.size() - 4); }));
    CHECK(refused_token([](std::string& token) { token.insert(token.find('.') + 5, "A"); }));
    CHECK(refused_token([](std::string& token) { token = "a.b.c"; }));
    CHECK(refused_token([](std::string& token) { token = std::string(20'000, 'a'); }));
    CHECK(refused_token([](std::string& token) { token.clear(); }));
    CHECK(house.status() == 200);
}

TEST_CASE("an ID token for somebody else, of another time or another issuer proves nothing", "[http][service]") {
    House house;
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    const auto status_with = [&](const char* key, const Json& value) {
        house.provider.change_claims = [=](Json& claims) { claims[key] = value; };
        return house.status();
    };
    CHECK(status_with("iss", "https://other.example") == 401);
    CHECK(status_with("iss", house.provider.issuer() + "/") == 401);
    CHECK(status_with("aud", "another-client") == 401);
    CHECK(status_with("aud", Json::array({"another-client"})) == 401);
    CHECK(status_with("aud", Json::array({"canbo", "another-client"})) == 401); // for whom of them?
    CHECK(status_with("azp", "another-client") == 401);
    CHECK(status_with("exp", now - 61) == 401);
    CHECK(status_with("exp", "soon") == 401);
    CHECK(status_with("exp", nullptr) == 401);
    CHECK(status_with("iat", now + 120) == 401);
    CHECK(status_with("nbf", now + 120) == 401);
    CHECK(status_with("nonce", "") == 401);
    CHECK(status_with("nonce", nullptr) == 401);
    CHECK(status_with("sub", "") == 401);
    CHECK(status_with("sub", std::string(256, 's')) == 401);
    CHECK(status_with("exp", now - 30) == 200); // clocks differ
    CHECK(status_with("aud", Json::array({"canbo"})) == 200);
}

TEST_CASE("weak, foreign or malformed keys open nothing", "[http][service]") {
    const auto refused = [](std::function<void(Json&)> change) {
        House house;
        house.provider.change_keys = std::move(change);
        return house.status() == 401;
    };
    CHECK(refused([](Json& keys) { keys["keys"][0]["n"] = service::to_base64url(std::string(128, '\xc1')); }));
    CHECK(refused([](Json& keys) { keys["keys"][0]["e"] = "AQ"; }));
    CHECK(refused([](Json& keys) { keys["keys"][0]["kty"] = "oct"; }));
    CHECK(refused([](Json& keys) { keys["keys"][0]["use"] = "enc"; }));
    CHECK(refused([](Json& keys) { keys["keys"][0]["alg"] = "RS512"; }));
    CHECK(refused([](Json& keys) { keys["keys"][0].erase("n"); }));
    CHECK(refused([](Json& keys) { keys["keys"] = Json::array(); }));
    CHECK(refused([](Json& keys) { keys = Json::array({1, 2}); }));
    CHECK(refused([](Json& keys) { keys["keys"].push_back(keys["keys"][0]); })); // two of one name
}

TEST_CASE("a provider that changes its keys is believed by the new ones, and not asked without end",
          "[http][service]") {
    House house;
    REQUIRE(house.status() == 200);
    REQUIRE(house.status() == 200);
    CHECK(house.provider.document_reads() == 1);
    CHECK(house.provider.key_reads() == 1);
    house.provider.new_keys();
    CHECK(house.status() == 401); // less than a minute after the keys were read
    CHECK(house.provider.key_reads() == 1);
    service::OidcLogin later(options_of(house.provider));
    CHECK(later.vouch(house.brought(), house.office.clock.now() - 1h).error().code == ErrorCode::Unauthenticated);
    CHECK(later.vouch(house.brought(), base::SystemClock{}.now()));
}

TEST_CASE("a provider that says it is another one, or cannot be reached, lets nobody in", "[http][service]") {
    House house;
    house.provider.change_discovery = [](Json& document) { document["issuer"] = "https://other.example"; };
    CHECK(house.status() == 503);
    const int reads = house.provider.document_reads();
    CHECK(house.status() == 503); // at once: who asks again does not wait for it again
    CHECK(house.provider.document_reads() == reads);
    House elsewhere;
    elsewhere.provider.change_discovery = [](Json& found) { found["token_endpoint"] = "http://example.com/token"; };
    CHECK(elsewhere.status() == 503);
    service::OidcOptions nowhere = options_of(house.provider);
    nowhere.issuer = "http://127.0.0.1:9";
    CHECK(service::OidcLogin(nowhere).methods().error().code == ErrorCode::Unreachable);
    nowhere.issuer = "http://login.example";
    CHECK(service::OidcLogin(nowhere).methods().error().code == ErrorCode::Unreachable);
}

TEST_CASE("an office without a login service says so", "[http][service]") {
    OfficeFixture office;
    CHECK(office.ask("GET", "/api/v1/login/methods").json() == Json{{"password", true}});
    const wire::ServiceLogin any{"code", std::string(43, 'v'), House::redirect, std::string(20, 'n'), ""};
    CHECK(office.ask("POST", "/api/v1/login/service", to_json(any).dump()).status == 404);
    auto client = office.client();
    CHECK(wire::BrowserLogin::begin(*client.login_methods()).error().code == ErrorCode::NotFound);
}

TEST_CASE("a desk's browser brings its person in, and nobody else's does", "[http][service]") {
    House house;
    auto client = house.office.client();
    const auto methods = client.login_methods();
    REQUIRE(methods);
    auto browser = wire::BrowserLogin::begin(*methods);
    REQUIRE(browser);
    auto asked = query_of(browser->url());
    CHECK(asked["tenant"] == "lao-cai"); // what the endpoint had already
    CHECK(asked["response_type"] == "code");
    CHECK(asked["code_challenge_method"] == "S256");
    CHECK(asked["client_id"] == "canbo");
    const std::string back = asked["redirect_uri"];
    REQUIRE(back.starts_with("http://127.0.0.1:"));
    const auto port = static_cast<std::uint16_t>(std::stoi(back.substr(17)));
    const auto visit = [&](const std::string& query) {
        RawConnection connection(port);
        connection.send("GET /canbo?" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        return std::stoi(connection.receive().substr(9, 3));
    };
    Json claims = nurse;
    claims["nonce"] = asked["nonce"];
    const auto code = house.provider.code_for("subject-1", claims, asked["code_challenge"], asked["redirect_uri"]);
    int forged = 0, right = 0;
    std::thread person([&] {
        forged = visit("code=stolen&state=another");
        right = visit("code=" + code + "&state=" + asked["state"]);
    });
    auto brought = browser->wait(20s);
    person.join();
    REQUIRE(brought);
    CHECK(forged == 404);
    CHECK(right == 200);
    const auto in = client.login_by_service(*brought);
    REQUIRE(in);
    CHECK(in->name == "lan.pham");
    CHECK(client.sessions()->size() == 1);
}

TEST_CASE("waiting for the browser ends in time, or when it is told to", "[http][service]") {
    const wire::LoginMethods methods{"https://id.example/authorize", "canbo", "openid", 0};
    auto browser = wire::BrowserLogin::begin(methods);
    REQUIRE(browser);
    CHECK(browser->wait(0s).error().code == ErrorCode::Unreachable);
    CHECK(browser->wait(60s, [] { return true; }).error().code == ErrorCode::Cancelled);
    CHECK(wire::BrowserLogin::begin({"http://id.example/authorize", "canbo", "openid", 0}).error().code ==
          ErrorCode::Unreachable);
}
