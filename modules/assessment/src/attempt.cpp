#include "assessment/attempt.h"

#include "assessment/numbers.h"
#include "assessment/text_match.h"

#include <algorithm>

namespace canbo::assessment {
namespace {

Step step_of(const Response& sent) {
    Step out;
    for (const auto& [name, value] : sent.entries())
        if (name.starts_with('-'))
            out.control.set(std::string_view(name).substr(1), value);
        else
            out.answer.set(name, value);
    return out;
}

/// What was sent in a step, without what the engine stored there.
Response sent_in(const Step& step) {
    Response out;
    for (const auto& [name, value] : step.answer.entries())
        if (!name.starts_with('_'))
            out.set(name, value);
    for (const auto& [name, value] : step.control.entries())
        if (!name.starts_with('_'))
            out.set("-" + name, value);
    return out;
}

} // namespace

std::optional<double> parse_mark(std::string_view text) {
    std::string plain(trim_answer(text));
    std::replace(plain.begin(), plain.end(), ',', '.');
    if (!is_number(plain))
        return std::nullopt;
    return leading_number(plain);
}

QuestionAttempt::QuestionAttempt(std::unique_ptr<Question> question, const Behaviour& behaviour, double max_mark)
    : m_question(std::move(question)), m_behaviour(&behaviour), m_max_mark(max_mark) {}

Result<QuestionAttempt> QuestionAttempt::make(std::unique_ptr<Question> question, std::string_view behaviour,
                                              double max_mark) {
    CANBO_TRY(const auto* found, find_behaviour(behaviour, *question));
    return QuestionAttempt(std::move(question), *found, max_mark);
}

Result<void> QuestionAttempt::begin(Step first, bool resumed) {
    CANBO_TRY_VOID(m_question->apply(first.answer));
    const bool answered = std::any_of(first.answer.entries().begin(), first.answer.entries().end(),
                                      [](const auto& entry) { return !entry.first.starts_with('_'); });
    first.state =
        resumed && answered && m_question->is_gradable(first.answer) ? AttemptState::Complete : AttemptState::Todo;
    m_steps.clear();
    m_steps.push_back(std::move(first));
    return {};
}

Result<void> QuestionAttempt::start(Random& random) {
    Step first;
    m_question->draw(random, first.answer);
    m_behaviour->init_first(*m_question, first);
    return begin(std::move(first), false);
}

Result<void> QuestionAttempt::start_stored(const Response& first) {
    Step step = step_of(first);
    if (!step.control.has("_triesleft"))
        m_behaviour->init_first(*m_question, step);
    return begin(std::move(step), false);
}

Result<void> QuestionAttempt::start_based_on(const QuestionAttempt& last) {
    Step first = last.m_steps.front();
    for (const auto& [name, value] : last.last_answer().entries())
        first.answer.set(name, value);
    const auto* certainty = last.last_control("certainty");
    if (m_behaviour->has_certainty() && certainty != nullptr)
        first.control.set("certainty", *certainty);
    first.fraction.reset();
    return begin(std::move(first), true);
}

Result<void> QuestionAttempt::act(const Response& sent) {
    Step pending = step_of(sent);
    CANBO_TRY(const auto kept, m_behaviour->process(*this, pending));
    if (kept == Behaviour::Kept::Keep)
        m_steps.push_back(std::move(pending));
    return {};
}

Result<void> QuestionAttempt::finish() { return act({{"-finish", "1"}}); }

Result<void> QuestionAttempt::grade_by_hand(const std::string& comment, const std::optional<std::string>& mark) {
    Response sent{{"-comment", comment}};
    if (mark) {
        sent.set("-mark", *mark);
        sent.set("-maxmark", format_number(m_max_mark));
    }
    return act(sent);
}

Result<QuestionAttempt> QuestionAttempt::regraded(std::unique_ptr<Question> question, bool finish) const {
    QuestionAttempt out(std::move(question), *m_behaviour, m_max_mark);
    Step first = m_steps.front();
    first.fraction.reset();
    CANBO_TRY_VOID(out.begin(std::move(first), true));
    for (std::size_t i = 1; i < m_steps.size(); ++i)
        CANBO_TRY_VOID(out.act(sent_in(m_steps[i])));
    if (finish)
        CANBO_TRY_VOID(out.finish());
    return out;
}

std::optional<double> QuestionAttempt::mark() const {
    if (!fraction())
        return std::nullopt;
    return *fraction() * m_max_mark;
}

const std::string* QuestionAttempt::last_control(std::string_view name) const {
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step)
        if (const auto* value = step->control.find(name))
            return value;
    return nullptr;
}

const Step& QuestionAttempt::last_step_with(std::string_view name) const {
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step)
        if (step->control.has(name))
            return *step;
    return m_steps.front();
}

const Response& QuestionAttempt::last_answer() const {
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step)
        if (!step->answer.empty())
            return step->answer;
    return m_steps.front().answer;
}

} // namespace canbo::assessment
