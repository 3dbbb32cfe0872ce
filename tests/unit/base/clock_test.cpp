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
