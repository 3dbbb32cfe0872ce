#include "base/clock.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace std::chrono;

TEST_CASE("a time is kept in UTC and shown on Vietnam's clock", "[base][clock]") {
    const auto time = base::parse_time("2024-02-16T17:00:00+07:00");
    REQUIRE(time);
    CHECK(base::to_iso(*time) == "2024-02-16T10:00:00.000Z");
    CHECK(base::show_time(*time) == "17:00 16/02/2024");
    CHECK(base::at_vietnam_time(base::day_in_vietnam(*time), 17, 0) == *time);
}

TEST_CASE("an evening in UTC is the next day in Vietnam", "[base][clock]") {
    CHECK(base::show_day(base::day_in_vietnam(*base::parse_time("2024-02-16T18:30:00Z"))) == "17/02/2024");
}

TEST_CASE("dates are read in ISO and in Vietnamese order, impossible ones are refused", "[base][clock]") {
    CHECK(base::to_iso(*base::parse_day("20/11/2023")) == "2023-11-20");
    CHECK(base::to_iso(*base::parse_day("2024-02-29")) == "2024-02-29");
    for (const char* wrong : {"2023-02-29", "31/04/2024", "2024-2", "hôm nay", "2024-02-16x", ""})
        CHECK_FALSE(base::parse_day(wrong));
    for (const char* wrong : {"2024-02-16", "2024-02-16T25:00:00Z", "2024-02-16T10:00:00"})
        CHECK_FALSE(base::parse_time(wrong));
}

TEST_CASE("what was written here is read as what comes from elsewhere", "[base][clock]") {
    for (const char* day : {"2024-02-29", "1900-01-01", "2199-12-31", "2023-11-20"})
        CHECK(base::to_iso(*base::parse_day(day)) == day);
    CHECK(*base::parse_day("2024-2-9") == *base::parse_day("2024-02-09"));
    for (const char* wrong :
         {"2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "1899-12-31", "2024-0a-10", "2024/02/10"})
        CHECK_FALSE(base::parse_day(wrong));
    for (const char* time : {"2024-02-16T10:00:00.000Z", "1970-01-01T00:00:00.001Z", "1969-12-31T23:59:59.999Z"})
        CHECK(base::to_iso(*base::parse_time(time)) == time);
    CHECK(*base::parse_time("2024-02-16T23:59:59.007Z") == *base::parse_time("2024-02-17T06:59:59.007+07:00"));
    for (const char* wrong : {"2024-02-30T10:00:00.000Z", "2024-02-16T24:00:00.000Z", "2024-02-16T10:60:00.000Z",
                              "2024-02-16T10:00:0a.000Z", "2024-02-16 10:00:00.000Z"})
        CHECK_FALSE(base::parse_time(wrong));
}
