#include "base/json.h"
#include "service/routes.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <utility>

using namespace canbo;

namespace {

using Operation = std::pair<std::string, std::string>; // path, method

const Json& document() {
    static const Json json = *base::parse_json(service::openapi_text());
    return json;
}

std::string upper_ascii(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

} // namespace

TEST_CASE("the OpenAPI file and the handlers name the same routes", "[service][openapi]") {
    CHECK(document()["openapi"] == "3.1.0");
    std::set<Operation> described;
    for (const auto& [path, methods] : document()["paths"].items())
        for (const auto& [method, operation] : methods.items())
            described.insert({path, upper_ascii(method)});
    std::set<Operation> handled;
    for (const auto& route : service::office_routes())
        CHECK(handled.insert({route.pattern, route.method}).second);
    for (const auto& route : handled)
        if (!described.contains(route))
            FAIL_CHECK("not in openapi.json: " << route.second << " " << route.first);
    for (const auto& operation : described)
        if (!handled.contains(operation))
            FAIL_CHECK("no handler: " << operation.second << " " << operation.first);
}

TEST_CASE("the OpenAPI file says who may call each route", "[service][openapi]") {
    const std::array<std::pair<people::Permission, const char*>, 6> names{
        {{people::Permission::WriteReport, "WriteReport"},
         {people::Permission::AttachFiles, "AttachFiles"},
         {people::Permission::HoldExams, "HoldExams"},
         {people::Permission::ManageAccounts, "ManageAccounts"},
         {people::Permission::ManagePersonalData, "ManagePersonalData"},
         {people::Permission::ReadAudit, "ReadAudit"}}};
    for (const auto& route : service::office_routes()) {
        std::string method = route.method;
        std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return std::tolower(c); });
        const Json& operation = document()["paths"][route.pattern][method];
        INFO(route.method << " " << route.pattern);
        CHECK(operation["security"].empty() == route.access.open);
        std::string expected;
        for (const auto& [permission, name] : names)
            if (route.access.permission == permission)
                expected = name;
        CHECK(operation.value("x-canbo-permission", "") == expected);
        CHECK(route.access.permission.has_value() == !expected.empty());
        CHECK(operation.value("x-canbo-login-step", "") ==
              people::step_name(route.access.step.value_or(people::LoginStep::Nothing)));
        if (!route.access.open)
            CHECK(operation["responses"].contains("401"));
        if (route.access.permission)
            CHECK(operation["responses"].contains("403"));
    }
}

TEST_CASE("every reference inside the OpenAPI file leads somewhere", "[service][openapi]") {
    std::size_t references = 0;
    const auto walk = [&](const auto& self, const Json& node) -> void {
        if (node.is_object() && node.contains("$ref") && node["$ref"].is_string()) {
            ++references;
            const std::string target = node["$ref"];
            REQUIRE(target.starts_with("#/"));
            CHECK(document().contains(Json::json_pointer(target.substr(1))));
        }
        for (const auto& child : node)
            if (child.is_structured())
                self(self, child);
    };
    walk(walk, document());
    CHECK(references > 50);
}

TEST_CASE("only probes, the description and the ways to log in are open", "[service]") {
    std::set<std::string> open;
    for (const auto& route : service::office_routes())
        if (route.access.open)
            open.insert(route.method + " " + route.pattern);
    CHECK(open == std::set<std::string>{"GET /health", "GET /ready", "GET /metrics", "GET /api/v1/openapi.json",
                                        "POST /api/v1/login", "POST /api/v1/refresh", "GET /api/v1/login/methods",
                                        "POST /api/v1/login/service"});
}

TEST_CASE("the room's OpenAPI file and its handlers name the same routes and callers", "[service][openapi]") {
    const auto room = *base::parse_json(service::room_openapi_text());
    CHECK(room["openapi"] == "3.1.0");
    std::map<Operation, std::string> described, handled;
    for (const auto& [path, methods] : room["paths"].items())
        for (const auto& [method, operation] : methods.items()) {
            const std::string caller = operation["x-canbo-caller"];
            described[{path, upper_ascii(method)}] = caller;
            CHECK(operation["security"].empty() == (caller == "anybody"));
            CHECK(operation["responses"].contains("401") == (caller != "anybody"));
        }
    for (const auto& route : service::room_route_infos())
        CHECK(handled.insert({{route.path, route.method}, route.caller}).second);
    for (const auto& [operation, caller] : handled)
        if (described[operation] != caller)
            FAIL_CHECK("not so in room_openapi.json: " << operation.second << " " << operation.first << " " << caller);
    for (const auto& [operation, caller] : described)
        if (!handled.contains(operation))
            FAIL_CHECK("no handler: " << operation.second << " " << operation.first);
}
