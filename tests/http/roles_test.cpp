#include "office_fixture.h"
#include "service/routes.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

std::string filled(std::string pattern) {
    for (const auto& [name, value] : {std::pair<std::string, std::string>{"{id}", base::new_uuid()},
                                      {"{digest}", base::sha256_hex("nothing")},
                                      {"{name}", "nobody.here"},
                                      {"{exam}", "nothing"}})
        if (const auto at = pattern.find(name); at != std::string::npos)
            pattern.replace(at, name.size(), value);
    return pattern;
}

std::string base64url(std::string_view bytes) {
    std::string text = base::to_base64(bytes);
    for (char& c : text)
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    while (!text.empty() && text.back() == '=')
        text.pop_back();
    return text;
}

std::string forged(const Json& header, const Json& claims, const std::string& key) {
    const std::string content = base64url(header.dump()) + "." + base64url(claims.dump());
    return content + "." + (key.empty() ? "" : base64url(base::hmac_sha256(key, content)));
}

/// The session that a token speaks of.
std::string session_in(const std::string& token) {
    std::string middle = token.substr(token.find('.') + 1);
    middle.resize(middle.find('.'));
    for (char& c : middle)
        c = c == '-' ? '+' : c == '_' ? '/' : c;
    middle.append((4 - middle.size() % 4) % 4, '=');
    return Json::parse(*base::from_base64(middle))["sid"];
}

/// Of another office, run out, of nobody, without a signature, and no token at all.
std::vector<std::string> wrong_tokens(const OfficeFixture& office) {
    const auto now = std::chrono::floor<std::chrono::seconds>(office.clock.now()).time_since_epoch().count();
    const Json header = {{"alg", "HS256"}, {"typ", "JWT"}};
    const Json admin = {{"sub", "admin"},  {"sid", session_in(office.token("admin"))},
                        {"role", "admin"}, {"agency", ""},
                        {"iat", now},      {"exp", now + 600}};
    Json old = admin;
    old["exp"] = now - 1;
    Json nobody = admin;
    nobody["sub"] = "nobody.here";
    Json stolen = admin; // somebody else's session
    stolen["sid"] = session_in(office.token("focal"));
    Json ended = admin;
    ended["sid"] = base::new_uuid();
    return {forged(header, admin, std::string(32, 'k')),
            forged(header, old, office.token_secret),
            forged(header, nobody, office.token_secret),
            forged(header, stolen, office.token_secret),
            forged(header, ended, office.token_secret),
            forged({{"alg", "none"}, {"typ", "JWT"}}, admin, ""),
            "x.y.z"};
}

} // namespace

TEST_CASE("each route lets in the roles of its permission and nobody else", "[http][roles]") {
    OfficeFixture office;
    std::map<people::Role, std::string> tokens;
    for (const auto role : {people::Role::Learner, people::Role::Focal, people::Role::Leader, people::Role::Invigilator,
                            people::Role::Council, people::Role::Office, people::Role::Admin, people::Role::Auditor})
        tokens[role] = office.token(std::string(people::role_name(role)));
    int asked = 0;
    for (const auto& route : service::office_routes()) {
        for (const auto& [role, token] : tokens) {
            INFO(route.method << " " << route.pattern << " as " << people::role_name(role));
            const int status = office.ask(route.method, filled(route.pattern), "", token).status;
            if (route.access.open)
                CHECK(status != 403);
            else
                CHECK((status != 403 && status != 401) == route.access.allows(role));
            CHECK(status < 500);
            ++asked;
        }
        INFO(route.method << " " << route.pattern << " without login");
        const auto nobody = office.ask(route.method, filled(route.pattern));
        CHECK((nobody.status == 401) == !route.access.open);
        if (route.access.open)
            continue;
        for (const auto& token : wrong_tokens(office)) { // whatever is wrong with it, the answer does not tell
            const auto stranger = office.ask(route.method, filled(route.pattern), "", token);
            CHECK(stranger.status == 401);
            CHECK(stranger.body == nobody.body);
        }
    }
    CHECK(asked == 8 * 43);
}

TEST_CASE("a login that has a step to do is let in at that step and nowhere else", "[http][roles]") {
    using people::LoginStep;
    OfficeFixture office;
    const auto admin = office.token("admin");
    int asked = 0;
    for (const auto role :
         {people::Role::Learner, people::Role::Focal, people::Role::Office, people::Role::Admin, people::Role::Auditor})
        for (const auto step : {LoginStep::Code, LoginStep::Enrol, LoginStep::Password})
            for (const auto& route : service::office_routes()) {
                const std::string name(people::role_name(role));
                const std::string token = office.token(name); // a step ends or is done with: a fresh one each time
                {
                    auto tx = *office.stores.database->begin(Database::Mode::Write);
                    auto session = (*office.stores.sessions->find(*tx, session_in(token), office.clock.now())).value();
                    session.step = step;
                    REQUIRE(office.stores.sessions->put(*tx, session));
                    REQUIRE(tx->commit());
                }
                INFO(route.method << " " << route.pattern << " as " << name << " at " << people::step_name(step));
                const auto reply = office.ask(route.method, filled(route.pattern), "", token);
                CHECK((reply.status != 403) == (route.access.open || route.access.step == step));
                if (!route.access.open && route.access.step != step)
                    CHECK(reply.json().value("where", "") == people::step_name(step));
                ++asked;
            }
    CHECK(asked == 5 * 3 * 43);
}

