#include "base/crypto.h"
#include "base/file.h"
#include "training/learning.h"

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <random>

using namespace canbo;
using namespace canbo::training;
using Kind = LearningEvent::Kind;

namespace {

CourseLesson lesson(std::string id, CompletionRule rule, std::vector<std::string> needs = {}) {
    CourseLesson out;
    out.id = std::move(id);
    out.completion = rule;
    out.prerequisites = std::move(needs);
    return out;
}

Course sample() {
    Course out;
    out.slug = "khoa";
    out.version = "2.0.0";
    out.lessons = {lesson("view", {CompletionRule::Kind::View, 0, 0, 0}),
                   lesson("mark", {CompletionRule::Kind::Mark, 0.8, 0, 0}, {"view"}),
                   lesson("mastery", {CompletionRule::Kind::Mastery, 0, 2, 3}),
                   lesson("watch", {CompletionRule::Kind::Watch, 0.9, 0, 0})};
    out.final = FinalQuiz{10, {"quiz/a.gift"}, 0.5, 0, 0};
    return out;
}

int clock_tick = 0;

LearningEvent event(Kind kind, std::string which, double value = 0, double until = 0) {
    return {base::new_uuid(), kind,  "khoa", "2.0.0",
            std::move(which), value, until,  base::Time(std::chrono::seconds(++clock_tick))};
}

LearningLog log_of(const std::vector<LearningEvent>& events) {
    LearningLog out;
    for (const auto& one : events)
        REQUIRE(out.add(one));
    return out;
}

LessonState state(const std::vector<LearningEvent>& events, const char* id) {
    return standing_in(sample(), log_of(events)).lessons.at(id);
}

} // namespace

TEST_CASE("a lesson is done by view, by mark, by mastery or by what was watched") {
    CHECK(state({}, "view") == LessonState::Open);
    CHECK(state({event(Kind::Viewed, "view")}, "view") == LessonState::Done);
    CHECK(state({}, "mark") == LessonState::Locked);
    CHECK(state({event(Kind::Viewed, "view"), event(Kind::Marked, "mark", 0.79)}, "mark") == LessonState::Open);
    CHECK(state({event(Kind::Marked, "mark", 0.8)}, "mark") == LessonState::Done);
    const auto right = [] { return event(Kind::Answer, "mastery", 1); };
    const auto wrong = [] { return event(Kind::Answer, "mastery", 0); };
    CHECK(state({right(), wrong(), wrong(), right()}, "mastery") == LessonState::Open);
    CHECK(state({wrong(), right(), wrong(), right()}, "mastery") == LessonState::Done);
}

TEST_CASE("what was skipped or watched twice does not count as watched") {
    CHECK(state({event(Kind::Watched, "watch", 0, 0.4), event(Kind::Watched, "watch", 0.6, 1)}, "watch") ==
          LessonState::Open);
    CHECK(state({event(Kind::Watched, "watch", 0, 0.5), event(Kind::Watched, "watch", 0, 0.5)}, "watch") ==
          LessonState::Open);
    CHECK(state({event(Kind::Watched, "watch", 0.4, 1), event(Kind::Watched, "watch", 0, 0.5)}, "watch") ==
          LessonState::Done);
}

TEST_CASE("an older version counts unless the lesson changed in substance") {
    auto course = sample();
    auto old = event(Kind::Viewed, "view");
    old.version = "1.10.0";
    CHECK(standing_in(course, log_of({old})).lessons.at("view") == LessonState::Done);
    course.lessons[0].changed_in_substance = true;
    CHECK(standing_in(course, log_of({old})).lessons.at("view") == LessonState::Open);
}

TEST_CASE("a course is completed with its last lesson and its final quiz") {
    std::vector<LearningEvent> events{event(Kind::Viewed, "view"), event(Kind::Marked, "mark", 1),
                                      event(Kind::Answer, "mastery", 1), event(Kind::Answer, "mastery", 1),
                                      event(Kind::Watched, "watch", 0, 1)};
    CHECK_FALSE(standing_in(sample(), log_of(events)).completed);
    events.push_back(event(Kind::Final, "", 0.4));
    CHECK_FALSE(standing_in(sample(), log_of(events)).completed);
    events.push_back(event(Kind::Final, "", 0.5));
    const auto whole = standing_in(sample(), log_of(events));
    CHECK(whole.completed);
    CHECK(whole.final_attempts == 2);
}

TEST_CASE("an id that stands for two events is a conflict, the same event twice is not") {
    LearningLog log;
    auto one = event(Kind::Viewed, "view");
    CHECK(*log.add(one));
    CHECK_FALSE(*log.add(one));
    one.lesson = "mark";
    CHECK(log.add(one).error().code == ErrorCode::Conflict);
    CHECK(log.add({"x", Kind::Viewed, "khoa", "1.0.0", "view", 0, 0, {}}).error().where == "id");
    CHECK(log.add(event(Kind::Marked, "mark", 1.5)).error().where == "value");
}

TEST_CASE("three devices that meet in any order end alike and lose nothing") {
    const auto asked = base::environment("CANBO_SCHEDULES"); // 200 in CI, 10000 for the whole bar
    const int schedules = asked.empty() ? 200 : std::atoi(asked.c_str());
    std::mt19937 random(395);
    int unlike = 0;
    for (int schedule = 0; schedule < schedules; ++schedule) {
        std::array<LearningLog, 3> devices;
        LearningLog everything;
        for (int step = 0; step < 40; ++step) {
            const auto at = random() % 3;
            if (random() % 3 == 0) {
                REQUIRE(devices[at].merge(devices[random() % 3]));
                continue;
            }
            static const std::array<std::pair<Kind, const char*>, 5> kinds{{{Kind::Viewed, "view"},
                                                                            {Kind::Marked, "mark"},
                                                                            {Kind::Answer, "mastery"},
                                                                            {Kind::Watched, "watch"},
                                                                            {Kind::Final, ""}}};
            const auto& [kind, id] = kinds[random() % kinds.size()];
            auto one = event(kind, id, static_cast<double>(random() % 11) / 10, 1);
            one.time = base::Time(std::chrono::seconds(random() % 20)); // clocks differ and run alike
            REQUIRE(devices[at].add(one));
            REQUIRE(everything.add(one));
        }
        for (int round = 0; round < 2; ++round)
            for (std::size_t i = 0; i < 3; ++i)
                REQUIRE(devices[i].merge(devices[(i + 1 + random() % 2) % 3]));
        for (auto& device : devices) // the office has met all, in the end everybody meets the office
            for (const auto& other : devices)
                REQUIRE(device.merge(other));
        const auto wanted = standing_in(sample(), everything);
        for (const auto& device : devices) {
            const auto got = standing_in(sample(), device);
            unlike += device.events() == everything.events() && got.lessons == wanted.lessons &&
                              got.completed == wanted.completed && got.final_mark == wanted.final_mark
                          ? 0
                          : 1;
        }
    }
    CHECK(unlike == 0);
}
