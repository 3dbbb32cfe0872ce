#include "base/issues.h"
#include "base/json.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("a JSON text in NFD comes out in NFC", "[base][json]") {
    const auto value = base::parse_json("{\"a\": \"e\xcc\xa3\xcc\x82\"}");
    REQUIRE(value);
    CHECK((*value)["a"] == "ệ");
}

TEST_CASE("hostile JSON gets an error and never a crash", "[base][json]") {
    CHECK(base::parse_json("{\"a\": 1").error().code == ErrorCode::InvalidInput);
    CHECK(base::parse_json("").error().code == ErrorCode::InvalidInput);
    CHECK(base::parse_json("{\"a\": \"\xff\"}").error().code == ErrorCode::InvalidInput);
    CHECK(base::parse_json("{\"a\": 1, \"a\": 2}").error().message == "A JSON object names the same key twice");
    CHECK(base::parse_json(std::string(1000, '[')).error().code == ErrorCode::TooLarge);
    CHECK(base::parse_json(std::string(100, ' '), {50, 8}).error().code == ErrorCode::TooLarge);
    CHECK(base::parse_json("{\"a\":1}{").error().code == ErrorCode::InvalidInput);
}

TEST_CASE("a reader collects every wrong field of an object", "[base][json]") {
    const Json value = {{"name", 5}, {"percent", 140}, {"extra", true}, {"text", "a\rb"}};
    Issues issues;
    base::ObjectReader in(value, "models[6]", issues);
    in.text("name");
    in.optional_integer("percent", 0, 100);
    in.text("title");
    in.text("text");
    in.finish();
    REQUIRE(issues.items().size() == 5);
    CHECK(issues.items()[0].where == "models[6].name");
    CHECK(issues.items()[1].where == "models[6].percent");
    CHECK(issues.items()[2].sentence == "This field is missing");
    CHECK(issues.items()[3].where == "models[6].text");
    CHECK(issues.items()[4].sentence == "This field is not known here");
}
