#include "axis.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <utility>

using namespace canbo;
using namespace canbo::drawing;

namespace {
base::Day day(int year, unsigned month, unsigned number) {
    return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number);
}
} // namespace

TEST_CASE("an axis covers its values in round steps", "[drawing][axis]") {
    const std::pair<double, double> spans[] = {{0, 97},         {0, 1},   {-38, 12.5}, {0, 1.2e12},
                                               {0.001, 0.0042}, {-7, -3}, {0, 4.5e17}, {-1e308, 1e308}};
    for (const auto& [low, high] : spans) {
        for (const int most : {2, 3, 5, 10}) {
            const Scale scale = nice_scale(low, high, most);
            INFO(low << " to " << high << " in " << most << ": " << scale.low << ".." << scale.high);
            CHECK(scale.low <= std::max(low, -1e300));
            CHECK(scale.high >= std::min(high, 1e300));
            CHECK(static_cast<int>(scale.ticks().size()) <= most + 1);
            const double digits = scale.step / std::pow(10.0, std::floor(std::log10(scale.step) + 1e-9));
            CHECK((std::abs(digits - 1) < 1e-6 || std::abs(digits - 2) < 1e-6 || std::abs(digits - 5) < 1e-6));
        }
    }
}

TEST_CASE("a span of nothing still has an axis", "[drawing][axis]") {
    for (const double value : {0.0, 5.0, -3.0, 1e14}) {
        const Scale scale = nice_scale(value, value, 5);
        CHECK(scale.high > scale.low);
        CHECK(scale.share(value) >= 0);
        CHECK(scale.share(value) <= 1);
    }
}

TEST_CASE("zero is a tick when it is inside", "[drawing][axis]") {
    const auto ticks = nice_scale(-38, 12, 6).ticks();
    CHECK(std::count(ticks.begin(), ticks.end(), 0.0) == 1);
}

TEST_CASE("days on an axis are as many as there is room for", "[drawing][axis]") {
    for (const int most : {1, 3, 8, 20}) {
        for (const auto last : {day(2024, 1, 5), day(2024, 3, 1), day(2026, 6, 30), day(2060, 1, 1)}) {
            const auto ticks = day_ticks(day(2023, 10, 20), last, most);
            CHECK(static_cast<int>(ticks.size()) <= most);
            for (const auto& tick : ticks) {
                CHECK(tick.day >= day(2023, 10, 20));
                CHECK(tick.day <= last);
            }
        }
    }
}

TEST_CASE("days are written dd/MM, the year where it begins", "[drawing][axis]") {
    const auto ticks = day_ticks(day(2023, 10, 20), day(2024, 3, 20), 8);
    REQUIRE(ticks.size() == 5);
    CHECK(ticks[0].label == "01/11/2023");
    CHECK(ticks[1].label == "01/12");
    CHECK(ticks[2].label == "01/01/2024");
    CHECK(ticks[3].label == "01/02");
}
