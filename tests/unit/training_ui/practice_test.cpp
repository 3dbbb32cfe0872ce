#include "formats/gift.h"
#include "training_ui/practice.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::training::ui;
using canbo::training::AnswerKind;

namespace {

Practice round_of(const char* gift, std::uint64_t seed = 1) {
    const auto bank = formats::read_gift(gift);
    REQUIRE(bank);
    auto made = Practice::make(bank->questions, seed);
    REQUIRE(made);
    return *std::move(made);
}

std::size_t option(const PracticeQuestion& question, const std::string& text) {
    const auto at = std::find(question.options.begin(), question.options.end(), text);
    REQUIRE(at != question.options.end());
    return static_cast<std::size_t>(at - question.options.begin());
}

const char* one = "::q::Ai duyệt?{=Lãnh đạo#Người ký chịu trách nhiệm. ~Văn thư#Văn thư chỉ vào sổ.####Xem bài 5.}";

} // namespace

TEST_CASE("a wrong choice says why it is wrong and what is right", "[training_ui][practice]") {
    auto round = round_of(one);
    const auto question = round.question();
    CHECK(question.text == "Ai duyệt?");
    CHECK((question.kind == AnswerKind::One && question.count == 1));
    const auto result = round.answer({{option(question, "Văn thư")}, {}});
    REQUIRE(result);
    CHECK(result->fraction == 0);
    CHECK(result->why == std::vector<std::string>{"Văn thư chỉ vào sổ.", "Xem bài 5."});
    CHECK(result->right == "Lãnh đạo");
}

TEST_CASE("a right choice needs no right answer beside it", "[training_ui][practice]") {
    auto round = round_of(one);
    const auto result = round.answer({{option(round.question(), "Lãnh đạo")}, {}});
    REQUIRE(result);
    CHECK(result->fraction == 1);
    CHECK(result->right.empty());
    CHECK(result->why.front() == "Người ký chịu trách nhiệm.");
    round.next();
    CHECK(round.finished());
    CHECK(round.fractions() == std::vector<double>{1});
}

TEST_CASE("nothing chosen is asked for again and is no answer", "[training_ui][practice]") {
    auto round = round_of(one);
    CHECK(round.answer({}).error().message == "Give an answer first");
    CHECK_FALSE(round.answered());
    round.next();
    CHECK_FALSE(round.finished());
    CHECK(round.answer({{0}, {}}));
}

TEST_CASE("the same answer twice counts once", "[training_ui][practice]") {
    auto round = round_of(one);
    const auto first = round.answer({{0}, {}});
    const auto again = round.answer({{1}, {}});
    REQUIRE((first && again));
    CHECK(again->fraction == first->fraction);
    CHECK(round.fractions().size() == 1);
}

TEST_CASE("of several right answers those missed say why they belong", "[training_ui][practice]") {
    auto round = round_of("::q::Chọn.{~%50%A#vì a ~%50%B#vì b ~%-100%C#không c}");
    const auto question = round.question();
    CHECK(question.kind == AnswerKind::Several);
    const auto result = round.answer({{option(question, "A")}, {}});
    REQUIRE(result);
    CHECK(result->fraction == Approx(0.5));
    CHECK(result->why == std::vector<std::string>{"vì a", "vì b"});
    CHECK(result->right == "A; B");
}

TEST_CASE("true and false, each with its own feedback", "[training_ui][practice]") {
    auto round = round_of("::q::Đúng không?{FALSE#Sai rồi.#Đúng là sai.}");
    const auto question = round.question();
    REQUIRE(question.options.size() == 2);
    const auto result = round.answer({{1}, {}});
    REQUIRE(result);
    CHECK(result->fraction == 1);
    CHECK(result->why == std::vector<std::string>{"Đúng là sai."});
}

TEST_CASE("a number is read with a decimal comma, and a text without regard to the tone mark's place",
          "[training_ui][practice]") {
    auto number = round_of("::q::Bao nhiêu?{#2.5:0.1#Vừa đúng. ~#Tính lại.}");
    const auto right = number.answer({{}, "2,5"});
    REQUIRE(right);
    CHECK(right->fraction == 1);
    CHECK(right->why == std::vector<std::string>{"Vừa đúng."});
    auto wrong = round_of("::q::Bao nhiêu?{#2.5:0.1#Vừa đúng. ~#Tính lại.}");
    CHECK(wrong.answer({{}, "hai"}).error().message == "Give a number as the answer");
    const auto far = wrong.answer({{}, "9"});
    REQUIRE(far);
    CHECK((far->fraction == 0 && far->why == std::vector<std::string>{"Tính lại."}));
    auto text = round_of("::q::Tên?{=Hòa Bình#Tên tỉnh.}");
    const auto typed = text.answer({{}, " hoà bình "});
    REQUIRE(typed);
    CHECK((typed->fraction == 1 && typed->why == std::vector<std::string>{"Tên tỉnh."}));
}

TEST_CASE("pairs are matched by position and graded in part", "[training_ui][practice]") {
    auto round = round_of("::q::Ghép.{=một -> 1 =hai -> 2 =ba -> 3 =bốn -> 4}", 7);
    const auto question = round.question();
    REQUIRE(question.kind == AnswerKind::Match);
    REQUIRE((question.stems.size() == 4 && question.options.size() == 4));
    const std::map<std::string, std::string> right{{"một", "1"}, {"hai", "2"}, {"ba", "3"}, {"bốn", "4"}};
    PracticeAnswer answer;
    for (const auto& stem : question.stems)
        answer.chosen.push_back(stem == "bốn" ? option(question, "1") : option(question, right.at(stem)));
    const auto result = round.answer(answer);
    REQUIRE(result);
    CHECK(result->fraction == Approx(0.75));
    CHECK(result->right == "một → 1; hai → 2; ba → 3; bốn → 4");
}

TEST_CASE("what a person must mark is left out of a round", "[training_ui][practice]") {
    CHECK(round_of("::q::Viết.{}\n\n::r::Đọc.\n\n::s::Ai?{=A}").size() == 1);
}

TEST_CASE("the seed gives the same round anywhere", "[training_ui][practice]") {
    const char* gift = "::a::A?{=1}\n\n::b::B?{=1}\n\n::c::C?{=1}\n\n::d::D?{=1}";
    CHECK(round_of(gift, 5).question().text == round_of(gift, 5).question().text);
}

TEST_CASE("texts are read without their markup", "[training_ui][practice]") {
    using assessment::TextFormat;
    CHECK(plain_text("<p>A &amp; <b>B</b> &lt; 3</p>", TextFormat::Html) == "A & B < 3");
    CHECK(plain_text("5 < 6 và 7 > 2", TextFormat::Moodle) == "5 < 6 và 7 > 2");
    CHECK(plain_text("**Chú ý** `x`", TextFormat::Markdown) == "Chú ý x");
    CHECK(plain_text("`x` <b>", TextFormat::Plain) == "`x` <b>");
    CHECK(plain_text("<", TextFormat::Html) == "<");
}
