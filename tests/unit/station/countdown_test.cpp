#include "station/countdown.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using canbo::station::Countdown;

TEST_CASE("time goes down by the monotonic clock from what the room said", "[station][countdown]") {
    Countdown at;
    CHECK_FALSE(at.left(0ms));
    at.hear(60s, true, 1'000ms, 1'020ms);
    CHECK(at.left(1'020ms) == 59'990ms);
    CHECK(at.left(11'020ms) == 49'990ms);
    CHECK(at.left(100s) == 0ms);
    at.clear();
    CHECK_FALSE(at.left(0ms));
}

TEST_CASE("an answer that was long under way does not move a better one", "[station][countdown]") {
    Countdown at;
    at.hear(60s, true, 0ms, 10ms);
    at.hear(58s, true, 2'000ms, 4'000ms); // said at once, heard two seconds later
    CHECK(at.left(4'000ms) == 56'005ms);  // wholly by the first
    at.hear(55'900ms, true, 4'090ms, 4'100ms);
    CHECK(at.left(4'100ms) == 55'895ms); // as well heard as the first
}

TEST_CASE("added time counts however slowly it was heard", "[station][countdown]") {
    Countdown at;
    at.hear(60s, true, 0ms, 10ms);
    at.hear(358s, true, 2'000ms, 4'000ms);
    CHECK(at.left(4'000ms) == 357s);
}

TEST_CASE("the time stands while the attempt is paused", "[station][countdown]") {
    Countdown at;
    at.hear(60s, true, 0ms, 10ms);
    at.hear(50s, false, 10s, 10'010ms);
    CHECK(at.left(100s) == 50s);
    at.hear(50s, true, 100s, 100'010ms);
    CHECK(at.left(101'010ms) == 48'995ms);
}
