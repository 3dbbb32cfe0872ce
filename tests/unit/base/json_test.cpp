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

TEST_CASE("a right text has the value the JSON library gives it, whichever way it was read", "[base][json]") {
    const std::vector<std::string> texts = {"null",
                                            "true",
                                            "0",
                                            "-0",
                                            "-0.0",
                                            "1.0",
                                            "150000000000000000",
                                            "18446744073709551615",
                                            "18446744073709551616",
                                            "-9223372036854775808",
                                            "-9223372036854775809",
                                            "100000000000000000000",
                                            "5e-324",
                                            "1.7976931348623157e308",
                                            "0.1e1",
                                            "123456789012345678901234567890.5",
                                            R"("Đắk Lắk \u1ec7 \ud83d\ude00 \u0000 \/ \n")",
                                            "[]",
                                            "{}",
                                            R"([[],{},[{"b":1,"a":[null,false,-7,2.5e-7]}]])",
                                            R"({"z":1,"a":{"é":2},"":"","B":[1,2,3]})",
                                            "\xef\xbb\xbf{\"a\":1}",
                                            " \t\r\n{ \"a\" : [ 1 , 2 ] } \n"};
    for (const auto& text : texts) {
        INFO(text);
        const Json expected = Json::parse(text);
        const auto value = base::parse_json(text);
        REQUIRE(value);
        CHECK(*value == expected);
        CHECK(value->dump() == expected.dump());
        const auto long_one = base::parse_json(text + std::string(100'000, ' ')); // too long to be read quickly
        REQUIRE(long_one);
        CHECK(*long_one == *value);
        CHECK(long_one->is_number_float() == value->is_number_float());
    }
    for (const char* wrong :
         {"01", "+1", ".5", "1.", "1e", "1e999", "NaN", "[1,]", "{\"a\"}", "{\"a\":1,}", "'a'", "\"\t\"", R"("\ud800")",
          R"("\x41")", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "tru", "[1 2]", "/**/1"}) {
        INFO(wrong);
        CHECK(base::parse_json(wrong).error().code == ErrorCode::InvalidInput);
    }
    CHECK(base::parse_json(std::string(8, '[') + std::string(8, ']'), {1000, 8}));
    CHECK(base::parse_json(std::string(9, '[') + std::string(9, ']'), {1000, 8}).error().code == ErrorCode::TooLarge);
}
