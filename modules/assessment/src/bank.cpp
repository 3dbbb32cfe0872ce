#include "assessment/bank.h"

#include "assessment/choice.h"
#include "assessment/cloze.h"
#include "assessment/matching.h"
#include "assessment/text_answer.h"

#include <algorithm>
#include <array>

namespace canbo::assessment {
namespace {

constexpr std::array<std::string_view, 4> formats{"moodle", "html", "plain", "markdown"};

template <class T>
std::unique_ptr<Question> choices_of(const BankQuestion& in) {
    auto out = std::make_unique<T>();
    out->shuffle = in.shuffle;
    long long id = 0;
    for (const auto& answer : in.answers)
        out->choices.push_back({++id, answer.fraction, answer.text});
    return out;
}

std::unique_ptr<Question> matching(const BankQuestion& in) {
    auto out = std::make_unique<Match>();
    out->shuffle = in.shuffle;
    long long id = 0;
    for (const auto& pair : in.pairs) {
        const auto same = std::find_if(out->choices.begin(), out->choices.end(),
                                       [&](const auto& choice) { return choice.second == pair.answer; });
        const auto right = same == out->choices.end() ? ++id : same->first;
        if (same == out->choices.end())
            out->choices.emplace_back(right, pair.answer);
        if (!pair.text.empty())
            out->stems.push_back({static_cast<long long>(out->stems.size()) + 1, right, pair.text});
    }
    return out;
}

std::unique_ptr<Question> ordering(const BankQuestion& in) {
    auto out = std::make_unique<Ordering>();
    out->rule = Ordering::Rule::AllOrNothing;
    long long id = 0;
    for (const auto& answer : in.answers) {
        ++id;
        out->items.push_back({id, "item" + std::to_string(id), answer.text});
    }
    return out;
}

Result<std::unique_ptr<Question>> of_type(const BankQuestion& in, const TextRules& rules) {
    if (in.type == "truefalse") {
        if (!in.correct)
            return fail(ErrorCode::InvalidInput, "The question does not say what is right", in.name);
        auto out = std::make_unique<TrueFalse>();
        out->right = *in.correct;
        return out;
    }
    if (in.type == "multichoice")
        return in.single ? choices_of<SingleChoice>(in) : choices_of<MultipleChoice>(in);
    if (in.type == "shortanswer") {
        auto out = std::make_unique<ShortAnswer>();
        out->rules = rules;
        out->rules.match_case = in.use_case;
        for (const auto& answer : in.answers)
            out->answers.push_back({answer.text, answer.fraction});
        return out;
    }
    if (in.type == "numerical") {
        auto out = std::make_unique<Numerical>();
        for (const auto& answer : in.answers)
            out->answers.push_back({answer.text, answer.tolerance.value_or(0), Tolerance::Nominal, answer.fraction});
        return out;
    }
    if (in.type == "match")
        return matching(in);
    if (in.type == "ordering")
        return ordering(in);
    if (in.type == "essay")
        return std::make_unique<Essay>();
    if (in.type == "description")
        return std::make_unique<Description>();
    if (in.type == "multianswer") {
        auto out = std::make_unique<Cloze>();
        for (const auto& part : in.parts) {
            CANBO_TRY(auto question, make_question(part, rules));
            out->parts.push_back(std::move(question));
        }
        return out;
    }
    return fail(ErrorCode::InvalidInput, "There is no such question type", in.type);
}

bool in_category(const BankQuestion& question, const std::string& category) {
    return category.empty() || question.category == category || question.category.starts_with(category + "/");
}

bool fits_rule(const BankQuestion& question, const DrawRule& rule) {
    const auto has = [&](const std::string& tag) {
        return std::find(question.tags.begin(), question.tags.end(), tag) != question.tags.end();
    };
    return question.type != "description" && in_category(question, rule.category) &&
           std::all_of(rule.tags.begin(), rule.tags.end(), has);
}

} // namespace

std::string_view format_name(TextFormat format) { return formats[static_cast<std::size_t>(format)]; }

std::optional<TextFormat> parse_format(std::string_view name) {
    const auto found = std::find(formats.begin(), formats.end(), name);
    if (found == formats.end())
        return std::nullopt;
    return static_cast<TextFormat>(found - formats.begin());
}

bool BankQuestion::operator==(const BankQuestion& other) const {
    return question_to_json(*this) == question_to_json(other);
}

bool Bank::refused() const {
    return std::any_of(losses.begin(), losses.end(), [](const auto& loss) { return loss.refused; });
}

Result<std::unique_ptr<Question>> make_question(const BankQuestion& question, const TextRules& rules) {
    CANBO_TRY(auto out, of_type(question, rules));
    out->penalty = question.penalty;
    out->hints = question.hints.size();
    out->default_mark = question.default_mark;
    return out;
}

Result<std::vector<std::size_t>> draw_paper(const std::vector<BankQuestion>& bank, const std::vector<DrawRule>& rules,
                                            const std::map<std::size_t, int>& uses, std::uint64_t seed) {
    Random random(seed);
    std::vector<std::size_t> paper;
    const auto used = [&](std::size_t question) {
        const auto found = uses.find(question);
        return found == uses.end() ? 0 : found->second;
    };
    for (std::size_t n = 0; n < rules.size(); ++n) {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < bank.size(); ++i)
            if (fits_rule(bank[i], rules[n]) && std::find(paper.begin(), paper.end(), i) == paper.end())
                open.push_back(i);
        if (open.size() < rules[n].count)
            return fail(ErrorCode::NotFound, "The bank holds fewer questions than the paper asks for",
                        std::to_string(n + 1));
        random.shuffle(open);
        std::stable_sort(open.begin(), open.end(), [&](auto a, auto b) { return used(a) < used(b); });
        paper.insert(paper.end(), open.begin(), open.begin() + static_cast<std::ptrdiff_t>(rules[n].count));
    }
    return paper;
}

} // namespace canbo::assessment
