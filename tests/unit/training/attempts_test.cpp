#include "quiz_fixture.h"
#include "training/attempt_entries.h"

#include <catch2/catch.hpp>

#include <set>

using namespace canbo;
using namespace canbo::training;
using namespace std::chrono_literals;
using test::answer_of;
using test::QuizDesk;

namespace {

ErrorCode code(const auto& result) { return result ? ErrorCode::Internal : result.error().code; }

/// Answers so many right, the rest wrong, and ends it.
std::string take_final(QuizDesk& desk, int right) {
    auto attempts = desk.attempts();
    const auto begun = attempts.start("khoa", "");
    REQUIRE(begun);
    const std::string id = begun->log().id();
    for (int slot = 1; slot <= static_cast<int>(begun->size()); ++slot) {
        desk.pass(3s);
        REQUIRE(attempts.answer(id, slot, answer_of(*begun, slot, slot <= right)));
    }
    REQUIRE(attempts.finish(id));
    return id;
}

} // namespace

TEST_CASE("the final quiz is drawn from its banks by the seed, which anybody can do again", "[training][attempt]") {
    const auto bank = test::quiz_bank_of("");
    CHECK(bank.questions.size() == 12);
    const std::string id = base::new_uuid();
    const auto paper = new_paper(test::quiz_course(), "", "an.syt", bank, id, {});
    REQUIRE(paper);
    CHECK(paper->count == 5);
    CHECK(paper->limit == 10min);
    const auto drawn = draw(*paper, bank);
    REQUIRE(drawn);
    CHECK(*drawn == *draw(*paper, bank));
    CHECK(std::set<std::size_t>(drawn->begin(), drawn->end()).size() == 5);
    const auto begun = QuizAttempt::begin(id, *paper, bank, test::exam_day);
    REQUIRE(begun);
    const auto read = paper_of(begun->log());
    REQUIRE(read);
    CHECK(*draw(*read, bank) == *drawn);
    const auto again = QuizAttempt::begin(id, *read, bank, test::exam_day);
    CHECK(again->log().head() == begun->log().head());
}

TEST_CASE("a passed final quiz completes the course with its lessons, and is sent with every event",
          "[training][attempt]") {
    QuizDesk desk;
    auto attempts = desk.attempts();
    const auto practice = attempts.start("khoa", "01");
    REQUIRE(practice);
    CHECK(practice->size() == 6);
    for (int slot = 1; slot <= 6; ++slot) {
        auto sent = answer_of(*practice, slot, true);
        sent.set("-submit", "1");
        const auto after = attempts.answer(practice->log().id(), slot, sent);
        REQUIRE(after);
        CHECK(*after->question(slot).mark() == Approx(1)); // at once
    }
    REQUIRE(attempts.finish(practice->log().id()));
    auto standing = standing_in(test::quiz_course(), desk.progress.load("khoa")->log);
    CHECK(standing.lessons.at("01") == LessonState::Done);
    const auto id = take_final(desk, 3);
    standing = standing_in(test::quiz_course(), desk.progress.load("khoa")->log);
    CHECK(standing.final_mark == Approx(0.6));
    CHECK(standing.final_attempts == 1);
    CHECK_FALSE(standing.completed); // a lesson is left
    const auto sent = desk.waiting();
    CHECK(std::count_if(sent.begin(), sent.end(), [](const auto& i) { return i.frozen.entry.kind == attempt_kind; }) ==
          2);
    CHECK(std::any_of(sent.begin(), sent.end(), [&](const auto& i) { return i.frozen.entry.id == id; }));
    REQUIRE(attempts.finish(id)); // again: nothing more
    CHECK(desk.waiting().size() == sent.size());
    CHECK(*attempts.settle() == 0);
}

TEST_CASE("no attempt is begun beyond the limit, nor beside a running one", "[training][attempt]") {
    QuizDesk desk;
    take_final(desk, 0);
    auto attempts = desk.attempts();
    const auto second = attempts.start("khoa", "");
    REQUIRE(second);
    const auto third = attempts.start("khoa", "");
    CHECK(code(third) == ErrorCode::Conflict);
    CHECK(third.error().where == second->log().id());
    REQUIRE(attempts.finish(second->log().id()));
    CHECK(code(attempts.start("khoa", "")) == ErrorCode::Closed);
    CHECK(code(attempts.start("khoa", "02")) == ErrorCode::Conflict); // locked
    CHECK(code(attempts.start("other", "")) == ErrorCode::NotFound);
    CHECK(code(attempts.start("khoa", "09")) == ErrorCode::NotFound);
}

TEST_CASE("attempts begun on another device count, once the office told", "[training][attempt]") {
    QuizDesk desk, other;
    take_final(other, 0);
    take_final(other, 0);
    auto tx = *desk.database.begin(Database::Mode::Write);
    std::int64_t sequence = 0;
    for (const auto& item : other.waiting())
        REQUIRE(desk.entries.append(
            *tx, {++sequence, item.frozen.entry, item.frozen.canonical, item.frozen.digest, "", test::exam_day, "{}"}));
    REQUIRE(tx->commit());
    tx.reset();
    CHECK(code(desk.attempts().start("khoa", "")) == ErrorCode::Closed);
}

