#include "assessment/choice.h"
#include "assessment/cloze.h"
#include "assessment/gaps.h"
#include "assessment/matching.h"
#include "assessment/text_answer.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::assessment;

namespace {

template <class T>
T begun(T question, const Response& first = {}) {
    REQUIRE(question.apply(first));
    return question;
}

Numerical number(const char* answer, double tolerance, Tolerance kind) {
    Numerical out;
    out.answers = {{answer, tolerance, kind, 1}};
    return out;
}

double share(const Question& question, const Response& response) { return question.grade(response).fraction; }

} // namespace

TEST_CASE("a choice is named by its position in the stored order", "[assessment][choice]") {
    SingleChoice question;
    question.choices = {{1, 1, "đúng"}, {2, -0.5, "sai"}, {3, 0, "không"}};
    REQUIRE(question.apply({{"_order", "3,2,1"}}));
    CHECK(share(question, {{"answer", "2"}}) == 1);
    CHECK(share(question, {{"answer", "1"}}) == -0.5);
    CHECK(share(question, {{"answer", "9"}}) == 0);
    CHECK_FALSE(question.is_complete({{"answer", "-1"}}));
    CHECK(question.min_fraction() == -0.5);
    CHECK(question.correct().text("answer") == "2");
    CHECK_FALSE(question.apply({{"_order", "1,7"}}));
}

TEST_CASE("several answers add up and stay between nothing and all", "[assessment][choice]") {
    MultipleChoice question;
    question.choices = {{1, 0.5, ""}, {2, 0.5, ""}, {3, -1, ""}};
    REQUIRE(question.apply({{"_order", "1,2,3"}}));
    CHECK(share(question, {{"choice0", "1"}}) == 0.5);
    CHECK(share(question, {{"choice0", "1"}, {"choice1", "1"}}) == 1);
    CHECK(share(question, {{"choice0", "1"}, {"choice2", "1"}}) == 0);
    CHECK_FALSE(question.is_complete({{"choice0", "0"}}));
}

TEST_CASE("numbers are read as people here write them", "[assessment][number]") {
    const NumberReader viet(",", ".");
    CHECK(*viet.read("3,14").value == Approx(3.14));
    CHECK(*viet.read(" 1 000 ").value == 1000);
    CHECK(*viet.read("1x10^3").value == 1000);
    CHECK(*viet.read("1,5×10**2").value == 150);
    CHECK_FALSE(viet.read("abc").value);
    CHECK(viet.read("5 km").unit == "km");
    CHECK(viet.has_thousands("1.000"));
    const NumberReader english(".", ",");
    CHECK(*english.read("1,234,567.5").value == 1234567.5);
    CHECK(*english.read(".5").value == 0.5);
}

TEST_CASE("a number in an unclear convention is asked for again, yet graded at the end", "[assessment][number]") {
    auto question = begun(number("1000", 0, Tolerance::Nominal), {{"_separators", ",$."}});
    CHECK_FALSE(question.is_complete({{"answer", "1.000"}}));
    CHECK(question.is_gradable({{"answer", "1.000"}}));
    CHECK(question.is_complete({{"answer", "1000,0"}}));
    CHECK(share(question, {{"answer", "1000,0"}}) == 1);
}

TEST_CASE("tolerance is nominal, relative or geometric", "[assessment][number]") {
    CHECK(within(10.5, 10, 0.5, Tolerance::Nominal));
    CHECK_FALSE(within(10.6, 10, 0.5, Tolerance::Nominal));
    CHECK(within(11, 10, 0.1, Tolerance::Relative));
    CHECK_FALSE(within(8.9, 10, 0.1, Tolerance::Relative));
    CHECK(within(20, 10, 1, Tolerance::Geometric));
    CHECK(within(5, 10, 1, Tolerance::Geometric));
    CHECK(within(-5, -10, 1, Tolerance::Geometric));
    CHECK_FALSE(within(4.9, 10, 1, Tolerance::Geometric));
}

TEST_CASE("a missing unit costs what the question says", "[assessment][number]") {
    auto question = number("1.25", 0, Tolerance::Nominal);
    question.unit_display = Numerical::UnitDisplay::Typed;
    question.unit_grading = Numerical::UnitGrading::OfMark;
    question.unit_penalty = 0.2;
    question.reader.units = {{"m", 1}, {"cm", 100}};
    CHECK(share(question, {{"answer", "1,25 m"}}) == 1);
    CHECK(share(question, {{"answer", "125 cm"}}) == 1);
    CHECK(share(question, {{"answer", "1,25"}}) == Approx(0.8));
}

