#include "assessment/choice.h"
#include "formats/moodle_xml.h"
#include "formats/qti.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using assessment::Bank;

namespace {

/// An item of QTI 2.2 around its declarations, body and processing.
std::string item(const std::string& declarations, const std::string& body, const std::string& rest) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="CAU-1" title="Câu một" adaptive="false" timeDependent="false">)" +
           declarations +
           R"(<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody>)" + body +
           "</itemBody>" + rest + "</assessmentItem>";
}

std::string processing(const std::string& name) {
    return R"(<responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/)" + name + R"("/>)";
}

std::string declared(const std::string& type, const std::string& inner, const std::string& cardinality = "single",
                     const std::string& id = "RESPONSE") {
    return "<responseDeclaration identifier=\"" + id + "\" cardinality=\"" + cardinality + "\" baseType=\"" + type +
           "\">" + inner + "</responseDeclaration>";
}

std::string correct(const std::vector<std::string>& values) {
    std::string out = "<correctResponse>";
    for (const auto& value : values)
        out += "<value>" + value + "</value>";
    return out + "</correctResponse>";
}

Bank read(const std::string& text) {
    auto bank = formats::read_qti(text);
    REQUIRE(bank);
    return *bank;
}

std::vector<double> fractions(const assessment::BankQuestion& question) {
    std::vector<double> out;
    for (const auto& answer : question.answers)
        out.push_back(answer.fraction);
    return out;
}

bool lost(const Bank& bank, std::string_view what) {
    return std::any_of(bank.losses.begin(), bank.losses.end(),
                       [&](const auto& loss) { return loss.what.find(what) != std::string::npos; });
}

const std::string passwords = R"(<p>Mật khẩu nào <strong>khó đoán</strong> nhất?</p>
  <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
    <prompt>Chọn một.</prompt>
    <simpleChoice identifier="A">matkhau<feedbackInline outcomeIdentifier="FEEDBACK" identifier="A" showHide="show">Từ điển nào cũng có.</feedbackInline></simpleChoice>
    <simpleChoice identifier="B">bốn từ chẳng liên quan &amp; một số</simpleChoice>
  </choiceInteraction>)";

} // namespace

TEST_CASE("QTI: one choice matched by its key", "[formats][qti]") {
    const auto bank = read(item(
        declared("identifier", correct({"B"})), passwords,
        processing("match_correct") +
            R"(<modalFeedback outcomeIdentifier="FEEDBACK" identifier="B" showHide="show">Dài hơn là <em>chắc</em> hơn.</modalFeedback>)"));
    REQUIRE(bank.questions.size() == 1);
    const auto& question = bank.questions[0];
    CHECK(question.type == "multichoice");
    CHECK(question.single);
    CHECK(question.shuffle);
    CHECK(question.name == "Câu một");
    CHECK(question.idnumber == "CAU-1");
    CHECK(question.text == "<p>Mật khẩu nào <strong>khó đoán</strong> nhất?</p> <p>Chọn một.</p>");
    CHECK(question.answers[1].text == "bốn từ chẳng liên quan &amp; một số");
    CHECK(fractions(question) == std::vector<double>{0, 1});
    CHECK(question.answers[0].feedback == "Từ điển nào cũng có.");
    CHECK(question.answers[1].feedback == "Dài hơn là <em>chắc</em> hơn.");
    CHECK(bank.losses.empty());
}

TEST_CASE("QTI 3 says the same by other names", "[formats][qti]") {
    const auto bank =
        read(R"(<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q3" title="Ba">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
  <qti-correct-response><qti-value>B</qti-value></qti-correct-response>
  <qti-mapping default-value="0" upper-bound="2"><qti-map-entry map-key="B" mapped-value="2"/><qti-map-entry map-key="A" mapped-value="-0.5"/></qti-mapping>
</qti-response-declaration>
<qti-item-body class="qti-layout"><p>Ai gọi?</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
<qti-simple-choice identifier="A">Công an</qti-simple-choice><qti-simple-choice identifier="B">Chưa biết</qti-simple-choice></qti-choice-interaction></qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml"/>
<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="A" show-hide="show"><qti-content-body><p>Hãy gọi lại.</p></qti-content-body></qti-modal-feedback>
</qti-assessment-item>)");
    REQUIRE(bank.questions.size() == 1);
    const auto& question = bank.questions[0];
    CHECK(question.type == "multichoice");
    CHECK_FALSE(question.shuffle);
    CHECK(question.default_mark == 2);
    CHECK(fractions(question) == std::vector<double>{-0.25, 1});
    CHECK(question.answers[0].feedback == "<p>Hãy gọi lại.</p>");
    CHECK(bank.losses.empty());
}