TEST_CASE("only a fresh token that this office signed by HS256 is a login", "[http][roles]") {
    OfficeFixture office;
    const auto now = std::chrono::floor<std::chrono::seconds>(office.clock.now()).time_since_epoch().count();
    const Json claims = {{"sub", "admin"},  {"sid", session_in(office.token("admin"))},
                         {"role", "admin"}, {"agency", ""},
                         {"iat", now},      {"exp", now + 600}};
    const Json header = {{"alg", "HS256"}, {"typ", "JWT"}};
    const auto with = [&](const char* key, const Json& value) {
        Json changed = claims;
        changed[key] = value;
        return changed;
    };
    const auto status = [&](const std::string& token) {
        return office.ask("GET", "/api/v1/accounts", "", token).status;
    };
    REQUIRE(status(forged(header, claims, office.token_secret)) == 200); // so the forger here is good enough
    Json without_end = claims;
    without_end.erase("exp");
    const std::string good = office.token("admin");
    const std::vector<std::string> bad{
        forged(header, claims, std::string(32, 'k')),
        forged({{"alg", "none"}, {"typ", "JWT"}}, claims, ""),
        forged({{"alg", "none"}, {"typ", "JWT"}}, claims, office.token_secret),
        forged({{"alg", "HS512"}, {"typ", "JWT"}}, claims, office.token_secret),
        forged({{"alg", "RS256"}, {"typ", "JWT"}}, claims, office.token_secret),
        forged({{"alg", "hs256"}, {"typ", "JWT"}}, claims, office.token_secret),
        forged(header, with("exp", now - 1), office.token_secret),
        forged(header, with("exp", "tomorrow"), office.token_secret),
        forged(header, with("exp", nullptr), office.token_secret),
        forged(header, without_end, office.token_secret),
        forged(header, with("sub", "nobody.here"), office.token_secret),
        forged(header, with("sub", Json::array()), office.token_secret),
        forged(header, with("sid", ""), office.token_secret),
        forged(header, with("sid", nullptr), office.token_secret),
        forged(header, with("sid", Json::array()), office.token_secret),
        forged(header, with("sid", base::new_uuid()), office.token_secret),
        forged(Json::array(), claims, office.token_secret),
        good.substr(0, good.size() - 2),
        good + "A",
        good.substr(0, good.rfind('.')),
        "..",
        "a.b.c",
        "x",
        std::string(6'000, 'a'),
        std::string(1'500, '['),
    };
    for (const auto& token : bad) {
        INFO(token.substr(0, 120));
        CHECK(status(token) == 401);
    }
    for (const auto& scheme : {"Basic ", "Bearer", "bearer\t", ""})
        CHECK(office.ask("GET", "/api/v1/accounts", "", "", {{"Authorization", scheme + good}}).status == 401);
    CHECK(office.ask("GET", "/api/v1/accounts", "", "", {{"Authorization", "BEARER " + good}}).status == 200);
}

TEST_CASE("what stands in the token is not believed over the account", "[http][roles]") {
    OfficeFixture office;
    const auto now = std::chrono::floor<std::chrono::seconds>(office.clock.now()).time_since_epoch().count();
    const Json claims = {{"sub", "focal"},  {"sid", session_in(office.token("focal"))},
                         {"role", "admin"}, {"agency", "SGD"},
                         {"iat", now},      {"exp", now + 600}};
    CHECK(
        office
            .ask("GET", "/api/v1/accounts", "", forged({{"alg", "HS256"}, {"typ", "JWT"}}, claims, office.token_secret))
            .status == 403);
}

TEST_CASE("unknown addresses and wrong methods are told apart", "[http][roles]") {
    OfficeFixture office;
    const auto missing = office.ask("GET", "/api/v1/nothing");
    CHECK(missing.status == 404);
    CHECK(missing.type() == "urn:canbo:error:not-found");
    CHECK(missing.headers.at("content-type") == "application/problem+json");
    const auto wrong = office.ask("DELETE", "/api/v1/accounts");
    CHECK(wrong.status == 405);
    CHECK(wrong.headers.at("allow") == "GET, POST, HEAD");
    CHECK(office.ask("GET", "/api/v1/login").headers.at("allow") == "POST");
    for (const char* path : {"/", "/api/v1/entries/", "/api/v1/entries/a/b", "//health", "/health/", "/API/V1/login",
                             "/api/v1/accounts//disable", "/api/v1/entries/%2e%2e", "/../etc/passwd"}) {
        INFO(path);
        const int status = office.ask("GET", path).status;
        CHECK((status == 404 || status == 405 || status == 401));
    }
    CHECK(office.ask("HEAD", "/health").status == 200);
}

TEST_CASE("the probes tell how the office is without a login", "[http]") {
    OfficeFixture office;
    CHECK(office.ask("GET", "/health").json()["status"] == "ok");
    CHECK(office.ask("GET", "/ready").json()["status"] == "ready");
    office.put(entry_of("focal", "SYT", "a"), office.token("focal"));
    office.clock.advance(std::chrono::seconds(90));
    const auto metrics = office.ask("GET", "/metrics");
    CHECK(metrics.headers.at("content-type").starts_with("text/plain"));
    for (const char* line :
         {"canbo_entries 1\n", "canbo_uptime_seconds 90\n", "canbo_requests_total{status=\"200\"} 3\n",
          "canbo_requests_total{status=\"201\"} 1\n",
          "canbo_request_seconds_count{method=\"PUT\",route=\"/api/v1/entries/{id}\"} 1\n",
          "canbo_request_seconds_bucket{method=\"PUT\",route=\"/api/v1/entries/{id}\",le=\"+Inf\"} 1\n",
          "canbo_feed_lag_entries 0\n", "canbo_commit_batch_size_count 2\n", "canbo_commit_batch_size_sum 3\n"}) {
        INFO(metrics.body);
        CHECK(metrics.body.find(line) != std::string::npos);
    }
    const auto document = office.ask("GET", "/api/v1/openapi.json");
    CHECK(document.body == service::openapi_text());
}
