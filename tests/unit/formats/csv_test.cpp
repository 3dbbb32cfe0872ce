#include "formats/agency_csv.h"

#include <catch2/catch.hpp>

using namespace canbo;
using formats::parse_csv;
using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("cells are divided by commas and rows by lines, with or without a last line feed", "[formats][csv]") {
    CHECK(*parse_csv("a,b\n1,2\n") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(*parse_csv("a,b\r\n1,2") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(*parse_csv("a,\n,b") == Rows{{"a", ""}, {"", "b"}});
    CHECK(parse_csv("")->empty());
}

TEST_CASE("a file of a Vietnamese spreadsheet divides by semicolons and begins with a byte order mark",
          "[formats][csv]") {
    CHECK(*parse_csv("\xef\xbb\xbf"
                     "code;name\nSYT;Sở Y tế, Lào Cai\n") == Rows{{"code", "name"}, {"SYT", "Sở Y tế, Lào Cai"}});
}

TEST_CASE("quoted cells hold separators, line feeds and doubled quotes", "[formats][csv]") {
    CHECK(*parse_csv("a,b\n\"1,2\",\"x\ny\"\n") == Rows{{"a", "b"}, {"1,2", "x\ny"}});
    CHECK(*parse_csv("a\n\"say \"\"no\"\"\"\n") == Rows{{"a"}, {"say \"no\""}});
    CHECK(*parse_csv("a,b\n\"\",\"\"\"\"\n") == Rows{{"a", "b"}, {"", "\""}});
}

TEST_CASE("a quote inside a cell that is not quoted is a quote", "[formats][csv]") {
    CHECK(*parse_csv("a,b\nthe \"best\",2\n") == Rows{{"a", "b"}, {"the \"best\"", "2"}});
}

TEST_CASE("a quoted cell that does not end is refused with its row", "[formats][csv]") {
    const auto rows = parse_csv("a,b\n1,\"two\n3,4\n");
    REQUIRE_FALSE(rows);
    CHECK(rows.error().code == ErrorCode::InvalidInput);
    CHECK(rows.error().where == "row 2");
}