TEST_CASE("QTI: several choices, matched or mapped", "[formats][qti]") {
    const std::string body =
        R"(<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0"><prompt>Dấu hiệu nào đáng ngờ?</prompt>
<simpleChoice identifier="A">Gấp</simpleChoice><simpleChoice identifier="B">Tên miền lạ</simpleChoice><simpleChoice identifier="C">Có chữ ký</simpleChoice></choiceInteraction>)";
    auto bank = read(item(declared("identifier", correct({"A", "B"}), "multiple"), body, processing("match_correct")));
    CHECK(bank.questions[0].text == "Dấu hiệu nào đáng ngờ?");
    CHECK_FALSE(bank.questions[0].single);
    CHECK(fractions(bank.questions[0]) == std::vector<double>{0.5, 0.5, -1});
    CHECK(lost(bank, "match_correct"));
    CHECK_FALSE(bank.refused());

    const std::string mapping =
        R"(<mapping lowerBound="0" upperBound="2" defaultValue="-1"><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="2"/></mapping>)";
    bank = read(item(declared("identifier", mapping, "multiple"), body, processing("map_response")));
    CHECK(fractions(bank.questions[0]) == std::vector<double>{0.5, 1, -0.5});
    CHECK(bank.questions[0].default_mark == 2);
    CHECK(bank.losses.empty());
    // The engine's mark is what QTI says: 1 - 1 = 0, 2 - 1 = 1, 3 bounded to 2.
    auto engine = assessment::make_question(bank.questions[0], {});
    REQUIRE(engine);
    auto& choice = dynamic_cast<assessment::MultipleChoice&>(**engine);
    REQUIRE(choice.apply({{"_order", "1,2,3"}}));
    CHECK(choice.grade({{"choice0", "1"}, {"choice2", "1"}}).fraction == Approx(0));
    CHECK(choice.grade({{"choice1", "1"}, {"choice2", "1"}}).fraction == Approx(0.5));
    CHECK(choice.grade({{"choice0", "1"}, {"choice1", "1"}}).fraction == Approx(1));
}

TEST_CASE("QTI: text entry becomes a short answer or a number", "[formats][qti]") {
    const std::string body =
        R"(<p>Thủ đô là <textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>.</p>)";
    const std::string mapping =
        R"(<mapping defaultValue="0.25"><mapEntry mapKey="Hà Nội" mappedValue="2" caseSensitive="false"/><mapEntry mapKey="H* N" mappedValue="1" caseSensitive="false"/></mapping>)";
    auto bank = read(item(declared("string", mapping), body, processing("map_response")));
    const auto& question = bank.questions[0];
    CHECK(question.type == "shortanswer");
    CHECK(question.text == "<p>Thủ đô là _____.</p>");
    CHECK_FALSE(question.use_case);
    CHECK(question.answers[1].text == "H\\* N");
    CHECK(question.answers[2].text == "*");
    CHECK(fractions(question) == std::vector<double>{1, 0.5, 0.125});
    CHECK(question.default_mark == 2);
    CHECK(bank.losses.empty());

    bank = read(item(declared("string", correct({"Hà Nội"})), body, processing("match_correct")));
    CHECK(bank.questions[0].use_case);

    bank = read(item(declared("integer", correct({"63"})), body, processing("match_correct")));
    CHECK(bank.questions[0].type == "numerical");
    CHECK(bank.questions[0].answers[0].tolerance == 0.0);
    bank = read(item(declared("float", correct({"ba"})), body, processing("match_correct")));
    CHECK(bank.questions.empty());
    CHECK(bank.refused());
}

