#include "base/file.h"
#include "hex.h"
#include "identity/number.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::Sex;

namespace {

const identity::PlaceTable& places() {
    static const auto table = [] {
        Issues issues;
        auto json =
            base::parse_json(base::read_file(std::string(CANBO_TEST_SOURCE) + "/content/cccd/places.json").value());
        auto read = identity::PlaceTable::from_json(*json, issues);
        CANBO_CHECK(issues.empty());
        return read;
    }();
    return table;
}

} // namespace

TEST_CASE("a number tells place, sex, birth year and CAN", "[identity][number]") {
    const auto number = identity::parse_number("001090000001");
    REQUIRE(number);
    CHECK(number->place() == "001");
    CHECK(number->sex == Sex::Male);
    CHECK(number->birth_year == 1990);
    CHECK(number->can() == "000001");
}

TEST_CASE("the fourth digit is century and sex", "[identity][number]") {
    CHECK(identity::parse_number("001199000001")->birth_year == 1999);
    CHECK(identity::parse_number("001199000001")->sex == Sex::Female);
    CHECK(identity::parse_number("001207000001")->birth_year == 2007);
    CHECK(identity::parse_number("001207000001")->sex == Sex::Male);
    CHECK(identity::parse_number("001310000001")->sex == Sex::Female);
    CHECK(identity::parse_number("001410000001")->birth_year == 2110);
    CHECK(identity::parse_number("001999000001")->birth_year == 2399);
}

TEST_CASE("anything but twelve digits is no number", "[identity][number]") {
    for (const char* text : {"", "00109000000", "0010900000011", "00109000000a", "00109000000 ", "-01090000001"})
        CHECK_FALSE(identity::parse_number(text));
}

TEST_CASE("the table holds the 63 provinces of the numbers", "[identity][number]") {
    CHECK(places().size() == 63);
    CHECK(places().province("010") == "Lào Cai");
    CHECK(places().province("001") == "Hà Nội");
    CHECK(places().province("096") == "Cà Mau");
    CHECK(places().province("003").empty());
}

TEST_CASE("an unknown place is a warning and never a refusal", "[identity][number]") {
    const auto unknown = identity::check_place(*identity::parse_number("003090000001"), places());
    REQUIRE(unknown.size() == 1);
    CHECK(unknown[0].code == "number-place-unknown");
    CHECK(unknown[0].severity == identity::Finding::Severity::Warning);
    CHECK(identity::check_place(*identity::parse_number("010090000001"), places()).empty());
    CHECK(identity::check_place(*identity::parse_number("207090000001"), places()).empty());
}

TEST_CASE("a table with a code twice or a field missing says so", "[identity][number]") {
    Issues issues;
    const Json json{{"source", "x"},
                    {"provinces", {{{"code", "001"}, {"name", "A"}}, {{"code", "001"}, {"name", "B"}}}},
                    {"abroad", {{"from", "101"}, {"source", "x"}}}};
    (void)identity::PlaceTable::from_json(json, issues);
    CHECK(issues.items().size() == 2);
}