TEST_CASE("a matching question counts right pairs and shares equal choices", "[assessment][match]") {
    Match question;
    question.stems = {{1, 1, "a"}, {2, 2, "b"}};
    question.choices = {{1, "x"}, {2, "y"}, {3, "z"}};
    REQUIRE(question.apply({{"_stemorder", "2,1"}, {"_choiceorder", "3,2,1"}}));
    CHECK(share(question, {{"sub0", "2"}, {"sub1", "3"}}) == 1);
    CHECK(share(question, {{"sub0", "2"}}) == 0.5);
    CHECK_FALSE(question.is_complete({{"sub0", "2"}, {"sub1", "0"}}));
    CHECK(question.is_gradable({{"sub0", "2"}}));
    CHECK(share(question, question.correct()) == 1);
}

TEST_CASE("a random matching paper stands on its own once drawn", "[assessment][match]") {
    RandomMatch question;
    question.count = 3;
    for (long long i = 1; i <= 9; ++i)
        question.pool.push_back({i, "q" + std::to_string(i), 100 + i, i % 2 == 0 ? "chẵn" : "lẻ"});
    Random random(7);
    Response first;
    question.draw(random, first);
    RandomMatch later; // the pool is gone
    REQUIRE(later.apply(first));
    CHECK(later.ordered_stems().size() == 3);
    CHECK(later.ordered_choices().size() <= 2);
    CHECK(share(later, later.correct()) == 1);
}

TEST_CASE("every rule of ordering gives all for the right order", "[assessment][ordering]") {
    Ordering question;
    question.items = {{1, "a", ""}, {2, "b", ""}, {3, "c", ""}, {4, "d", ""}};
    const Response first{{"_correctresponse", "1,2,3,4"}, {"_currentresponse", "4,3,2,1"}};
    for (int rule = -1; rule <= 7; ++rule) {
        question.rule = static_cast<Ordering::Rule>(rule);
        auto one = begun(question, first);
        CHECK(share(one, one.correct()) == 1);
        CHECK(share(one, {{"response_0", "d,c,b,a"}}) < 0.5);
    }
}

TEST_CASE("rules of ordering differ in what a shifted order is worth", "[assessment][ordering]") {
    Ordering question;
    question.items = {{1, "a", ""}, {2, "b", ""}, {3, "c", ""}, {4, "d", ""}};
    const Response first{{"_correctresponse", "1,2,3,4"}, {"_currentresponse", "1,2,3,4"}};
    const auto worth = [&](Ordering::Rule rule) {
        question.rule = rule;
        return share(begun(question, first), {{"response_0", "b,c,d,a"}});
    };
    CHECK(worth(Ordering::Rule::AbsolutePosition) == 0);
    CHECK(worth(Ordering::Rule::AllOrNothing) == 0);
    CHECK(worth(Ordering::Rule::NextExcludeLast) == Approx(2.0 / 3));
    CHECK(worth(Ordering::Rule::NextIncludeLast) == Approx(2.0 / 4));
    CHECK(worth(Ordering::Rule::OnePreviousAndNext) == Approx(4.0 / 8));
    CHECK(worth(Ordering::Rule::AllPreviousAndNext) == Approx(6.0 / 12));
    CHECK(worth(Ordering::Rule::LongestOrderedSubset) == Approx(3.0 / 4));
    CHECK(worth(Ordering::Rule::LongestContiguousSubset) == Approx(3.0 / 4));
    CHECK(worth(Ordering::Rule::DistanceFromPlace) == Approx(6.0 / 12));
}

TEST_CASE("words in gaps are right by their place's group", "[assessment][gaps]") {
    Gaps question;
    question.choices = {{1, {{1, "mật"}, {2, "khẩu"}}}, {2, {{1, "dài"}, {2, "ngắn"}}}};
    question.places = {{1, 1, 1}, {2, 2, 1}};
    REQUIRE(question.apply({{"_choiceorder1", "2,1"}, {"_choiceorder2", "1,2"}}));
    CHECK(share(question, {{"p1", "2"}, {"p2", "1"}}) == 1);
    CHECK(share(question, {{"p1", "1"}, {"p2", "1"}}) == 0.5);
    CHECK(share(question, question.correct()) == 1);
}