TEST_CASE("QTI: gaps and lists in one text become a cloze", "[formats][qti]") {
    const auto bank = read(item(
        declared("identifier", correct({"X"}), "single", "R1") + declared("string", correct({"VNeID"}), "single", "R2"),
        R"(<p>Gọi <inlineChoiceInteraction responseIdentifier="R1" shuffle="false"><inlineChoice identifier="X">113</inlineChoice><inlineChoice identifier="Y">số lạ {1:SA:=x}</inlineChoice></inlineChoiceInteraction> rồi mở <textEntryInteraction responseIdentifier="R2"/> {không}.</p>)",
        R"(<responseProcessing>
<responseCondition><responseIf><match><variable identifier="R1"/><correct identifier="R1"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition>
<responseCondition><responseIf><match><variable identifier="R2"/><correct identifier="R2"/></match><setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="float">1</baseValue></sum></setOutcomeValue></responseIf></responseCondition></responseProcessing>)"));
    REQUIRE(bank.questions.size() == 1);
    const auto& question = bank.questions[0];
    CHECK(question.type == "multianswer");
    CHECK(question.text == "<p>Gọi {#1} rồi mở {#2} &#123;không}.</p>");
    REQUIRE(question.parts.size() == 2);
    CHECK(question.parts[0].type == "multichoice");
    CHECK(question.parts[1].type == "shortanswer");
    CHECK(question.default_mark == 2);
    CHECK(bank.losses.empty());
    const auto written = formats::write_moodle_xml(bank.questions);
    CHECK(written.losses.empty());
    const auto again = formats::read_moodle_xml(written.text);
    REQUIRE(again);
    CHECK(again->questions[0].parts.size() == 2);
}

TEST_CASE("QTI: match and associate become pairs", "[formats][qti]") {
    const std::string sets =
        R"(<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="0"><prompt>Ghép.</prompt>
<simpleMatchSet><simpleAssociableChoice identifier="S1" matchMax="1">Mất thẻ</simpleAssociableChoice><simpleAssociableChoice identifier="S2" matchMax="1">Lộ mật khẩu</simpleAssociableChoice></simpleMatchSet>
<simpleMatchSet><simpleAssociableChoice identifier="T1" matchMax="0">Báo công an</simpleAssociableChoice><simpleAssociableChoice identifier="T2" matchMax="0">Đổi ngay</simpleAssociableChoice><simpleAssociableChoice identifier="T3" matchMax="0">Chờ</simpleAssociableChoice></simpleMatchSet></matchInteraction>)";
    const std::string mapping =
        R"(<mapping><mapEntry mapKey="S1 T1" mappedValue="1"/><mapEntry mapKey="S2 T2" mappedValue="1"/></mapping>)";
    auto bank = read(item(declared("directedPair", mapping, "multiple"), sets, processing("map_response")));
    const auto& pairs = bank.questions.at(0).pairs;
    REQUIRE(pairs.size() == 3);
    CHECK(pairs[0].text == "Mất thẻ");
    CHECK(pairs[0].answer == "Báo công an");
    CHECK(pairs[2].text.empty());
    CHECK(pairs[2].answer == "Chờ");
    CHECK(bank.questions[0].default_mark == 2);
    CHECK(bank.losses.empty());

    bank = read(
        item(declared("directedPair", correct({"S1 T1", "S1 T2"}), "multiple"), sets, processing("match_correct")));
    REQUIRE(bank.questions.size() == 1); // turned round: two stems share an answer
    CHECK(bank.questions[0].pairs[0].text == "Báo công an");
    CHECK(lost(bank, "matchInteraction"));
    bank = read(item(declared("directedPair", correct({"S1 T9"}), "multiple"), sets, processing("match_correct")));
    CHECK(bank.refused());

    const std::string associate =
        R"(<associateInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="2"><prompt>Ghép đôi.</prompt>
<simpleAssociableChoice identifier="A" matchMax="1">113</simpleAssociableChoice><simpleAssociableChoice identifier="B" matchMax="1">Công an</simpleAssociableChoice><simpleAssociableChoice identifier="C" matchMax="1">115</simpleAssociableChoice><simpleAssociableChoice identifier="D" matchMax="1">Cấp cứu</simpleAssociableChoice></associateInteraction>)";
    bank = read(item(declared("pair", correct({"A B", "C D"}), "multiple"), associate, processing("match_correct")));
    REQUIRE(bank.questions.size() == 1);
    CHECK(bank.questions[0].pairs[1].text == "115");
    CHECK(bank.questions[0].pairs[1].answer == "Cấp cứu");
    CHECK(lost(bank, "associateInteraction"));
    CHECK(lost(bank, "match_correct"));
}

