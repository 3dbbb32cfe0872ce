#include "station/sheet.h"
#include "unit/exam/sample_exam.h"

using namespace canbo;
using namespace canbo::station;
using assessment::AnswerKind;
using assessment::GivenAnswer;

TEST_CASE("a paper is read as it was made, and its answers are taken", "[station][sheet]") {
    const test::SampleRoom at;
    const auto paper = *exam::make_paper(at.package.exam, at.package.paper_key, "0001");
    const auto sheet = read_sheet(exam::paper_to_json(at.package.exam, paper));
    REQUIRE(sheet);
    CHECK(sheet->candidate == "0001");
    CHECK(sheet->minutes == 20);
    REQUIRE(sheet->questions.size() == paper.items.size());
    for (std::size_t i = 0; i < sheet->questions.size(); ++i) {
        const auto& question = sheet->questions[i];
        CHECK(question.view.text == paper.items[i].question->text);
        GivenAnswer given;
        given.chosen.assign(question.view.kind == AnswerKind::Match ? question.view.stems.size() : 1, 0);
        const auto response = response_of(question, given);
        CHECK_FALSE(response.empty());
        CHECK(exam::check_response(paper.items[i], response));
        CHECK(assessment::given_in(question.view, question.type, response).chosen == given.chosen);
    }
}

TEST_CASE("an answer in which nothing is given takes the answer back", "[station][sheet]") {
    SheetQuestion match{1, "match", 1, {"?", AnswerKind::Match, {"1", "2"}, {"một", "hai"}}};
    CHECK(response_of(match, {{GivenAnswer::none, GivenAnswer::none}, ""}).empty());
    CHECK(response_of(match, {{GivenAnswer::none, 1}, ""}).text("sub1") == "2");
    SheetQuestion text{1, "shortanswer", 1, {"?", AnswerKind::Text, {}, {}}};
    CHECK(response_of(text, {}).empty());
    CHECK(response_of(text, {{}, "Hà Nội"}).text("answer") == "Hà Nội");
}

TEST_CASE("a paper that is none is refused", "[station][sheet]") {
    CHECK_FALSE(read_sheet(Json()));
    CHECK_FALSE(read_sheet({{"items", 3}}));
    CHECK_FALSE(read_sheet({{"items", Json::array({{{"slot", 2}}})}}));
    CHECK_FALSE(read_sheet({{"items", Json::array({{{"slot", 1}, {"format", "wild"}}})}}));
    CHECK_FALSE(read_sheet({{"items", Json::array({{{"slot", 1}, {"format", "plain"}, {"choices", {1, 2}}}})}}));
    CHECK_FALSE(read_sheet({{"items", Json::array({"?"})}}));
}