TEST_CASE("a region is a circle, a rectangle or a polygon and includes its edge", "[assessment][markers]") {
    const auto circle = parse_zone("50,50;10");
    REQUIRE(circle);
    CHECK(circle->contains(60, 50));
    CHECK_FALSE(circle->contains(61, 50));
    const auto box = parse_zone("100,0;100,50");
    REQUIRE(box);
    CHECK(box->contains(200, 50));
    CHECK_FALSE(box->contains(201, 50));
    const auto triangle = parse_zone("0,0;10,0;0,10");
    REQUIRE(triangle);
    CHECK(triangle->contains(2, 2));
    CHECK(triangle->contains(5, 5));
    CHECK(triangle->contains(5, 0));
    CHECK_FALSE(triangle->contains(6, 6));
    CHECK_FALSE(triangle->contains(20, 0));
    CHECK_FALSE(parse_zone("a,b;c"));
    CHECK_FALSE(parse_zone("5"));
}

TEST_CASE("markers that hit nothing count against the grade", "[assessment][markers]") {
    Markers question;
    question.markers = {{1, "đáng ngờ"}};
    question.places = {{1, *parse_zone("50,50;10"), 1}, {2, *parse_zone("200,50;10"), 1}};
    REQUIRE(question.apply({{"_choiceorder1", "1"}}));
    CHECK(share(question, {{"c1", "50,50;200,50"}}) == 1);
    CHECK(share(question, {{"c1", "50,50"}}) == 0.5);
    CHECK(share(question, {{"c1", "50,50;200,50;0,0"}}) == Approx(2.0 / 3));
    CHECK(share(question, {{"c1", "50,50;51,50"}}) == 0.5); // one place takes one drop
    CHECK_FALSE(question.is_complete({{"c1", ""}}));
    CHECK(question.is_same({{"c1", "1,2;3,4"}}, {{"c1", "3,4;1,2"}}));
}

TEST_CASE("a cloze weighs its parts and says so in its state", "[assessment][cloze]") {
    Cloze question;
    auto word = std::make_unique<ShortAnswer>();
    word->answers = {{"có", 1}};
    word->default_mark = 3;
    question.parts.push_back(std::move(word));
    auto yes = std::make_unique<TrueFalse>();
    question.parts.push_back(std::move(yes));
    REQUIRE(question.apply({}));
    CHECK(share(question, {{"sub1_answer", "có"}, {"sub2_answer", "0"}}) == 0.75);
    CHECK(question.grade({{"sub1_answer", "không"}}).state == AttemptState::GradedWrong);
    CHECK(question.grade({{"sub1_answer", "có"}, {"sub2_answer", "1"}}).state == AttemptState::GradedRight);
    CHECK_FALSE(question.is_complete({{"sub1_answer", "có"}}));
    CHECK(question.is_gradable({{"sub1_answer", "có"}}));
}

TEST_CASE("the same seed shuffles alike and another one differently", "[assessment][random]") {
    SingleChoice question;
    for (long long i = 1; i <= 12; ++i)
        question.choices.push_back({i, 0, ""});
    const auto order = [&](std::uint64_t seed) {
        Random random(seed);
        Response first;
        question.draw(random, first);
        return std::string(first.text("_order"));
    };
    CHECK(order(42) == order(42));
    CHECK(order(42) != order(43));
    CHECK(seed_of("một lượt thi") == seed_of("một lượt thi"));
}

TEST_CASE("the sequence of a seed never changes, for papers are drawn from it", "[assessment][random]") {
    Random random(1);
    CHECK(random.next() == 0x910a2dec89025cc1ULL);
}

TEST_CASE("an essay keeps to its limits of words", "[assessment][essay]") {
    Essay essay;
    essay.least_words = 2;
    essay.most_words = 3;
    CHECK_FALSE(essay.is_complete({{"answer", "một"}}));
    CHECK(essay.is_complete({{"answer", "một  hai\nba"}}));
    CHECK_FALSE(essay.is_complete({{"answer", "một hai ba bốn"}}));
}
