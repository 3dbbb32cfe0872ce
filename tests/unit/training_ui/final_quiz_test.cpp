#include "training_ui/final_quiz.h"
#include "unit/training/quiz_fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using namespace std::chrono_literals;
using training::ui::FinalEnd;
using training::ui::FinalPresenter;
using training::ui::FinalQuestion;
using training::ui::FinalStep;

namespace {

struct View final : ui::FinalView {
    void show_final_intro(const ui::FinalIntro& one) override { intro = one; }
    void show_final_question(const FinalQuestion& one) override { question = one; }
    void show_final_caption(const std::string& text) override { caption = text; }
    void show_final_end(const FinalEnd& one) override { end = one; }
    void show_final_problem(const Error& error) override { problem = error; }
    std::optional<ui::FinalIntro> intro;
    FinalQuestion question;
    std::string caption;
    std::optional<FinalEnd> end;
    std::optional<Error> problem;
};

struct Fixture {
    test::QuizDesk desk;
    Attempts attempts{desk.attempts()};
    desktop::InlineBackground background;
    View view;
    FinalPresenter presenter{view, parts(), background, [this] { return desk.boot.since; }};

    ui::FinalParts parts() {
        const auto step = [this](Result<QuizAttempt> attempt) -> Result<FinalStep> {
            if (!attempt)
                return fail(attempt.error());
            CANBO_TRY(const auto kept, attempts.kept(attempt->log().id()));
            const auto left = attempts.time_left(*attempt, kept);
            return FinalStep{std::make_shared<const QuizAttempt>(*std::move(attempt)), left};
        };
        return {[this, step](const std::string& course) {
                    auto begun = attempts.start(course, "");
                    return !begun && begun.error().code == ErrorCode::Conflict
                               ? step(attempts.open(begun.error().where))
                               : step(std::move(begun));
                },
                [this, step](const std::string& id, int slot, const assessment::Response& sent) {
                    return step(attempts.answer(id, slot, sent));
                },
                [this, step](const std::string& id) { return step(attempts.finish(id)); },
                [this](const std::string& course) -> Result<ui::FinalOutlook> {
                    CANBO_TRY(const int begun, attempts.finals_begun(course));
                    return ui::FinalOutlook{begun, running};
                }};
    }
    bool running{false};
    /// The right answer to the question shown, or a wrong one.
    GivenAnswer given(bool right) const {
        GivenAnswer out;
        const auto& question = view.question.question;
        if (question.kind == AnswerKind::Text)
            out.text = "sai";
        for (std::size_t i = 0; i < question.options.size(); ++i)
            if ((question.options[i] == "Ý 0") == right)
                out.chosen = {i};
        return out;
    }
};

} // namespace

TEST_CASE("the final quiz goes through its questions, keeps each answer and shows it again", "[training_ui][final]") {
    Fixture at;
    at.presenter.start("khoa", 0.6);
    CHECK(at.view.question.question.number == 1);
    CHECK(at.view.question.question.count == 5);
    CHECK(at.view.question.caption.find("0/5") != std::string::npos);
    CHECK(at.view.question.caption.find("10:00") != std::string::npos);
    const auto first = at.given(false);
    at.presenter.answer(first);
    CHECK(at.view.question.question.number == 2);
    at.presenter.go(1);
    CHECK(at.view.question.given.chosen == first.chosen);
    CHECK(at.view.question.given.text == first.text);
    at.presenter.go(9);
    CHECK(at.view.question.question.number == 1);
    at.presenter.go(5);
    CHECK(at.view.question.last);
    at.presenter.answer(at.given(false));
    CHECK(at.view.question.question.number == 2); // the first that has no answer
    CHECK_FALSE(at.view.end);
    at.presenter.hand_in();
    REQUIRE(at.view.end);
    CHECK_FALSE(at.view.end->passed);
    CHECK_FALSE(at.presenter.running());
}

TEST_CASE("a quiz that was left goes on at its first open question", "[training_ui][final]") {
    Fixture at;
    at.presenter.start("khoa", 0.6);
    at.presenter.answer(at.given(false));
    at.presenter.leave();
    at.presenter.start("khoa", 0.6);
    CHECK(at.view.question.question.number == 2);
    CHECK_FALSE(at.view.problem);
}

TEST_CASE("when the time is over the quiz is handed in with what came in time", "[training_ui][final]") {
    Fixture at;
    at.presenter.start("khoa", 0);
    at.desk.pass(9min);
    at.presenter.tick();
    CHECK(at.view.caption.find("1:00") != std::string::npos);
    at.desk.pass(1min);
    at.presenter.tick();
    REQUIRE(at.view.end);
    CHECK(at.view.end->passed);

    Fixture late;
    late.presenter.start("khoa", 0.6);
    late.desk.pass(11min);
    late.presenter.answer(late.given(false));
    CHECK(late.view.problem);
    REQUIRE(late.view.end);
}

TEST_CASE("an attempt too many is told", "[training_ui][final]") {
    Fixture at;
    for (int i = 0; i < 2; ++i) {
        at.presenter.start("khoa", 0.6);
        at.presenter.hand_in();
        at.presenter.leave();
    }
    at.presenter.start("khoa", 0.6);
    REQUIRE(at.view.problem);
    CHECK(at.view.problem->code == ErrorCode::Closed);
}

TEST_CASE("before the final quiz its rules are said, and nothing has begun", "[training_ui][final]") {
    Fixture at;
    const FinalQuiz rules = *test::quiz_course().final;
    at.presenter.prepare("khoa", rules, 0.867);
    REQUIRE(at.view.intro);
    CHECK_FALSE(at.presenter.running());
    std::string all;
    for (const auto& line : at.view.intro->lines)
        all += line + "\n";
    for (const char* said : {"Number of questions: 5", "10 minutes", "2 of 2 left", "Needed to pass: 60 %",
                             "Best so far: 86,7 %", "never counts below zero"})
        CHECK(all.find(said) != std::string::npos);
    at.presenter.begin();
    CHECK(at.presenter.running());
}

TEST_CASE("a final quiz that is running goes on at once, and without attempts none begins", "[training_ui][final]") {
    Fixture at;
    FinalQuiz rules = *test::quiz_course().final;
    rules.attempts = 1;
    at.presenter.start("khoa", 0.6);
    at.presenter.hand_in();
    at.presenter.prepare("khoa", rules, 0);
    REQUIRE(at.view.intro);
    CHECK_FALSE(at.view.intro->may_begin);
    at.view.intro.reset();
    at.running = true;
    at.presenter.prepare("khoa", rules, 0);
    CHECK_FALSE(at.view.intro);
}
