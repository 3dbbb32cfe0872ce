#include "fixture.h"
#include "reporting/decide_report.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

struct ThreeReports {
    House house;
    std::string health, police, justice;

    ThreeReports() {
        REQUIRE(house.send_report(an, health_report()).empty());
        health = house.last;
        REQUIRE(house.send_report(binh, short_report("CAT", about(1))).empty());
        police = house.last;
        REQUIRE(house.send_report({"tu.phap", people::Role::Focal, "STP"}, short_report("STP", about(4))).empty());
        justice = house.last;
    }
};

} // namespace

TEST_CASE("one decision about many is queued for each, with the same remark", "[reporting][decide]") {
    ThreeReports all;
    const auto desk = all.house.desk(thu);
    const auto decided =
        reporting::decide_reports(desk, {all.health, all.police, all.justice}, false, "Bổ sung số liệu");
    REQUIRE(decided.size() == 3);
    CHECK(decided[0].agency == "SYT");
    CHECK(decided[0].period == "2024-W07");
    for (const auto& one : decided)
        CHECK(one.entry);
    CHECK(all.house.queued().size() == 3);
    REQUIRE(all.house.pump(thu).empty());
    for (const auto& report : {all.health, all.police, all.justice})
        CHECK(all.house.state(report) == "returned");
}

TEST_CASE("each of many passes the checks of a single one", "[reporting][decide]") {
    ThreeReports all;
    REQUIRE(all.house.accept(all.police, "CAT").empty());
    const auto desk = all.house.desk(thu);
    const auto decided = reporting::decide_reports(desk, {all.police, base::new_uuid(), all.health}, true, {});
    REQUIRE(decided.size() == 3);
    CHECK(refusal(decided[0].entry).starts_with("conflict"));
    CHECK(refusal(decided[1].entry).starts_with("not-found"));
    CHECK(decided[1].agency.empty());
    CHECK(decided[2].entry);
    CHECK(all.house.queued().size() == 1);
    for (const auto& one : reporting::decide_reports(all.house.desk(an), {all.justice}, true, {}))
        CHECK(refusal(one.entry).starts_with("forbidden"));
    for (const auto& one : reporting::decide_reports(desk, {all.justice}, false, " "))
        CHECK(refusal(one.entry) == "invalid-input remark");
}

TEST_CASE("a report that is named twice is decided once", "[reporting][decide]") {
    ThreeReports all;
    const auto desk = all.house.desk(thu);
    CHECK(reporting::decide_reports(desk, {all.health, all.health}, true, {}).size() == 1);
    CHECK(all.house.queued().size() == 1);
}
