#include "training/fsrs.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace canbo;
using namespace canbo::training;
using namespace std::chrono_literals;

namespace {
const base::Time begin = *base::parse_time("2024-02-16T02:00:00Z");
}

TEST_CASE("recall is 90 percent when as many days have passed as the memory is stable") {
    const Fsrs fsrs;
    for (const double stability : {0.5, 3.0, 80.0})
        CHECK(std::abs(fsrs.retrievability({stability, 5}, stability) - 0.9) < 1e-12);
    CHECK(fsrs.interval({12, 5}, 0.9) == 12);
    CHECK(fsrs.interval({12, 5}, 0.8) > 12);
}

TEST_CASE("a new card goes through the learning steps before its first interval in days") {
    const Fsrs fsrs;
    auto card = fsrs.review({}, Rating::Good, begin);
    CHECK(card.state == RefreshCard::State::Learning);
    CHECK(card.due == begin + 10min);
    CHECK(card.memory->stability == fsrs.parameters().weights[2]);
    card = fsrs.review(card, Rating::Good, card.due);
    CHECK(card.state == RefreshCard::State::Review);
    CHECK(card.due == begin + 10min + std::chrono::days(2));
}

TEST_CASE("a hard first step waits between the first and the second step") {
    const Fsrs fsrs;
    CHECK(fsrs.review({}, Rating::Hard, begin).due == begin + 330s);
}

TEST_CASE("a lapse goes to relearning, shortens the memory and makes it harder") {
    const Fsrs fsrs;
    auto card = fsrs.review({}, Rating::Easy, begin);
    const auto before = *card.memory;
    card = fsrs.review(card, Rating::Again, card.due);
    CHECK(card.state == RefreshCard::State::Relearning);
    CHECK(card.memory->stability < before.stability);
    CHECK(card.memory->difficulty > before.difficulty);
    card = fsrs.review(card, Rating::Good, card.due);
    CHECK(card.state == RefreshCard::State::Review);
}

TEST_CASE("a clock set back counts as no day passed") {
    const Fsrs fsrs;
    const auto card = fsrs.review({}, Rating::Easy, begin);
    const auto again = fsrs.review(card, Rating::Good, begin - std::chrono::days(3));
    CHECK(again.memory->stability == fsrs.next_memory(*card.memory, Rating::Good, 0).stability);
}

TEST_CASE("a wrong answer is asked again, an unsure or half right one counts as hard") {
    CHECK(rating_of(0, 3) == Rating::Again);
    CHECK(rating_of(0.49, std::nullopt) == Rating::Again);
    CHECK(rating_of(0.5, std::nullopt) == Rating::Hard);
    CHECK(rating_of(1, 1) == Rating::Hard);
    CHECK(rating_of(1, std::nullopt) == Rating::Good);
    CHECK(rating_of(0.9999999, 3) == Rating::Good);
}

TEST_CASE("parameters of another shape are refused by name") {
    CHECK(parameters_from_json({{"parameters", {1, 2}}}).error().where == "parameters");
    CHECK(parameters_from_json({{"desired_retention", 1.0}}).error().where == "desired_retention");
    CHECK(parameters_from_json({{"learning_steps_s", {-1}}}).error().where == "learning_steps_s");
    CHECK(parameters_from_json({{"desired_retention", 0.8}})->desired_retention == 0.8);
}

TEST_CASE("a row without times or ratings is refused with the step that is wrong") {
    const Fsrs fsrs;
    const Json row{
        {"trace", Json::array({Json::array({"2024-02-16T02:00:00.000001+00:00", 3}), Json::array({"?", 3})})}};
    CHECK(replay_reviews(fsrs, row).error().where == "trace[1]");
    CHECK_FALSE(replay_reviews(fsrs, Json::object()));
}
