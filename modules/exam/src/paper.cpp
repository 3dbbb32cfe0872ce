#include "exam/paper.h"

#include "assessment/choice.h"
#include "assessment/matching.h"
#include "base/crypto.h"

#include <algorithm>
#include <array>

namespace canbo::exam {
namespace {

using assessment::BankQuestion;

constexpr std::array<std::string_view, 5> marked_by_machine{"multichoice", "truefalse", "shortanswer", "numerical",
                                                            "match"};
constexpr std::size_t most_answer = 4'000;

std::uint64_t seed_of(std::string_view paper_key, const std::string& exam, const std::string& candidate) {
    const auto mac = base::hmac_sha256(paper_key, "canbo paper 1\n" + exam + "\n" + candidate);
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < 8; ++i)
        out = (out << 8U) | static_cast<unsigned char>(mac[i]);
    return out;
}

struct Pool {
    std::vector<BankQuestion> questions; ///< Categories begin with the bank's name.
    std::vector<const BankQuestion*> originals;
    std::vector<std::string> banks;
};

/// Only what decides a draw is copied.
Pool pool_of(const Exam& exam) {
    Pool out;
    for (const auto& [bank, questions] : exam.banks)
        for (const auto& question : questions) {
            BankQuestion light;
            light.type = question.type;
            light.tags = question.tags;
            light.category = bank + (question.category.empty() ? "" : "/" + question.category);
            out.questions.push_back(std::move(light));
            out.originals.push_back(&question);
            out.banks.push_back(bank);
        }
    return out;
}

Json texts_of(const BankQuestion& question, const std::vector<long long>& order) {
    Json out = Json::array();
    for (const auto id : order)
        out.push_back(question.answers[static_cast<std::size_t>(id) - 1].text);
    return out;
}

/// The choices of a matching question by their ids, as assessment numbers them.
std::vector<std::string> match_choices(const BankQuestion& question) {
    std::vector<std::string> out;
    for (const auto& pair : question.pairs)
        if (std::find(out.begin(), out.end(), pair.answer) == out.end())
            out.push_back(pair.answer);
    return out;
}

std::vector<std::string> match_stems(const BankQuestion& question) {
    std::vector<std::string> out;
    for (const auto& pair : question.pairs)
        if (!pair.text.empty())
            out.push_back(pair.text);
    return out;
}

Json in_order(const std::vector<std::string>& texts, std::string_view order) {
    Json out = Json::array();
    for (const auto id : assessment::parse_order(order))
        out.push_back(texts[static_cast<std::size_t>(id) - 1]);
    return out;
}

Json item_to_json(const PaperItem& item, std::size_t slot) {
    const auto& q = *item.question;
    Json out = {{"slot", slot},
                {"type", q.type},
                {"text", q.text},
                {"format", assessment::format_name(q.format)},
                {"mark", item.mark}};
    if (q.type == "multichoice") {
        out["single"] = q.single;
        out["choices"] = texts_of(q, assessment::parse_order(item.drawn.text("_order")));
    }
    if (q.type == "match") {
        out["stems"] = in_order(match_stems(q), item.drawn.text("_stemorder"));
        out["choices"] = in_order(match_choices(q), item.drawn.text("_choiceorder"));
    }
    return out;
}

/// How many parts with a number an answer to this question may have, and what their names begin with.
std::pair<std::string_view, std::size_t> numbered_parts(const BankQuestion& q) {
    if (q.type == "multichoice" && !q.single)
        return {"choice", q.answers.size()};
    if (q.type == "match")
        return {"sub", match_stems(q).size()};
    return {"", 0};
}

} // namespace

Result<Paper> make_paper(const Exam& exam, std::string_view paper_key, const std::string& candidate) {
    assessment::Random random(seed_of(paper_key, exam.exam, candidate));
    const Pool pool = pool_of(exam);
    std::vector<assessment::DrawRule> rules;
    std::vector<double> marks;
    for (const auto& rule : exam.blueprint) {
        auto draw = rule.draw;
        draw.category = rule.bank + (draw.category.empty() ? "" : "/" + draw.category);
        rules.push_back(std::move(draw));
        marks.insert(marks.end(), rule.draw.count, rule.mark);
    }
    CANBO_TRY(const auto drawn, assessment::draw_paper(pool.questions, rules, {}, random.next()));
    Paper out{candidate, {}};
    for (std::size_t i = 0; i < drawn.size(); ++i)
        out.items.push_back({pool.originals[drawn[i]], pool.banks[drawn[i]], marks[i], {}});
    if (exam.rules.shuffle_questions)
        random.shuffle(out.items);
    for (auto& item : out.items) {
        if (std::find(marked_by_machine.begin(), marked_by_machine.end(), item.question->type) ==
            marked_by_machine.end())
            return fail(ErrorCode::InvalidInput, "No machine can mark a question of this type", item.question->name);
        CANBO_TRY(const auto question, assessment::make_question(*item.question, {}));
        question->draw(random, item.drawn);
    }
    return out;
}

Json paper_to_json(const Exam& exam, const Paper& paper) {
    Json items = Json::array();
    for (std::size_t i = 0; i < paper.items.size(); ++i)
        items.push_back(item_to_json(paper.items[i], i + 1));
    return {
        {"exam", exam.exam}, {"candidate", paper.candidate}, {"minutes", exam.minutes}, {"items", std::move(items)}};
}

std::string paper_text(const Exam& exam, const Paper& paper) {
    const auto text = base::canonical_json(paper_to_json(exam, paper));
    CANBO_CHECK(text.has_value());
    return *text;
}

Result<void> check_response(const PaperItem& item, const assessment::Response& response) {
    const auto [prefix, count] = numbered_parts(*item.question);
    std::size_t size = 0;
    for (const auto& [name, value] : response.entries()) {
        size += value.size();
        bool known = count == 0 && name == "answer";
        for (std::size_t i = 0; i < count && !known; ++i)
            known = name == std::string(prefix) + std::to_string(i);
        if (!known)
            return fail(ErrorCode::InvalidInput, "The question has no part of this name", name.substr(0, 20));
    }
    if (size > most_answer)
        return fail(ErrorCode::TooLarge, "The answer is too long");
    return {};
}

} // namespace canbo::exam
