#include "exam/paper.h"
#include "exam/score.h"
#include "sample_exam.h"

#include <set>

using namespace canbo;
using namespace canbo::test;

TEST_CASE("the same key and candidate give the same paper, byte for byte", "[exam][paper]") {
    const auto exam = sample_exam();
    Issues issues;
    const auto elsewhere = exam::exam_from_json(exam::exam_to_json(exam), issues);
    std::set<std::string> texts;
    for (int i = 0; i < 100; ++i) {
        const auto number = "N" + std::to_string(i);
        const auto text = exam::paper_text(exam, *exam::make_paper(exam, "key", number));
        CHECK(text == exam::paper_text(elsewhere, *exam::make_paper(elsewhere, "key", number)));
        CHECK(text != exam::paper_text(exam, *exam::make_paper(exam, "another key", number)));
        texts.insert(text);
    }
    CHECK(texts.size() == 100);
}

TEST_CASE("a paper's bytes never change from one version of the program to the next", "[exam][paper]") {
    const auto exam = sample_exam();
    CHECK(base::sha256_hex(exam::paper_text(exam, *exam::make_paper(exam, "key", "0001"))).substr(0, 16) ==
          "f1bb5ffbeacbb57c");
}

TEST_CASE("a paper follows the blueprint and no question stands in it twice", "[exam][paper]") {
    const auto exam = sample_exam();
    for (int i = 0; i < 50; ++i) {
        const auto paper = *exam::make_paper(exam, "key", std::to_string(i));
        REQUIRE(paper.items.size() == 8);
        std::set<std::string> names;
        double marks = 0;
        for (const auto& item : paper.items) {
            names.insert(item.question->name);
            marks += item.mark;
        }
        CHECK(names.size() == 8);
        CHECK(marks == 11);
    }
}

TEST_CASE("a paper tells nothing of what is right", "[exam][paper]") {
    const auto exam = sample_exam();
    const auto text = exam::paper_text(exam, *exam::make_paper(exam, "key", "0001"));
    for (const char* word : {"fraction", "correct", "feedback", "_order", "tags"})
        CHECK(text.find(word) == std::string::npos);
}

TEST_CASE("right answers get the whole mark, in the order that this candidate saw", "[exam][paper][score]") {
    const auto exam = sample_exam();
    for (int i = 0; i < 20; ++i) {
        const auto number = std::to_string(i);
        const auto paper = *exam::make_paper(exam, "key", number);
        const auto json = exam::paper_to_json(exam, paper);
        exam::AnswerChain chain(exam.exam, number);
        for (std::size_t slot = 1; slot <= paper.items.size(); ++slot) {
            const auto& item = json["items"][slot - 1];
            assessment::Response response;
            if (item["type"] == "truefalse")
                response.set("answer", "1");
            else if (item["type"] == "multichoice")
                for (std::size_t c = 0; c < item["choices"].size(); ++c)
                    if (item["choices"][c] == "Đúng nhất")
                        response.set("answer", std::to_string(c));
            if (item["type"] == "match")
                for (std::size_t s = 0; s < item["stems"].size(); ++s)
                    for (std::size_t c = 0; c < item["choices"].size(); ++c)
                        if ((item["stems"][s] == "một" && item["choices"][c] == "1") ||
                            (item["stems"][s] == "hai" && item["choices"][c] == "2") ||
                            (item["stems"][s] == "ba" && item["choices"][c] == "3"))
                            response.set("sub" + std::to_string(s), std::to_string(c + 1));
            REQUIRE(exam::check_response(paper.items[slot - 1], response));
            exam::AnswerRecord record;
            record.sequence = static_cast<std::int64_t>(slot);
            record.slot = static_cast<int>(slot);
            record.response = response;
            REQUIRE(chain.append(*chain.link(record)));
        }
        const auto score = exam::score_attempt(paper, chain);
        REQUIRE(score);
        CHECK(score->total == 11);
        CHECK(score->percent() == 100);
        CHECK(score->answered == 8);
    }
}

TEST_CASE("an answer has only the names of its question", "[exam][paper]") {
    const auto exam = sample_exam();
    const auto paper = *exam::make_paper(exam, "key", "0001");
    for (const auto& item : paper.items) {
        CHECK(exam::check_response(item, {}));
        CHECK_FALSE(exam::check_response(item, {{"_order", "1,2,3,4"}}));
        CHECK_FALSE(exam::check_response(item, {{"-finish", "1"}}));
        CHECK_FALSE(exam::check_response(item, {{"sub99", "1"}}));
        const std::string name = item.question->type == "match" ? "sub0" : "answer";
        CHECK(exam::check_response(item, {{name, "1"}}));
        CHECK(exam::check_response(item, {{name, std::string(5'000, 'x')}}).error().code == ErrorCode::TooLarge);
    }
}
