#include "assessment/attempt.h"
#include "assessment/choice.h"
#include "assessment/matching.h"
#include "assessment/text_answer.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::assessment;

namespace {

std::unique_ptr<Question> capital() {
    auto out = std::make_unique<ShortAnswer>();
    out->answers = {{"Hà Nội", 1}, {"Huế", 0.5}, {"*", 0}};
    out->penalty = 0.25;
    out->hints = 2;
    return out;
}

std::unique_ptr<Question> four_pairs() {
    auto out = std::make_unique<Match>();
    out->stems = {{1, 1, "a"}, {2, 2, "b"}, {3, 1, "c"}, {4, 2, "d"}};
    out->choices = {{1, "x"}, {2, "y"}};
    out->penalty = 0.5;
    out->hints = 2;
    return out;
}

QuestionAttempt begun(std::unique_ptr<Question> question, const char* behaviour, double max_mark,
                      const Response& first = {}) {
    auto attempt = QuestionAttempt::make(std::move(question), behaviour, max_mark);
    REQUIRE(attempt);
    REQUIRE(attempt->start_stored(first));
    return *std::move(attempt);
}

void send(QuestionAttempt& attempt, const Response& response) { REQUIRE(attempt.act(response)); }

Response submit(const char* answer) { return {{"answer", answer}, {"-submit", "1"}}; }

} // namespace

TEST_CASE("deferred feedback grades the last saved answer at the end", "[assessment][behaviour]") {
    auto attempt = begun(capital(), "deferredfeedback", 4);
    CHECK(attempt.state() == AttemptState::Todo);
    send(attempt, {{"answer", "Hà Nội"}});
    send(attempt, {{"answer", "huế"}});
    CHECK(attempt.state() == AttemptState::Complete);
    CHECK_FALSE(attempt.mark());
    REQUIRE(attempt.finish());
    CHECK(attempt.state() == AttemptState::GradedPartial);
    CHECK(attempt.mark() == 2);
    send(attempt, {{"answer", "Hà Nội"}});
    CHECK(attempt.mark() == 2);
}

TEST_CASE("the same answer again makes no step", "[assessment][behaviour]") {
    auto attempt = begun(capital(), "deferredfeedback", 1);
    send(attempt, {{"answer", "Huế"}});
    send(attempt, {{"answer", "Huế"}});
    CHECK(attempt.steps().size() == 2);
}

TEST_CASE("an attempt without an answer is given up and has no mark", "[assessment][behaviour]") {
    for (const auto* name : {"deferredfeedback", "deferredcbm", "immediatefeedback", "immediatecbm", "interactive"}) {
        auto attempt = begun(capital(), name, 1);
        REQUIRE(attempt.finish());
        CHECK(attempt.state() == AttemptState::GaveUp);
        CHECK_FALSE(attempt.mark());
    }
}

TEST_CASE("certainty multiplies a right answer by one to three and a wrong one costs up to six", "[assessment][cbm]") {
    CHECK(certainty_fraction(1, 1) == 1);
    CHECK(certainty_fraction(1, 2) == 2);
    CHECK(certainty_fraction(1, 3) == 3);
    CHECK(certainty_fraction(0.5, 3) == 1.5);
    CHECK(certainty_fraction(0, 1) == 0);
    CHECK(certainty_fraction(0, 2) == -2);
    CHECK(certainty_fraction(-0.5, 3) == -6);
    auto sure = begun(capital(), "deferredcbm", 2);
    send(sure, {{"answer", "Sài Gòn"}, {"-certainty", "3"}});
    REQUIRE(sure.finish());
    CHECK(sure.mark() == -12);
    auto silent = begun(capital(), "deferredcbm", 2);
    send(silent, {{"answer", "Hà Nội"}});
    REQUIRE(silent.finish());
    CHECK(silent.mark() == 2);
}

TEST_CASE("immediate feedback grades once, when submitted", "[assessment][behaviour]") {
    auto attempt = begun(capital(), "immediatefeedback", 2);
    send(attempt, submit(""));
    CHECK(attempt.state() == AttemptState::Invalid);
    send(attempt, submit("Huế"));
    send(attempt, submit("Hà Nội"));
    CHECK(attempt.state() == AttemptState::GradedPartial);
    CHECK(attempt.mark() == 1);
}

TEST_CASE("with certainty, an answer is not graded at once until the certainty is given", "[assessment][cbm]") {
    auto attempt = begun(capital(), "immediatecbm", 1);
    send(attempt, submit("Hà Nội"));
    CHECK(attempt.state() == AttemptState::Invalid);
    send(attempt, {{"answer", "Hà Nội"}, {"-submit", "1"}, {"-certainty", "2"}});
    CHECK(attempt.mark() == 2);
}

TEST_CASE("adaptive keeps the best try less a penalty for each try before it", "[assessment][adaptive]") {
    auto attempt = begun(capital(), "adaptive", 4);
    send(attempt, submit("Vinh"));
    CHECK(attempt.mark() == 0);
    send(attempt, submit("Vinh")); // the same wrong answer costs nothing more
    send(attempt, submit("Hà Nội"));
    CHECK(attempt.state() == AttemptState::Complete);
    CHECK(attempt.mark() == 3);
    send(attempt, submit("Huế"));
    CHECK(attempt.mark() == 3);
    REQUIRE(attempt.finish());
    CHECK(attempt.state() == AttemptState::GradedPartial);
    CHECK(attempt.mark() == 3);
}

