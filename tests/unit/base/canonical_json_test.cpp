#include "base/json.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("canonical JSON prints numbers as RFC 8785 appendix B does", "[base][json]") {
    // IEEE 754 bits and expected text, from the RFC's table of number serialisation samples.
    const auto text = [](std::uint64_t bits) {
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return base::canonical_json(Json(value)).value();
    };
    CHECK(text(0x0000000000000000) == "0");
    CHECK(text(0x8000000000000000) == "0");
    CHECK(text(0x0000000000000001) == "5e-324");
    CHECK(text(0x7fefffffffffffff) == "1.7976931348623157e+308");
    CHECK(text(0x4340000000000000) == "9007199254740992");
    CHECK(text(0x44b52d02c7e14af6) == "1e+23");
    CHECK(text(0x444b1ae4d6e2ef4f) == "999999999999999900000");
    CHECK(text(0x444b1ae4d6e2ef50) == "1e+21");
    CHECK(text(0x3eb0c6f7a0b5ed8d) == "0.000001");
    CHECK(text(0x3eb0c6f7a0b5ed8c) == "9.999999999999997e-7");
    CHECK(text(0x41b3de4355555553) == "333333333.3333332");
    CHECK(text(0xbecbf647612f3696) == "-0.0000033333333333333333");
    CHECK(text(0x7ff0000000000000 - 1) == "1.7976931348623157e+308");
}

TEST_CASE("canonical JSON refuses what it cannot carry exactly", "[base][json]") {
    CHECK(base::canonical_json(Json(1e308 * 10)).error().code == ErrorCode::InvalidInput);
    for (const char* number : {"9007199254740993", "-9007199254740993", "9223372036854775807", "9223372036854775808",
                               "18446744073709551615", "1152921504606846976"})
        CHECK(base::canonical_json(*base::parse_json(number)).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("canonical JSON read again gives itself, also where a fraction is written as a whole number",
          "[base][json]") {
    for (const double number : {9'007'199'254'740'992.0, 1.5e17, -1.5e17, 1.2345631348623157e17, 1152921504606846976.0,
                                1.8e19, 1e20, 9.99e20, 1e21, 0.5}) {
        const std::string text = base::canonical_json(Json{{"n", number}}).value();
        const auto again = base::parse_json(text);
        REQUIRE(again);
        CHECK(base::canonical_json(*again).value() == text);
        CHECK((*again)["n"].get<double>() == number);
    }
}

TEST_CASE("canonical JSON sorts keys by UTF-16 code units and escapes as little as possible", "[base][json]") {
    const auto value = base::parse_json(
        "{\"\xee\x80\x80\": 1, \"\xf0\x9f\x98\x82\": 2, \"b\": [true, null], \"a\": \"\\u20ac\\n\\u000f\\\"\"}");
    REQUIRE(value);
    // U+1F602 is the surrogate pair D83D DE02, which sorts before U+E000 although its UTF-8 bytes sort after.
    CHECK(*base::canonical_json(*value) ==
          "{\"a\":\"€\\n\\u000f\\\"\",\"b\":[true,null],\"\xf0\x9f\x98\x82\":2,\"\xee\x80\x80\":1}");
}