TEST_CASE("QTI: an order is graded all or nothing and goes through Moodle XML", "[formats][qti]") {
    const auto bank =
        read(item(declared("identifier", correct({"B", "A", "C"}), "ordered"),
                  R"(<orderInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Xếp thứ tự.</prompt>
<simpleChoice identifier="A">Báo</simpleChoice><simpleChoice identifier="B">Ngắt mạng</simpleChoice><simpleChoice identifier="C">Ghi lại</simpleChoice></orderInteraction>)",
                  processing("match_correct")));
    REQUIRE(bank.questions.size() == 1);
    CHECK(bank.questions[0].type == "ordering");
    CHECK(bank.questions[0].answers[0].text == "Ngắt mạng");
    CHECK(bank.losses.empty());
    auto engine = assessment::make_question(bank.questions[0], {});
    REQUIRE(engine);
    const auto again = formats::read_moodle_xml(formats::write_moodle_xml(bank.questions).text);
    REQUIRE(again);
    CHECK(again->questions[0] == bank.questions[0]);
    CHECK(again->losses.empty());
    auto json = assessment::bank_from_json(assessment::bank_to_json(bank));
    REQUIRE(json);
    CHECK(json->questions[0] == bank.questions[0]);
}

TEST_CASE("QTI: essays, hot text and pages without a question", "[formats][qti]") {
    auto bank = read(item(
        declared("string", ""),
        R"(<extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="5"><prompt>Viết báo cáo.</prompt></extendedTextInteraction><rubricBlock view="scorer"><p>Cho 1 điểm mỗi ý.</p></rubricBlock><rubricBlock view="candidate"><p>Viết ngắn.</p></rubricBlock>)",
        ""));
    REQUIRE(bank.questions.size() == 1);
    CHECK(bank.questions[0].type == "essay");
    CHECK(bank.questions[0].text == "<p>Viết báo cáo.</p><p>Viết ngắn.</p>");
    CHECK(lost(bank, "rubricBlock scorer: Cho 1 điểm mỗi ý."));

    bank = read(item(
        declared("identifier", correct({"H2"})),
        R"(<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Chỗ nào đáng ngờ?</prompt><p>Kính gửi <hottext identifier="H1">Anh Nam</hottext>, bấm <hottext identifier="H2">vào đây</hottext>.</p></hottextInteraction>)",
        processing("match_correct")));
    REQUIRE(bank.questions.size() == 1);
    CHECK(bank.questions[0].text == "<p>Chỗ nào đáng ngờ?</p><p>Kính gửi <u>Anh Nam</u>, bấm <u>vào đây</u>.</p>");
    CHECK(fractions(bank.questions[0]) == std::vector<double>{0, 1});
    CHECK(lost(bank, "hottextInteraction"));

    bank = read(item("", "<p>Chỉ để đọc.</p>", ""));
    CHECK(bank.questions.at(0).type == "description");
}

TEST_CASE("QTI: feedback follows the rules that show it", "[formats][qti]") {
    const std::string rules = R"(<responseProcessing>
<responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">3</baseValue></setOutcomeValue><setOutcomeValue identifier="F"><baseValue baseType="identifier">good</baseValue></setOutcomeValue></responseIf>
<responseElse><setOutcomeValue identifier="F"><baseValue baseType="identifier">bad</baseValue></setOutcomeValue></responseElse></responseCondition></responseProcessing>
<modalFeedback outcomeIdentifier="F" identifier="good" showHide="show">Giỏi.</modalFeedback><modalFeedback outcomeIdentifier="F" identifier="bad" showHide="show">Đọc lại bài 3.</modalFeedback>
<modalFeedback outcomeIdentifier="F" identifier="never" showHide="hide">Nguồn: bài 3.</modalFeedback><modalFeedback outcomeIdentifier="G" identifier="x" showHide="show">Không rõ.</modalFeedback>)";
    const auto bank = read(item(declared("identifier", correct({"B"})), passwords, rules));
    const auto& question = bank.questions.at(0);
    CHECK(question.default_mark == 3);
    CHECK(question.answers[1].feedback == "Giỏi.");
    CHECK(question.answers[0].feedback.find("Đọc lại bài 3.") != std::string::npos);
    CHECK(question.general_feedback == "Nguồn: bài 3.");
    CHECK(lost(bank, "Không rõ."));
}

