#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

reporting::Completeness count(House& house, const std::set<std::string>& expected) {
    return reporting::completeness(house.book(), expected);
}

std::string state_in(const reporting::Completeness& c, const std::string& agency) {
    for (const auto& row : c.agencies)
        if (row.agency == agency)
            return row.state + (row.late ? " late" : "") + (row.expected ? "" : " unasked");
    return "not listed";
}

std::set<std::string> expected(House& house, const base::Period& of) {
    auto tx = *house.database.begin(base::Database::Mode::Read);
    const progress::Duties duties(content().catalogue, content().agencies, of.last_day());
    return *reporting::expected_agencies(*tx, house.entries, duties, of);
}

} // namespace

TEST_CASE("when nobody has reported everybody is missing", "[reporting][completeness]") {
    House house;
    const auto c = count(house, {"CAT", "SYT"});
    CHECK(c.period == "2024-W07");
    CHECK(c.expected == 2);
    CHECK(c.received == 0);
    CHECK(c.missing == std::vector<std::string>{"CAT", "SYT"});
    CHECK(state_in(c, "SYT") == "missing");
}

TEST_CASE("received divides into in time and late", "[reporting][completeness]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    house.clock.set(due_week7 + 1ms);
    REQUIRE(house.send_report(binh, short_report("CAT", about(29))).empty());
    const auto c = count(house, {"CAT", "SYT", "STP"});
    CHECK(c.received == 2);
    CHECK(c.on_time == 1);
    CHECK(c.late == 1);
    CHECK(c.missing == std::vector<std::string>{"STP"});
    CHECK(state_in(c, "CAT") == "received late");
    CHECK(state_in(c, "SYT") == "received");
}

TEST_CASE("a returned report that was not sent again is not received", "[reporting][completeness]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    const std::string first = house.last;
    REQUIRE(house.decide(first, "returned", "Thiếu số liệu").empty());
    auto c = count(house, {"SYT"});
    CHECK(c.received == 0);
    CHECK(c.on_time == 0);
    CHECK(c.missing == std::vector<std::string>{"SYT"});
    CHECK(state_in(c, "SYT") == "returned");

    auto report = health_report();
    report.bases = {first};
    report.revision = 2;
    report.reason = "Bổ sung";
    house.clock.set(due_week7 + 1h);
    REQUIRE(house.send_report(an, report).empty());
    c = count(house, {"SYT"});
    CHECK(c.received == 1);
    CHECK(c.on_time == 1); // the first version was in time
    CHECK(c.missing.empty());
}

TEST_CASE("who reports without being asked is listed but counts in no rate", "[reporting][completeness]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    const auto c = count(house, {"CAT"});
    CHECK(c.expected == 1);
    CHECK(c.received == 0);
    CHECK(state_in(c, "SYT") == "received unasked");
    CHECK(c.missing == std::vector<std::string>{"CAT"});
}

TEST_CASE("two versions that nothing revises are a conflict, and received", "[reporting][completeness]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    REQUIRE(house.send_report(ha, health_report()).empty());
    const auto c = count(house, {"SYT"});
    CHECK(state_in(c, "SYT") == "conflict");
    CHECK(c.received == 1);
}

TEST_CASE("by duty thirteen agencies are expected, the office adds and takes off", "[reporting][completeness]") {
    House house;
    CHECK(expected(house, week7()).size() == 13);
    REQUIRE(house.expect("BHXH", true).empty());
    REQUIRE(house.expect("CTK", false).empty());
    const auto after = expected(house, week7());
    CHECK(after.size() == 13);
    CHECK(after.count("BHXH") == 1);
    CHECK(after.count("CTK") == 0);
    REQUIRE(house.expect("BHXH", false).empty());
    CHECK(expected(house, week7()).count("BHXH") == 0); // the last word counts
}

TEST_CASE("an expectation holds for the periods that end between its days", "[reporting][completeness]") {
    House house;
    const Json body{{"expected", true}, {"from", "2024-02-18"}, {"to", "2024-02-24"}};
    REQUIRE(house.send(thu, reporting::expectation_kind, "BHXH", "BHXH", body).empty());
    CHECK(expected(house, period("2024-W06")).count("BHXH") == 0);
    CHECK(expected(house, week7()).count("BHXH") == 1);            // ends on 18/02
    CHECK(expected(house, period("2024-W08")).count("BHXH") == 0); // ends on 25/02
}

TEST_CASE("completeness as JSON says null where nothing was received", "[reporting][completeness]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    const Json json = reporting::completeness_to_json(count(house, {"CAT", "SYT"}));
    CHECK(json["expected"] == 2);
    CHECK(json["received"] == 1);
    CHECK(json["agencies"][0]["agency"] == "CAT");
    CHECK(json["agencies"][0]["received_at"].is_null());
    CHECK(json["agencies"][1]["received_at"] == "2024-02-16T02:00:00.000Z");
}
