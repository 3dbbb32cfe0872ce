#include "assessment/item_statistics.h"

#include <catch2/catch.hpp>

using namespace canbo::assessment;

namespace {

// Four attempts at three slots: marks by hand, so that every figure can be checked on paper.
std::vector<MarkRow> rows() {
    const double marks[4][3] = {{1, 1, 0}, {1, 0, 0}, {0, 0, 1}, {1, 1, 1}};
    std::vector<MarkRow> out;
    for (int attempt = 0; attempt < 4; ++attempt)
        for (int slot = 0; slot < 3; ++slot)
            out.push_back({"a" + std::to_string(attempt), slot + 1, 2 * marks[attempt][slot], 2});
    return out;
}

} // namespace

TEST_CASE("facility is the mean share and the deviation is in marks", "[assessment][statistics]") {
    const auto slots = slot_statistics(rows());
    REQUIRE(slots.size() == 3);
    CHECK(*slots[0].facility == Approx(0.75));
    CHECK(*slots[1].facility == Approx(0.5));
    CHECK(*slots[0].standard_deviation == Approx(1.0)); // marks 2 2 0 2
    CHECK(slots[0].attempts == 4);
}

TEST_CASE("discrimination is the correlation with the other slots in percent", "[assessment][statistics]") {
    const auto slots = slot_statistics(rows());
    // Slot 2: marks 2 0 0 2, others 2 2 2 4: covariance 2/3, variances 4/3 and 1.
    CHECK(*slots[1].discrimination_index == Approx(100 * (2.0 / 3) / std::sqrt(4.0 / 3)));
    CHECK(*slots[1].discriminative_efficiency == Approx(100));
}

TEST_CASE("a slot that pulls against the total has no weight", "[assessment][statistics]") {
    std::vector<MarkRow> against;
    for (int attempt = 0; attempt < 4; ++attempt) {
        const auto name = std::to_string(attempt);
        against.push_back({name, 1, attempt * 1.0, 3});
        against.push_back({name, 2, attempt * 1.0, 3});
        against.push_back({name, 3, 3.0 - attempt, 3});
    }
    const auto slots = slot_statistics(against);
    CHECK_FALSE(slots[2].effective_weight);
    CHECK(*slots[2].discrimination_index < 0);
    double sum = 0;
    for (const auto& slot : slots)
        sum += slot.effective_weight.value_or(0);
    CHECK(sum == Approx(100));
}

TEST_CASE("without spread or with one attempt there is nothing to say", "[assessment][statistics]") {
    const auto one = slot_statistics({{"a", 1, 1, 1}});
    REQUIRE(one.size() == 1);
    CHECK(*one[0].facility == 1);
    CHECK_FALSE(one[0].standard_deviation);
    CHECK_FALSE(one[0].discrimination_index);
    const auto equal = slot_statistics({{"a", 1, 1, 1}, {"b", 1, 1, 1}, {"a", 2, 0, 1}, {"b", 2, 1, 1}});
    CHECK_FALSE(equal[0].discrimination_index);
    CHECK(slot_statistics({}).empty());
}
