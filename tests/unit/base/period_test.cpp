#include "base/shown_period.h"

#include <catch2/catch.hpp>

using namespace canbo;
using base::Period;

namespace {
std::string span(const char* text) {
    const auto period = Period::parse(text);
    REQUIRE(period);
    return base::to_iso(period->first_day()) + ".." + base::to_iso(period->last_day());
}
} // namespace

TEST_CASE("a week is the ISO week, Monday to Sunday", "[base][period]") {
    CHECK(span("2024-W07") == "2024-02-12..2024-02-18");
    CHECK(span("2024-W01") == "2024-01-01..2024-01-07");
    CHECK(span("2020-W53") == "2020-12-28..2021-01-03");
    CHECK(Period::parse("2024-W07")->label() == "Tuần 07/2024");
}

TEST_CASE("a reporting month runs from the 15th of the month before to the 14th", "[base][period]") {
    CHECK(span("2024-02") == "2024-01-15..2024-02-14");
    CHECK(span("2024-01") == "2023-12-15..2024-01-14");
    CHECK(Period::parse("2024-02")->label() == "Tháng 02/2024");
}

TEST_CASE("a screen names a period in the chosen language, paper in Vietnamese", "[base][period]") {
    const auto week = Period::parse("2024-W07").value();
    CHECK(base::shown_label(week) == "Week 07/2024"); // no catalogue is loaded here: the language is English
    CHECK(week.label() == "Tuần 07/2024");
    CHECK(base::shown_period("2024-02") == "Month 02/2024");
    CHECK(base::shown_period("tuần này") == "tuần này");
}

TEST_CASE("a day belongs to one week and one reporting month", "[base][period]") {
    const auto in = [](Period::Kind kind, const char* day) {
        return Period::containing(kind, *base::parse_day(day)).text();
    };
    CHECK(in(Period::Kind::Weekly, "2024-12-30") == "2025-W01");
    CHECK(in(Period::Kind::Weekly, "2023-01-01") == "2022-W52");
    CHECK(in(Period::Kind::Monthly, "2024-02-14") == "2024-02");
    CHECK(in(Period::Kind::Monthly, "2024-02-15") == "2024-03");
    CHECK(in(Period::Kind::Monthly, "2023-12-15") == "2024-01");
}

TEST_CASE("following and preceding periods cross the year", "[base][period]") {
    CHECK(Period::parse("2023-W52")->next().text() == "2024-W01");
    CHECK(Period::parse("2021-W01")->previous().text() == "2020-W53");
    CHECK(Period::parse("2023-12")->next().text() == "2024-01");
}

TEST_CASE("a period that does not exist is refused", "[base][period]") {
    for (const char* wrong : {"2023-W53", "2024-W00", "2024-13", "2024-00", "2024-W7", "2024", "24-W07", "2024-W071",
                              "2024-x2", "1999-W01", "+024-W07", ""})
        CHECK_FALSE(Period::parse(wrong));
}
