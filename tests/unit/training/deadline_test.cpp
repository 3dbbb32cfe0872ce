#include "training/deadline.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo::training;

namespace {

std::vector<MemoryToday> cards(std::size_t count) {
    std::vector<MemoryToday> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(
            {{1.0 + static_cast<double>(i % 10), 3.0 + static_cast<double>(i % 5)}, 1.0 + static_cast<double>(i % 4)});
    return out;
}

} // namespace

TEST_CASE("a day never has more reviews than the limit, and no card twice") {
    const DeadlinePlanner plan(Fsrs(), cards(30), {8, 0.97, 30, 0, 5});
    for (int day = 0; day < 8; ++day) {
        auto due = plan.due(cards(30), day);
        CHECK(due.size() <= 5);
        std::sort(due.begin(), due.end());
        CHECK(std::adjacent_find(due.begin(), due.end()) == due.end());
    }
    CHECK(plan.due(cards(30), 8).empty()); // the day itself
}

TEST_CASE("the same cards, goal and seed give the same plan") {
    const DeadlineGoal goal{10, 0.9, 30, 0.8, 20};
    const DeadlinePlanner a(Fsrs(), cards(20), goal, 7), b(Fsrs(), cards(20), goal, 7);
    for (int day = 0; day < 10; ++day)
        CHECK(a.due(cards(20), day) == b.due(cards(20), day));
}

TEST_CASE("what is remembered well enough anyway is not asked") {
    const std::vector<MemoryToday> known(10, {{4000, 2}, 1});
    const DeadlinePlanner plan(Fsrs(), known, {10, 0.9, 30, 0.9, 20});
    CHECK(plan.reaches_goal());
    for (int day = 0; day < 10; ++day)
        CHECK(plan.due(known, day).empty());
}

TEST_CASE("a goal out of reach is said to be") {
    const DeadlinePlanner plan(Fsrs(), cards(40), {5, 0.999, 30, 0.999, 1});
    CHECK_FALSE(plan.reaches_goal());
}
