#include "training/course_progress.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;

namespace {

CourseLesson lesson(const char* id, CompletionRule rule, std::vector<std::string> before = {}) {
    CourseLesson made;
    made.id = id;
    made.completion = rule;
    made.prerequisites = std::move(before);
    return made;
}

LessonProgress answered(std::initializer_list<double> fractions) {
    LessonProgress progress;
    progress.read = true;
    for (const double fraction : fractions)
        note_answer(progress, fraction);
    return progress;
}

} // namespace

TEST_CASE("a lesson to be read is done once it was read to its end", "[training][progress]") {
    const auto rule = lesson("a", {CompletionRule::Kind::View, 0, 0, 0});
    LessonProgress progress;
    progress.place = 0.9;
    CHECK_FALSE(is_done(rule, progress));
    progress.read = true;
    CHECK(is_done(rule, progress));
}

TEST_CASE("a lesson with a mark is done by the best whole round, and read", "[training][progress]") {
    const auto rule = lesson("a", {CompletionRule::Kind::Mark, 0.8, 0, 0});
    LessonProgress progress;
    note_round(progress, {1, 1, 1, 1, 0});
    CHECK(progress.best == Approx(0.8));
    CHECK_FALSE(is_done(rule, progress));
    progress.read = true;
    CHECK(is_done(rule, progress));
    note_round(progress, {0, 0});
    CHECK(progress.best == Approx(0.8)); // the best counts
    note_round(progress, {});
    CHECK(is_done(rule, progress));
}

TEST_CASE("mastery asks for m right among the last n", "[training][progress]") {
    const auto rule = lesson("a", {CompletionRule::Kind::Mastery, 0, 4, 5});
    CHECK_FALSE(is_done(rule, answered({1, 1, 1})));
    CHECK(is_done(rule, answered({1, 1, 1, 1})));
    CHECK(is_done(rule, answered({0, 0, 1, 1, 1, 0, 1})));
    CHECK_FALSE(is_done(rule, answered({1, 1, 1, 1, 0, 0})));
    CHECK_FALSE(is_done(rule, answered({0.5, 1, 1, 1, 0})));               // half is not right
    CHECK(is_done(rule, answered({0.9999999, 1, 1, 0.9999999, 0.33333}))); // three thirds are
}

TEST_CASE("only the newest answers are kept", "[training][progress]") {
    LessonProgress progress;
    for (int i = 0; i < 80; ++i)
        note_answer(progress, i < 30 ? 1 : 0);
    CHECK(progress.answers.size() == kept_answers);
    CHECK_FALSE(progress.answers.front());
}

TEST_CASE("a lesson opens when those before it are done", "[training][progress]") {
    Course course;
    course.lessons = {lesson("a", {CompletionRule::Kind::View, 0, 0, 0}),
                      lesson("b", {CompletionRule::Kind::View, 0, 0, 0}, {"a"})};
    CourseProgress progress;
    CHECK(is_open(course, course.lessons[0], progress));
    CHECK_FALSE(is_open(course, course.lessons[1], progress));
    progress.lessons["a"].read = true;
    CHECK(is_open(course, course.lessons[1], progress));
    CHECK(lessons_done(course, progress) == 1);
}

TEST_CASE("progress comes back from JSON as it was, and damage is said without a mark", "[training][progress]") {
    CourseProgress progress{"1.0.0", "b", {}};
    progress.lessons["a"] = answered({1, 0, 1});
    progress.lessons["a"].best = 0.75;
    progress.lessons["b"].place = 0.4;
    const Json json = progress_to_json(progress);
    const auto back = progress_from_json(Json::parse(json.dump()));
    REQUIRE(back);
    CHECK(progress_to_json(*back) == json);
    Json damaged = json;
    damaged["lessons"]["a"]["best"] = "three quarters";
    const auto refused = progress_from_json(damaged);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK(refused.error().message.find("quarters") == std::string::npos);
}
