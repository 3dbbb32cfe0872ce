#include "formats/gift.h"

#include <catch2/catch.hpp>

using namespace canbo;
using assessment::BankQuestion;
using assessment::TextFormat;

namespace {

assessment::Bank read(const char* text) {
    auto bank = formats::read_gift(text);
    REQUIRE(bank);
    return *std::move(bank);
}

BankQuestion one(const char* text) {
    const auto bank = read(text);
    REQUIRE(bank.questions.size() == 1);
    CHECK(bank.losses.empty());
    return bank.questions.front();
}

} // namespace

TEST_CASE("choices have one right answer or shares of the mark", "[formats][gift]") {
    const auto single = one("::Mật khẩu::Dài bao nhiêu?{~4#quá ngắn ~%50%8 =12#tốt}");
    CHECK(single.type == "multichoice");
    CHECK(single.name == "Mật khẩu");
    CHECK(single.single);
    REQUIRE(single.answers.size() == 3);
    CHECK(single.answers[0].feedback == "quá ngắn");
    CHECK(single.answers[1].fraction == 0.5);
    CHECK(single.answers[2].fraction == 1);
    const auto several = one("Chọn hai {~%50%a ~%50%b ~%-100%c}");
    CHECK_FALSE(several.single);
    CHECK(several.answers[2].fraction == -1);
}

TEST_CASE("what goes on behind the answers leaves a gap", "[formats][gift]") {
    CHECK(one("Đề án {=06 ~07} của Chính phủ").text == "Đề án _____ của Chính phủ");
    CHECK(one("Đề án nào? {=06 ~07}").text == "Đề án nào?");
}

TEST_CASE("true and false carry the feedback of the wrong answer first", "[formats][gift]") {
    const auto question = one("Gửi mật khẩu qua thư?{FALSE#không bao giờ#đúng vậy####xem bài 2}");
    CHECK(question.type == "truefalse");
    CHECK(question.correct == false);
    CHECK(question.answers[0].feedback == "không bao giờ");
    CHECK(question.answers[1].feedback == "đúng vậy");
    CHECK(question.general_feedback == "xem bài 2");
    CHECK(question.penalty == 1);
}

TEST_CASE("numbers have a tolerance, a range or a catch-all", "[formats][gift]") {
    const auto question = one("Năm?{#=2022:1#gần =%50%2020..2024 ~#xem lại}");
    CHECK(question.type == "numerical");
    REQUIRE(question.answers.size() == 3);
    CHECK(question.answers[0].tolerance == 1);
    CHECK(question.answers[1].text == "2022");
    CHECK(question.answers[1].tolerance == 2);
    CHECK(question.answers[2].text == "*");
    CHECK(question.answers[2].feedback == "xem lại");
}

TEST_CASE("pairs, essays, descriptions and short answers are told apart", "[formats][gift]") {
    CHECK(one("Ghép {=a -> 1 =b -> 2}").pairs.at(1).answer == "2");
    CHECK(one("Viết {}").type == "essay");
    CHECK(one("Chỉ để đọc").type == "description");
    CHECK(one("Thủ đô?{=Hà Nội =%50%Thăng Long}").answers.at(1).fraction == 0.5);
    CHECK(one("Thủ đô?{Hà Nội}").type == "shortanswer");
}

TEST_CASE("tags, numbers and categories go with the questions", "[formats][gift]") {
    const auto bank = read("$CATEGORY: top/an toàn\n\n// [id:7] [tag:thư lạ] [tag:a\\]b]\nMột?{T}\n\nHai?{F}\n");
    REQUIRE(bank.questions.size() == 2);
    CHECK(bank.questions[0].idnumber == "7");
    CHECK(bank.questions[0].tags == std::vector<std::string>{"thư lạ", "a]b"});
    CHECK(bank.questions[1].category == "top/an toàn");
    CHECK(bank.questions[1].tags.empty());
}

TEST_CASE("formats and escaped signs are kept", "[formats][gift]") {
    const auto question = one("[html]<b>1 \\= 1</b>{=[plain]\\{x\\} ~y}");
    CHECK(question.format == TextFormat::Html);
    CHECK(question.text == "<b>1 = 1</b>");
    CHECK(question.answers[0].text == "{x}");
    CHECK(question.answers[0].format == TextFormat::Plain);
}

TEST_CASE("a fault is named by its line and the rest still comes", "[formats][gift]") {
    const auto bank = read("Một?{T}\n\nHai?{\n\nBa?{~a}\n\nBốn?{#x}\n\nNăm?{F}\n");
    CHECK(bank.questions.size() == 2);
    REQUIRE(bank.losses.size() == 3);
    CHECK(bank.losses[0].where == "line 3");
    CHECK(bank.losses[1].where == "line 5");
    CHECK(bank.losses[2].where == "line 7");
    CHECK(bank.refused());
}

TEST_CASE("what is written in GIFT is read back the same", "[formats][gift]") {
    const auto bank =
        read("$CATEGORY: a/b\n\n// [id:1] [tag:x]\n::N\\:1::[markdown]**q** \\# \\\\ {=%50 % \\= ~%33.33333%b#f "
             "~c####g}\n\nT?{T##r}\n\nS?{=a =%25%b*}\n\nM?{=a->b =->c}\n\nN?{#=1:0.5 ~#n}\n\nE{####g}\n\n"
             "[plain]D\n\nW {~[html]x =y} z\n");
    CHECK(bank.losses.empty());
    const auto written = formats::write_gift(bank.questions);
    CHECK(written.losses.empty());
    const auto again = formats::read_gift(written.text);
    REQUIRE(again);
    CHECK(again->losses.empty());
    REQUIRE(again->questions.size() == bank.questions.size());
    for (std::size_t i = 0; i < bank.questions.size(); ++i) {
        INFO(written.text);
        CHECK(assessment::question_to_json(again->questions[i]) == assessment::question_to_json(bank.questions[i]));
    }
    CHECK(formats::write_gift(again->questions).text == written.text);
}

TEST_CASE("what GIFT cannot carry is said", "[formats][gift]") {
    BankQuestion cloze;
    cloze.type = "multianswer";
    cloze.name = "điền";
    BankQuestion hinted = one("Một?{T}");
    hinted.hints = {"nghĩ lại"};
    BankQuestion arrow = one("Mũi tên?{=a}");
    arrow.answers[0].text = "a->b";
    const auto out = formats::write_gift({cloze, hinted, arrow});
    REQUIRE(out.losses.size() == 3);
    CHECK(out.losses[0].refused);
    CHECK_FALSE(out.losses[1].refused);
    CHECK(out.losses[2].refused);
}

TEST_CASE("hostile bytes do no harm", "[formats][gift]") {
    CHECK_FALSE(formats::read_gift("\xFF\xFE"));
    CHECK(read("\x01\x02{T}\n\n}{\n\n::\n\n{}{}\n\n$CATEGORY:").questions.size() <= 3);
    CHECK_FALSE(formats::read_gift(std::string(11'000'000, 'a')));
}