TEST_CASE("QTI: what cannot be carried is named, never dropped", "[formats][qti]") {
    auto bank = read(item(
        declared(
            "point",
            R"(<areaMapping defaultValue="0"><areaMapEntry shape="circle" coords="1,1,1" mappedValue="1"/></areaMapping>)"),
        R"(<selectPointInteraction responseIdentifier="RESPONSE" maxChoices="1"><object data="a.png" type="image/png"/></selectPointInteraction>)",
        processing("map_response_point")));
    CHECK(bank.questions.empty());
    REQUIRE(bank.losses.size() == 1);
    CHECK(bank.losses[0].refused);
    CHECK(bank.losses[0].where == "item CAU-1");
    CHECK(bank.losses[0].what == "selectPointInteraction: Câu một");

    bank = read(item(
        declared("identifier", correct({"B"})),
        R"x(<p onclick="x()" style="a">Xem <img src="media/a.png" alt="Ảnh"/><script>alert(1)</script><a href="javascript:x()">đây</a></p>)x" +
            passwords,
        R"(<responseProcessing><responseCondition><responseIf><gt><variable identifier="duration"/><baseValue baseType="float">9</baseValue></gt><exitResponse/></responseIf></responseCondition></responseProcessing><stylesheet href="a.css" type="text/css"/>)"));
    REQUIRE(bank.questions.size() == 1);
    CHECK(bank.questions[0].text.find("script") == std::string::npos);
    CHECK(bank.questions[0].text.find("onclick") == std::string::npos);
    CHECK(bank.questions[0].text.find("<img src=\"media/a.png\" alt=\"Ảnh\">") != std::string::npos);
    for (const char* what :
         {"p onclick", "p style", "script", "a href", "img media/a.png", "responseProcessing", "stylesheet"})
        CHECK(lost(bank, what));

    bank = read(item(declared("identifier", ""), passwords, processing("match_correct")));
    CHECK(bank.refused()); // no key
    bank = read(item(declared("identifier", correct({"A"})),
                     passwords + R"(<extendedTextInteraction responseIdentifier="E"/>)", ""));
    CHECK(bank.refused());
    CHECK(bank.losses.back().why == "These interactions do not fit into one question");
}

TEST_CASE("QTI: hostile files are refused", "[formats][qti]") {
    const auto good = item(declared("identifier", correct({"B"})), passwords, processing("match_correct"));
    for (std::size_t cut = 0; cut < good.size() - 1; cut += 7)
        CHECK_FALSE(formats::read_qti(good.substr(0, cut)));
    const std::string bomb = R"(<!DOCTYPE assessmentItem [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>)";
    const auto body = good.substr(good.find("<assessmentItem"));
    CHECK(formats::read_qti(bomb + body).error().code == ErrorCode::InvalidInput);
    CHECK_FALSE(formats::read_qti(R"(<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>)" + body));
    std::string deep = "<assessmentItem><itemBody>";
    for (int i = 0; i < 5000; ++i)
        deep += "<div>";
    for (int i = 0; i < 5000; ++i)
        deep += "</div>";
    CHECK_FALSE(formats::read_qti(deep + "</itemBody></assessmentItem>"));
    std::string many;
    for (int i = 0; i < 30'000; ++i)
        many += "<textEntryInteraction responseIdentifier=\"RESPONSE\"/>";
    CHECK(read(item(declared("string", correct({"a"})), "<p>" + many + "</p>", "")).refused());
    std::string entries;
    for (int i = 0; i < 30'000; ++i)
        entries += "<mapEntry mapKey=\"" + std::to_string(i) + "\" mappedValue=\"1\"/>";
    CHECK(read(item(declared("string", "<mapping>" + entries + "</mapping>"),
                    "<textEntryInteraction responseIdentifier=\"RESPONSE\"/>", processing("map_response")))
              .refused());
    CHECK_FALSE(formats::read_qti("<quiz/>"));
    CHECK_FALSE(formats::read_qti("\xff\xfe"));
    CHECK(formats::read_qti("<assessmentItem/>")->refused());
    CHECK(formats::read_qti(std::string(10'000'001, ' ')).error().code == ErrorCode::TooLarge);
}

TEST_CASE("QTI is known by its first element", "[formats][qti]") {
    CHECK(formats::is_qti("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <quiz> -->\n<assessmentItem identifier='a'/>"));
    CHECK(formats::is_qti("<qti-assessment-item>"));
    CHECK(formats::is_qti("<q:assessmentTest xmlns:q='x'>"));
    CHECK(formats::is_qti("PK\x03\x04"));
    CHECK_FALSE(formats::is_qti("<?xml version='1.0'?><quiz/>"));
    CHECK_FALSE(formats::is_qti("::Một:: Đúng?{T}"));
    CHECK_FALSE(formats::is_qti("<"));
    CHECK_FALSE(formats::is_qti("<!--"));
}

namespace {

const std::string gaps =
    R"(<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false"><prompt>Điền vào chỗ trống.</prompt>
  <gapText identifier="W" matchMax="1">khóa</gapText><gapText identifier="S" matchMax="1">tắt</gapText>
  <p>Rời bàn thì <gap identifier="G1"/> màn hình, cuối ngày thì <gap identifier="G2"/> máy.</p></gapMatchInteraction>)";

} // namespace

TEST_CASE("QTI: words dragged into gaps become lists in a cloze", "[formats][qti]") {
    const auto bank =
        read(item(declared("directedPair", correct({"W G1", "S G2"}), "multiple"), gaps, processing("match_correct")));
    REQUIRE(bank.questions.size() == 1);
    const auto& question = bank.questions[0];
    CHECK(question.type == "multianswer");
    CHECK(question.text == "<p>Điền vào chỗ trống.</p><p>Rời bàn thì {#1} màn hình, cuối ngày thì {#2} máy.</p>");
    REQUIRE(question.parts.size() == 2);
    CHECK(question.parts[0].answers[0].text == "khóa");
    CHECK(fractions(question.parts[0]) == std::vector<double>{1, 0});
    CHECK(fractions(question.parts[1]) == std::vector<double>{0, 1});
    CHECK(question.parts[0].default_mark == 0.5);
    CHECK(question.default_mark == 1);
    CHECK(lost(bank, "gapMatchInteraction"));
    CHECK(lost(bank, "matchMax"));
    CHECK(lost(bank, "match_correct"));
    CHECK(assessment::make_question(question, {}));
}

TEST_CASE("QTI: gaps are graded as they are mapped", "[formats][qti]") {
    const std::string mapping = R"(<mapping defaultValue="-1" upperBound="3"><mapEntry mapKey="W G1" mappedValue="2"/>
      <mapEntry mapKey="S G1" mappedValue="1"/><mapEntry mapKey="S G2" mappedValue="1"/></mapping>)";
    const auto bank = read(item(declared("directedPair", correct({"W G1", "S G2"}) + mapping, "multiple"), gaps,
                                processing("map_response")));
    REQUIRE(bank.questions.size() == 1);
    CHECK(fractions(bank.questions[0].parts[0]) == std::vector<double>{1, 0.5});
    CHECK(fractions(bank.questions[0].parts[1]) == std::vector<double>{-1, 1});
    CHECK(bank.questions[0].default_mark == 3);
}

