#include "training_ui/practice.h"

#include "assessment/random.h"
#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::training::ui {

using assessment::BankQuestion;
using assessment::Response;

namespace {

constexpr double whole = 0.999999;
constexpr double nothing = 0.000001;

/// The author's answer that a typed one meets, by the engine's own rules for just that answer.
std::size_t typed_answer(const BankQuestion& source, const std::string& text) {
    for (std::size_t i = 0; i < source.answers.size(); ++i) {
        BankQuestion one = source;
        one.answers = {source.answers[i]};
        one.answers.front().fraction = 1;
        const auto question = assessment::make_question(one, answer_rules());
        const Response response{{"answer", text}};
        if (question && (*question)->is_gradable(response) && (*question)->grade(response).fraction > whole)
            return i;
    }
    return PracticeAnswer::none;
}

std::string verdict_of(double fraction) {
    return fraction > whole     ? "✓ " + base::tr("Right")
           : fraction > nothing ? "◐ " + base::tr("Partly right")
                                : "✕ " + base::tr("Wrong");
}

} // namespace

Result<Practice> Practice::make(const std::vector<BankQuestion>& questions, std::uint64_t seed, std::size_t count) {
    assessment::Random random(seed);
    std::vector<const BankQuestion*> order;
    for (const auto& question : questions)
        if (can_be_asked(question))
            order.push_back(&question);
    random.shuffle(order);
    if (count > 0 && order.size() > count)
        order.resize(count);
    Practice practice;
    for (const BankQuestion* question : order) {
        CANBO_TRY(auto engine, assessment::make_question(*question, answer_rules()));
        CANBO_TRY(auto attempt, assessment::QuestionAttempt::make(std::move(engine), "immediatefeedback", 1));
        CANBO_TRY_VOID(attempt.start(random));
        practice.m_items.push_back({*question, std::move(attempt)});
    }
    return practice;
}

PracticeQuestion Practice::question() const {
    CANBO_CHECK(!finished());
    const Item& item = m_items[m_at];
    PracticeQuestion out;
    static_cast<QuestionView&>(out) = view_of(item.source, item.attempt.question());
    out.number = m_at + 1;
    out.count = m_items.size();
    return out;
}

std::vector<std::string> Practice::feedback(const Item& item, const PracticeAnswer& given, double fraction) const {
    std::vector<std::string> out;
    const auto add = [&](const std::string& text, assessment::TextFormat format) {
        if (auto plain = plain_text(text, format);
            !plain.empty() && std::find(out.begin(), out.end(), plain) == out.end())
            out.push_back(std::move(plain));
    };
    const BankQuestion& source = item.source;
    std::vector<std::size_t> met;
    if (source.type == "multichoice" || source.type == "truefalse")
        for (const std::size_t position : given.chosen)
            met.push_back(bank_index(item.attempt.question(), position));
    else if (source.type != "match")
        met.push_back(typed_answer(source, given.text));
    for (const std::size_t answer : met)
        if (answer < source.answers.size())
            add(source.answers[answer].feedback, source.answers[answer].feedback_format);
    // Of several right ones those that were missed say why they belong there.
    if (source.type == "multichoice" && !source.single && fraction <= whole)
        for (std::size_t i = 0; i < source.answers.size(); ++i)
            if (source.answers[i].fraction > nothing && std::find(met.begin(), met.end(), i) == met.end())
                add(source.answers[i].feedback, source.answers[i].feedback_format);
    add(source.general_feedback, source.general_feedback_format);
    return out;
}

Result<PracticeResult> Practice::answer(const PracticeAnswer& given) {
    CANBO_CHECK(!finished());
    if (m_result)
        return *m_result;
    Item& item = m_items[m_at];
    Response sent = response_to(question(), item.source.type, given);
    sent.set("-submit", "1");
    CANBO_TRY_VOID(item.attempt.act(sent));
    if (!item.attempt.fraction())
        return fail(ErrorCode::InvalidInput,
                    item.source.type == "numerical" ? "Give a number as the answer" : "Give an answer first");
    PracticeResult result;
    result.fraction = *item.attempt.fraction();
    result.verdict = verdict_of(result.fraction);
    result.why = feedback(item, given, result.fraction);
    if (result.fraction <= whole)
        result.right = right_answer(item.source);
    m_fractions.push_back(result.fraction);
    m_result = result;
    return result;
}

void Practice::next() {
    if (!finished() && m_result) {
        ++m_at;
        m_result.reset();
    }
}

} // namespace canbo::training::ui
