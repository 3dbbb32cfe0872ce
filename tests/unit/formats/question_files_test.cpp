#include "formats/aiken.h"
#include "formats/moodle_xml.h"

#include <catch2/catch.hpp>

using namespace canbo;
using assessment::BankQuestion;

namespace {

constexpr const char* quiz = R"(<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/An toàn</text></category></question>
  <question type="multichoice">
    <name><text>Tệp lạ</text></name>
    <questiontext format="html"><text><![CDATA[<p>Mở tệp lạ?</p>]]></text></questiontext>
    <defaultgrade>2.0000000</defaultgrade><penalty>0.5</penalty><idnumber>q1</idnumber>
    <single>false</single><shuffleanswers>false</shuffleanswers>
    <answer fraction="33.33333" format="html"><text>Hỏi</text><feedback format="html"><text>tốt</text></feedback></answer>
    <answer fraction="-100" format="html"><text>Mở</text></answer>
    <correctfeedback format="html"><text>Giỏi</text></correctfeedback>
    <hint format="html"><text>Xem người gửi</text></hint>
    <tags><tag><text>thư lạ</text></tag></tags>
  </question>
  <question type="truefalse">
    <name><text>T</text></name><questiontext format="html"><text>Đúng?</text></questiontext>
    <answer fraction="100"><text>false</text></answer><answer fraction="0"><text>true</text></answer>
  </question>
  <question type="numerical">
    <name><text>N</text></name><questiontext format="html"><text>Số</text></questiontext>
    <answer fraction="100"><text>3.5</text><tolerance>0.1</tolerance></answer>
  </question>
  <question type="matching">
    <name><text>M</text></name><questiontext format="html"><text>Ghép</text></questiontext>
    <subquestion format="html"><text>a</text><answer><text>1</text></answer></subquestion>
    <subquestion format="html"><text></text><answer><text>2</text></answer></subquestion>
  </question>
  <question type="cloze">
    <name><text>C</text></name>
    <questiontext format="html"><text>\(x\) Thủ đô {1:SHORTANSWER:=Hà Nội#đúng~%50%Huế} năm {2:NUMERICAL:=2022:1~%25%*} {lạ:?}</text></questiontext>
  </question>
  <question type="ddwtos"><name><text>K</text></name></question>
</quiz>)";

} // namespace

TEST_CASE("Moodle XML brings every field it has a place for", "[formats][xml]") {
    const auto bank = formats::read_moodle_xml(quiz);
    REQUIRE(bank);
    REQUIRE(bank->questions.size() == 5);
    const auto& choice = bank->questions[0];
    CHECK(choice.category == "$course$/top/An toàn");
    CHECK(choice.text == "<p>Mở tệp lạ?</p>");
    CHECK_FALSE(choice.single);
    CHECK_FALSE(choice.shuffle);
    CHECK(choice.default_mark == 2);
    CHECK(choice.penalty == 0.5);
    CHECK(choice.answers[0].fraction == Approx(0.3333333));
    CHECK(choice.answers[1].fraction == -1);
    CHECK(choice.hints == std::vector<std::string>{"Xem người gửi"});
    CHECK(choice.tags == std::vector<std::string>{"thư lạ"});
    CHECK(bank->questions[1].correct == false);
    CHECK(bank->questions[2].answers[0].tolerance == 0.1);
    CHECK(bank->questions[3].pairs.size() == 2);
    const auto& cloze = bank->questions[4];
    CHECK(cloze.text == "\\(x\\) Thủ đô {#1} năm {#2} {lạ:?}");
    REQUIRE(cloze.parts.size() == 2);
    CHECK(cloze.parts[0].answers[1].fraction == 0.5);
    CHECK(cloze.parts[1].default_mark == 2);
    CHECK(cloze.parts[1].answers[0].tolerance == 1);
    CHECK(cloze.default_mark == 3);
}

TEST_CASE("what Moodle XML loses on its way in is said", "[formats][xml]") {
    const auto bank = formats::read_moodle_xml(quiz);
    REQUIRE(bank);
    REQUIRE(bank->losses.size() == 3);
    CHECK(bank->losses[0].what == "feedback for right answers");
    CHECK(bank->losses[1].what == "lạ:?");
    CHECK(bank->losses[2].where == "question 7");
    CHECK(bank->losses[2].refused);
}

TEST_CASE("what is written in Moodle XML is read back the same", "[formats][xml]") {
    const auto bank = formats::read_moodle_xml(quiz);
    REQUIRE(bank);
    const auto written = formats::write_moodle_xml(bank->questions);
    CHECK(written.losses.empty());
    const auto again = formats::read_moodle_xml(written.text);
    REQUIRE(again);
    REQUIRE(again->questions.size() == bank->questions.size());
    for (std::size_t i = 0; i < bank->questions.size(); ++i)
        CHECK(assessment::question_to_json(again->questions[i]) == assessment::question_to_json(bank->questions[i]));
    CHECK(formats::write_moodle_xml(again->questions).text == written.text);
}

TEST_CASE("what is no quiz is refused, and no entity is read from outside", "[formats][xml]") {
    CHECK_FALSE(formats::read_moodle_xml("không phải XML"));
    CHECK_FALSE(formats::read_moodle_xml("<course/>"));
    const auto bank = formats::read_moodle_xml(
        "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz><question type=\"essay\"><name><text>&x;"
        "</text></name></question></quiz>");
    REQUIRE(bank);
    CHECK(bank->questions.at(0).name == "&x;");
}

TEST_CASE("Aiken is read and written", "[formats][aiken]") {
    const auto bank = formats::read_aiken("Ai được xem?\nA. Mọi người\nB) Người có quyền\nANSWER: B\n\nHỏng?\nA. a\n"
                                          "ANSWER: A\n\nKhông hết\nA. a\nB. b\n");
    REQUIRE(bank);
    REQUIRE(bank->questions.size() == 1);
    CHECK(bank->questions[0].answers[1].fraction == 1);
    REQUIRE(bank->losses.size() == 2);
    CHECK(bank->losses[0].where == "line 6");
    const auto written = formats::write_aiken(bank->questions);
    CHECK(written.losses.empty());
    CHECK(formats::read_aiken(written.text)->questions == bank->questions);
    BankQuestion essay;
    essay.type = "essay";
    CHECK(formats::write_aiken({essay}).losses.at(0).refused);
}