TEST_CASE("QTI: gaps without a key or with pictures are refused with the reason", "[formats][qti]") {
    const auto why = [](const std::string& declarations, const std::string& body) {
        const auto bank = read(item(declarations, body, processing("match_correct")));
        REQUIRE(bank.questions.empty());
        return bank.losses.back().why;
    };
    CHECK(why(declared("directedPair", "", "multiple"), gaps) == "The question does not say what is right");
    CHECK(why(declared("directedPair", correct({"W G1"}), "multiple"), gaps) ==
          "The question does not say what is right");
    CHECK(
        why(declared("directedPair", correct({"W G1"}), "multiple"),
            R"(<gapMatchInteraction responseIdentifier="RESPONSE"><gapImg identifier="W"/><p><gap identifier="G1"/></p></gapMatchInteraction>)") ==
        "Pictures that are dragged do not come along");
    CHECK(
        why(declared("identifier", correct({"A"})),
            R"(<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><hotspotChoice identifier="A" shape="rect" coords="0,0,9,9"/></hotspotInteraction>)") ==
        "It asks for places in a picture, and pictures do not come along");
}

TEST_CASE("QTI: a slider becomes a number", "[formats][qti]") {
    const std::string body =
        R"(<p>Bao nhiêu phút thì máy tự khóa?</p><sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="60" step="5"/>)";
    const auto bank = read(item(declared("integer", correct({"5"})), body, processing("match_correct")));
    REQUIRE(bank.questions.size() == 1);
    CHECK(bank.questions[0].type == "numerical");
    CHECK(bank.questions[0].answers[0].text == "5");
    CHECK(bank.questions[0].answers[0].tolerance == 0);
    CHECK(bank.losses.size() == 1);
    CHECK(lost(bank, "sliderInteraction 0 – 60"));
    const auto none = read(item(declared("integer", ""), body, processing("match_correct")));
    CHECK(none.questions.empty());
}
