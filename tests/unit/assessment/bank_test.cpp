#include "assessment/attempt.h"
#include "assessment/bank.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace canbo;
using namespace canbo::assessment;

namespace {

std::vector<BankQuestion> bank() {
    std::vector<BankQuestion> out;
    for (int i = 0; i < 20; ++i) {
        BankQuestion question;
        question.type = i % 10 == 9 ? "description" : "truefalse";
        question.correct = true;
        question.name = std::to_string(i);
        question.category = i < 10 ? "top/mật khẩu" : "top/thư lạ/tệp";
        question.tags = {i % 2 == 0 ? "difficulty:easy" : "difficulty:hard"};
        out.push_back(std::move(question));
    }
    return out;
}

} // namespace

TEST_CASE("a paper is drawn by category and tag, never one question twice", "[assessment][draw]") {
    const auto questions = bank();
    const auto paper = draw_paper(questions, {{"top/thư lạ", {}, 4}, {"", {"difficulty:easy"}, 5}}, {}, 7);
    REQUIRE(paper);
    CHECK(std::set<std::size_t>(paper->begin(), paper->end()).size() == 9);
    for (std::size_t i = 0; i < paper->size(); ++i) {
        const auto& question = questions[(*paper)[i]];
        CHECK(question.type != "description");
        if (i < 4)
            CHECK(question.category == "top/thư lạ/tệp");
        else
            CHECK(question.tags.front() == "difficulty:easy");
    }
}

TEST_CASE("anybody can draw the same paper again from its seed", "[assessment][draw]") {
    const auto questions = bank();
    const std::vector<DrawRule> rules{{"", {}, 6}};
    CHECK(*draw_paper(questions, rules, {}, 1) == *draw_paper(questions, rules, {}, 1));
    CHECK(*draw_paper(questions, rules, {}, 1) != *draw_paper(questions, rules, {}, 2));
}

TEST_CASE("questions the learner met least often come first", "[assessment][draw]") {
    const auto questions = bank();
    std::map<std::size_t, int> uses;
    std::set<std::size_t> seen;
    for (std::uint64_t seed = 0; seed < 3; ++seed) { // 18 questions can be drawn, six a paper
        const auto paper = draw_paper(questions, {{"", {}, 6}}, uses, seed);
        REQUIRE(paper);
        for (const auto question : *paper) {
            ++uses[question];
            seen.insert(question);
        }
    }
    CHECK(seen.size() == 18);
}

TEST_CASE("a rule that asks for too much is named", "[assessment][draw]") {
    const auto paper = draw_paper(bank(), {{"top/mật khẩu", {}, 3}, {"top/mật khẩu", {}, 7}}, {}, 1);
    REQUIRE_FALSE(paper);
    CHECK(paper.error().where == "2");
}

TEST_CASE("a bank goes through JSON unchanged", "[assessment][bank]") {
    Bank out;
    BankQuestion question;
    question.type = "multichoice";
    question.text = "Ai được xem?";
    question.format = TextFormat::Markdown;
    question.single = false;
    question.answers = {{"Cả hai", 0.3333333, "vì …", TextFormat::Html, TextFormat::Html, std::nullopt}};
    question.tags = {"dữ liệu"};
    question.hints = {"xem luật"};
    question.parts = {question};
    out.questions = {question};
    out.losses = {{"line 3", "x", "y", true}};
    const auto again = bank_from_json(bank_to_json(out));
    REQUIRE(again);
    CHECK(again->questions == out.questions);
    CHECK(again->refused());
    CHECK_FALSE(bank_from_json(Json{{"questions", 3}}));
    CHECK_FALSE(bank_from_json(Json{{"questions", {{{"type", "x"}, {"format", "pdf"}}}}}));
}

TEST_CASE("a bank's questions can be attempted", "[assessment][bank]") {
    BankQuestion question;
    question.type = "shortanswer";
    question.answers = {{"Hoà Bình", 1, "", TextFormat::Moodle, TextFormat::Moodle, std::nullopt}};
    auto made = make_question(question, {false, true, false});
    REQUIRE(made);
    auto attempt = QuestionAttempt::make(*std::move(made), "immediatefeedback", 1);
    REQUIRE(attempt);
    Random random(1);
    REQUIRE(attempt->start(random));
    REQUIRE(attempt->act({{"answer", "hòa bình"}, {"-submit", "1"}}));
    CHECK(attempt->mark() == 1);
    question.type = "crossword";
    CHECK_FALSE(make_question(question, {}));
}