TEST_CASE("questions that were asked before are asked last", "[training][attempt]") {
    QuizDesk desk;
    const auto names = [&](const QuizAttempt& attempt) {
        std::set<std::string> out;
        for (int slot = 1; slot <= 5; ++slot)
            out.insert(attempt.source(slot).name);
        return out;
    };
    const auto first_id = take_final(desk, 0);
    const auto first = names(*desk.attempts().open(first_id));
    const auto second = names(*desk.attempts().start("khoa", ""));
    for (const auto& name : second)
        CHECK_FALSE(first.contains(name)); // 10 of 12
}

TEST_CASE("time runs by the clock nobody can set, and what was answered in time counts", "[training][attempt]") {
    QuizDesk desk;
    auto attempts = desk.attempts();
    const auto begun = attempts.start("khoa", "");
    REQUIRE(begun);
    const auto id = begun->log().id();
    desk.pass(9min);
    desk.clock.advance(-9min); // somebody sets the clock back
    for (int slot = 1; slot <= 4; ++slot)
        REQUIRE(attempts.answer(id, slot, answer_of(*begun, slot, true)));
    CHECK(*attempts.time_left(*begun, *attempts.kept(id)) == 1min);
    desk.pass(1min);
    CHECK(code(attempts.answer(id, 5, answer_of(*begun, 5, true))) == ErrorCode::Closed);
    const auto ended = attempts.open(id);
    REQUIRE(ended);
    CHECK(ended->finished());
    CHECK(ended->mark() == Approx(0.8));
    CHECK(code(attempts.answer(id, 5, answer_of(*begun, 5, true))) == ErrorCode::Closed);
    CHECK(standing_in(test::quiz_course(), desk.progress.load("khoa")->log).final_mark == Approx(0.8));
}

TEST_CASE("after a restart of the machine time goes on by its wall clock, never back", "[training][attempt]") {
    QuizDesk desk;
    auto attempts = desk.attempts();
    const auto begun = attempts.start("khoa", "");
    desk.pass(4min);
    REQUIRE(attempts.answer(begun->log().id(), 1, answer_of(*begun, 1, true)));
    desk.boot = {"second", 10s};
    desk.clock.advance(5min);
    CHECK(*attempts.time_left(*begun, *attempts.kept(begun->log().id())) == 1min);
    desk.clock.advance(-24h);
    CHECK(*attempts.time_left(*begun, *attempts.kept(begun->log().id())) == 6min);
}

TEST_CASE("an attempt goes on where it was, whoever opens it again", "[training][attempt]") {
    QuizDesk desk;
    const auto begun = desk.attempts().start("khoa", "");
    const auto id = begun->log().id();
    REQUIRE(desk.attempts().answer(id, 2, answer_of(*begun, 2, true)));
    REQUIRE(desk.attempts().answer(id, 2, answer_of(*begun, 2, false)));
    REQUIRE(desk.attempts().answer(id, 2, answer_of(*begun, 2, false))); // the same again
    const auto back = desk.attempts().open(id);
    REQUIRE(back);
    CHECK(back->answered() == 1);
    CHECK(back->question(2).last_step().answer == answer_of(*begun, 2, false));
    CHECK(back->log().events().back().sequence == 7); // paper, five questions, two answers
}

TEST_CASE("an answer that would steer its grading is refused", "[training][attempt]") {
    QuizDesk desk;
    auto attempts = desk.attempts();
    const auto id = attempts.start("khoa", "")->log().id();
    for (const char* name : {"-mark", "-maxmark", "-comment", "-finish", "-submit", "_order", ""})
        CHECK(code(attempts.answer(id, 1, {{"answer", "100"}, {name, "1"}})) == ErrorCode::InvalidInput);
    CHECK(code(attempts.answer(id, 0, {{"answer", "100"}})) == ErrorCode::NotFound);
    CHECK(code(attempts.answer(id, 6, {{"answer", "100"}})) == ErrorCode::NotFound);
    CHECK(code(attempts.answer(base::new_uuid(), 1, {})) == ErrorCode::NotFound);
    CHECK(attempts.open(id)->answered() == 0);
}

TEST_CASE("two programs cannot both go on with one attempt", "[training][attempt]") {
    QuizDesk desk;
    const auto begun = desk.attempts().start("khoa", "");
    auto stale = *desk.attempts().kept(begun->log().id());
    REQUIRE(desk.attempts().answer(begun->log().id(), 1, answer_of(*begun, 1, true)));
    CHECK(code(desk.store.save(stale, begun->log().head())) == ErrorCode::Conflict);
    CHECK(code(desk.store.save(stale, "")) == ErrorCode::Conflict);
}

TEST_CASE("what was killed between an end and its mark is made good", "[training][attempt]") {
    QuizDesk desk;
    auto attempts = desk.attempts();
    const auto begun = attempts.start("khoa", "");
    REQUIRE(attempts.answer(begun->log().id(), 1, answer_of(*begun, 1, true)));
    auto kept = *attempts.kept(begun->log().id());
    const auto before = kept.log.head();
    kept.log.append(assessment::AttemptEvent::Kind::Finish, 0, {}, desk.clock.now(), 5s); // and then the power went
    REQUIRE(desk.store.save(kept, before));
    CHECK(*attempts.settle() == 1);
    CHECK(*attempts.settle() == 0);
    CHECK(standing_in(test::quiz_course(), desk.progress.load("khoa")->log).final_mark == Approx(0.2));
}
