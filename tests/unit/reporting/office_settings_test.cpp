#include "fixture.h"
#include "reporting/office_settings.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

std::string print_as(House& house, const char* code, const people::Person& by = thu,
                     const char* subject = reporting::prints_as_setting) {
    return house.send(by, reporting::office_setting_kind, "", subject, {{"prints_as", code}});
}

std::string printed(House& house, const char* date = "2024-02-16") {
    auto tx = house.database.begin(base::Database::Mode::Read).value();
    const auto settings = reporting::load_office_settings(*tx, house.entries).value();
    return reporting::printing_agency(settings, house.agencies, day(date)).value().code;
}

} // namespace

TEST_CASE("the standing office prints under the police's letterhead until it says otherwise", "[reporting][office]") {
    House house;
    CHECK(printed(house) == "CAT");
    REQUIRE(print_as(house, "VPUB").empty());
    CHECK(printed(house) == "VPUB");
    REQUIRE(print_as(house, "CAT").empty());
    CHECK(printed(house) == "CAT"); // the last word counts
}

TEST_CASE("a paper of an earlier sequence has the letterhead of then", "[reporting][office]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    const auto before = house.sequence();
    REQUIRE(print_as(house, "VPUB").empty());
    CHECK(house.consolidated(before).settings.prints_as == "CAT");
    CHECK(house.consolidated().settings.prints_as == "VPUB");
}

TEST_CASE("a letterhead passes to the agency that follows", "[reporting][office]") {
    House house;
    REQUIRE(print_as(house, "STTTT").empty());
    CHECK(printed(house, "2025-02-28") == "STTTT");
    CHECK(printed(house, "2025-03-01") == "SKHCN");
}

TEST_CASE("the letterhead is the standing office's to choose, among agencies that have one", "[reporting][office]") {
    House house;
    CHECK(print_as(house, "VPUB", an) == "forbidden focal");
    CHECK(print_as(house, "NOBODY") == "not-found prints_as");
    CHECK(print_as(house, "TT-XA") == "invalid-input prints_as");
    CHECK(print_as(house, "C06") == "invalid-input prints_as");
    CHECK(print_as(house, "VPUB", thu, "colour") == "invalid-input subject");
}
