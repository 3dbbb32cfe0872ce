// Behaviours with several tries: adaptive and interactive.
#include "behaviours.h"

#include <algorithm>

namespace canbo::assessment {
namespace {

long long tries_of(const QuestionAttempt& attempt, std::string_view name) {
    const auto* value = attempt.last_control(name);
    return value == nullptr ? 0 : leading_integer(*value);
}

} // namespace

double Adaptive::adjusted(const Question& question, double fraction, long long tries) const {
    return fraction - question.penalty * static_cast<double>(tries);
}

Behaviour::Kept Adaptive::save(const QuestionAttempt& attempt, Step& pending) const {
    const auto kept = BehaviourBase::save(attempt, pending);
    pending.fraction = attempt.fraction();
    pending.state = AttemptState::Todo;
    return kept;
}

Behaviour::Kept Adaptive::submit(const QuestionAttempt& attempt, Step& pending) const {
    const auto kept = save(attempt, pending);
    const auto& question = attempt.question();
    if (!question.is_complete(pending.answer)) {
        pending.state = AttemptState::Invalid;
        return attempt.state() == AttemptState::Invalid ? kept : Kept::Keep;
    }
    const auto& graded_step = attempt.last_step_with("_try");
    if (question.is_same(pending.answer, graded_step.answer))
        return Kept::Discard; // the same answer costs nothing twice
    const auto tries = tries_of(attempt, "_try");
    const auto grade = question.grade(pending.answer);
    pending.fraction = std::max(pending.fraction.value_or(0), adjusted(question, grade.fraction, tries));
    const bool done = graded_step.state == AttemptState::Complete || grade.state == AttemptState::GradedRight;
    pending.state = done ? AttemptState::Complete : AttemptState::Todo;
    pending.control.set("_try", std::to_string(tries + 1));
    return Kept::Keep;
}

Behaviour::Kept Adaptive::finish(const QuestionAttempt& attempt, Step& pending) const {
    const auto& last = attempt.last_step();
    auto tries = tries_of(attempt, "_try");
    Grade grade{0, AttemptState::GaveUp};
    if (attempt.question().is_gradable(last.answer)) {
        if (last.control.has("_try")) // graded already: the same try once more, not a new one
            --tries;
        grade = attempt.question().grade(last.answer);
        pending.control.set("_try", std::to_string(tries + 1));
    }
    pending.state = grade.state;
    pending.fraction = std::max(attempt.fraction().value_or(0), adjusted(attempt.question(), grade.fraction, tries));
    return Kept::Keep;
}

void Interactive::init_first(const Question& question, Step& first) const {
    first.control.set("_triesleft", std::to_string(question.hints + 1));
}

bool Interactive::waits_for_try_again(const QuestionAttempt& attempt) const {
    const auto& last = attempt.last_step();
    return is_active(attempt.state()) && last.control.has("submit") && last.control.has("_triesleft");
}

Behaviour::Kept Interactive::try_again(const QuestionAttempt&, Step& pending) const {
    pending.state = AttemptState::Todo;
    return Kept::Keep;
}

Behaviour::Kept Interactive::save(const QuestionAttempt& attempt, Step& pending) const {
    const auto kept = BehaviourBase::save(attempt, pending);
    if (kept == Kept::Keep && pending.state == AttemptState::Complete)
        pending.state = AttemptState::Todo;
    return kept;
}

Behaviour::Kept Interactive::submit(const QuestionAttempt& attempt, Step& pending) const {
    if (!is_complete(attempt, pending)) {
        pending.state = AttemptState::Invalid;
        return Kept::Keep;
    }
    const auto left = tries_of(attempt, "_triesleft");
    const auto grade = attempt.question().grade(pending.answer);
    if (grade.state == AttemptState::GradedRight || left == 1) {
        pending.state = grade.state;
        pending.fraction = adjusted(attempt, pending, grade.fraction);
    } else {
        pending.control.set("_triesleft", std::to_string(left - 1));
        pending.state = AttemptState::Todo;
    }
    return Kept::Keep;
}

Behaviour::Kept Interactive::finish(const QuestionAttempt& attempt, Step& pending) const {
    const auto& answer = attempt.last_answer();
    if (!attempt.question().is_gradable(answer)) {
        pending.state = AttemptState::GaveUp;
        return Kept::Keep;
    }
    const auto grade = attempt.question().grade(answer);
    pending.fraction = adjusted(attempt, pending, grade.fraction);
    pending.state = grade.state;
    return Kept::Keep;
}

double Interactive::adjusted(const QuestionAttempt& attempt, const Step&, double fraction) const {
    const auto used = attempt.steps().front().control.integer("_triesleft") - tries_of(attempt, "_triesleft");
    return std::max(0.0, fraction - static_cast<double>(used) * attempt.question().penalty);
}

double InteractiveCountback::adjusted(const QuestionAttempt& attempt, const Step& pending, double) const {
    std::vector<Response> tries;
    const Response* saved = nullptr; // the newest answer after the last submitted one
    for (const auto& step : attempt.steps()) {
        const bool submitted = step.control.has("submit") && step.state != AttemptState::Invalid;
        if (submitted)
            tries.push_back(step.answer);
        saved = submitted ? nullptr : &step.answer;
    }
    if (!pending.answer.empty())
        tries.push_back(pending.answer);
    else if (saved != nullptr && !saved->empty())
        tries.push_back(*saved);
    return attempt.question().final_grade(tries);
}

} // namespace canbo::assessment