TEST_CASE("adaptive without penalty keeps the best try whole", "[assessment][adaptive]") {
    auto attempt = begun(capital(), "adaptivenopenalty", 4);
    send(attempt, submit("Vinh"));
    send(attempt, submit("Hà Nội"));
    CHECK(attempt.mark() == 4);
}

TEST_CASE("interactive gives one try more than it has hints", "[assessment][interactive]") {
    auto attempt = begun(capital(), "interactive", 4);
    send(attempt, submit("Vinh"));
    CHECK(attempt.state() == AttemptState::Todo);
    send(attempt, submit("Hà Nội")); // not before "try again"
    CHECK(attempt.state() == AttemptState::Todo);
    send(attempt, {{"-tryagain", "1"}});
    send(attempt, submit("Vinh"));
    send(attempt, {{"-tryagain", "1"}});
    send(attempt, submit("Hà Nội"));
    CHECK(attempt.state() == AttemptState::GradedRight);
    CHECK(attempt.mark() == 2);
}

TEST_CASE("counting back grades each part by the try since which it is right", "[assessment][interactive]") {
    auto attempt = begun(four_pairs(), "interactive", 4, {{"_stemorder", "1,2,3,4"}, {"_choiceorder", "1,2"}});
    CHECK(attempt.behaviour().name() == "interactivecountback");
    send(attempt, {{"sub0", "1"}, {"sub1", "2"}, {"sub2", "2"}, {"sub3", "1"}, {"-submit", "1"}});
    send(attempt, {{"-tryagain", "1"}});
    send(attempt, {{"sub0", "1"}, {"sub1", "2"}, {"sub2", "1"}, {"sub3", "2"}, {"-submit", "1"}});
    CHECK(attempt.state() == AttemptState::GradedRight);
    CHECK(attempt.mark() == 3); // two parts at once, two with half lost
}

TEST_CASE("a person's mark replaces the engine's and can be taken back", "[assessment][manual]") {
    auto attempt = begun(std::make_unique<Essay>(), "deferredfeedback", 10);
    CHECK(attempt.behaviour().name() == "manualgraded");
    CHECK_FALSE(attempt.grade_by_hand("sớm", "5")); // not before the end
    send(attempt, {{"answer", "một bài viết"}});
    REQUIRE(attempt.finish());
    CHECK(attempt.state() == AttemptState::NeedsGrading);
    REQUIRE(attempt.grade_by_hand("tốt", "8,5"));
    CHECK(attempt.state() == AttemptState::MangrPartial);
    CHECK(*attempt.mark() == Approx(8.5));
    const auto steps = attempt.steps().size();
    REQUIRE(attempt.grade_by_hand("tốt", "8.50"));
    CHECK(attempt.steps().size() == steps);
    CHECK_FALSE(attempt.grade_by_hand("quá", "11"));
    CHECK_FALSE(attempt.grade_by_hand("chữ", "mười"));
    REQUIRE(attempt.grade_by_hand("xem lại", ""));
    CHECK(attempt.state() == AttemptState::NeedsGrading);
    CHECK_FALSE(attempt.mark());
}

TEST_CASE("an information item is seen and then finished, never marked", "[assessment][behaviour]") {
    auto attempt = begun(std::make_unique<Description>(), "adaptive", 0);
    send(attempt, {{"-seen", "1"}});
    CHECK(attempt.state() == AttemptState::Complete);
    REQUIRE(attempt.finish());
    CHECK(attempt.state() == AttemptState::Finished);
    CHECK_FALSE(attempt.mark());
}

TEST_CASE("a regrade plays the same steps against the corrected question", "[assessment][regrade]") {
    auto attempt = begun(capital(), "adaptive", 4);
    send(attempt, submit("Huế"));
    REQUIRE(attempt.finish());
    auto corrected = std::make_unique<ShortAnswer>();
    corrected->answers = {{"Huế", 1}};
    const auto again = attempt.regraded(std::move(corrected), false);
    REQUIRE(again);
    CHECK(again->mark() == 4);
    CHECK(attempt.mark() == 2);
}

TEST_CASE("a new attempt can begin with the last one's answer", "[assessment][regrade]") {
    auto first = begun(capital(), "deferredfeedback", 1);
    send(first, {{"answer", "Vinh"}});
    REQUIRE(first.finish());
    auto second = QuestionAttempt::make(capital(), "deferredfeedback", 1);
    REQUIRE(second);
    REQUIRE(second->start_based_on(first));
    CHECK(second->state() == AttemptState::Complete);
    CHECK_FALSE(second->mark());
    REQUIRE(second->finish());
    CHECK(second->state() == AttemptState::GradedWrong);
}

TEST_CASE("an unknown behaviour is refused", "[assessment][behaviour]") {
    CHECK_FALSE(QuestionAttempt::make(capital(), "magic", 1));
    for (const auto name : behaviour_names())
        CHECK(QuestionAttempt::make(capital(), name, 1));
}
