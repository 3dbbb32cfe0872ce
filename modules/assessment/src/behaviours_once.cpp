// Behaviours that grade an answer once: deferred, immediate (each with certainty), by hand, information.
#include "behaviours.h"

namespace canbo::assessment {
namespace {

bool same_certainty(const QuestionAttempt& attempt, const Step& pending) {
    const auto* before = attempt.last_control("certainty");
    return (before == nullptr ? std::string_view() : std::string_view(*before)) == pending.control.text("certainty");
}

/// The fraction under the certainty of `from`; where none was chosen the lowest is assumed, and said so.
double with_certainty(double fraction, const Step& from, Step& pending) {
    pending.control.set("_rawfraction", std::to_string(fraction));
    if (from.control.has("certainty"))
        return certainty_fraction(fraction, from.control.integer("certainty"));
    pending.control.set("_assumedcertainty", std::to_string(least_certain));
    return certainty_fraction(fraction, least_certain);
}

void give_up(Step& pending) { pending.state = AttemptState::GaveUp; }

void grade(const Question& question, const Response& answer, Step& pending) {
    const auto grade = question.grade(answer);
    pending.state = grade.state;
    pending.fraction = grade.fraction;
}

/// What stands there when the attempt ends is graded; what cannot be is given up.
void grade_last(const QuestionAttempt& attempt, Step& pending) {
    const auto& answer = attempt.last_step().answer;
    if (attempt.question().is_gradable(answer))
        grade(attempt.question(), answer, pending);
    else
        give_up(pending);
}

} // namespace

Behaviour::Kept DeferredFeedback::save(const QuestionAttempt& attempt, Step& pending) const {
    const auto kept = BehaviourBase::save(attempt, pending);
    // A part of an answer is worth a warning here: there will be no other before it counts.
    if (kept == Kept::Keep && pending.state == AttemptState::Todo && attempt.question().is_gradable(pending.answer))
        pending.state = AttemptState::Invalid;
    return kept;
}

Behaviour::Kept DeferredFeedback::finish(const QuestionAttempt& attempt, Step& pending) const {
    grade_last(attempt, pending);
    return Kept::Keep;
}

double DeferredCertainty::min_fraction(const Question& question) const {
    return certainty_fraction(question.min_fraction(), most_certain);
}

double DeferredCertainty::max_fraction() const { return certainty_fraction(1, most_certain); }

Behaviour::Kept DeferredCertainty::finish(const QuestionAttempt& attempt, Step& pending) const {
    const auto kept = DeferredFeedback::finish(attempt, pending);
    if (pending.fraction)
        pending.fraction = with_certainty(*pending.fraction, attempt.last_step(), pending);
    return kept;
}

bool DeferredCertainty::is_same(const QuestionAttempt& attempt, const Step& pending) const {
    return DeferredFeedback::is_same(attempt, pending) && same_certainty(attempt, pending);
}

bool DeferredCertainty::is_complete(const QuestionAttempt& attempt, const Step& pending) const {
    return DeferredFeedback::is_complete(attempt, pending) && pending.control.has("certainty");
}

Behaviour::Kept ImmediateFeedback::save(const QuestionAttempt& attempt, Step& pending) const {
    const auto kept = BehaviourBase::save(attempt, pending);
    if (kept == Kept::Keep && pending.state == AttemptState::Complete)
        pending.state = AttemptState::Todo;
    return kept;
}

Behaviour::Kept ImmediateFeedback::submit(const QuestionAttempt& attempt, Step& pending) const {
    if (is_complete(attempt, pending))
        grade(attempt.question(), pending.answer, pending);
    else
        pending.state = AttemptState::Invalid;
    return Kept::Keep;
}

Behaviour::Kept ImmediateFeedback::finish(const QuestionAttempt& attempt, Step& pending) const {
    grade_last(attempt, pending);
    return Kept::Keep;
}

double ImmediateCertainty::min_fraction(const Question& question) const {
    return certainty_fraction(question.min_fraction(), most_certain);
}

double ImmediateCertainty::max_fraction() const { return certainty_fraction(1, most_certain); }

Behaviour::Kept ImmediateCertainty::submit(const QuestionAttempt& attempt, Step& pending) const {
    if (!attempt.question().is_gradable(pending.answer) || !pending.control.has("certainty")) {
        pending.state = AttemptState::Invalid;
        return Kept::Keep;
    }
    grade(attempt.question(), pending.answer, pending);
    pending.fraction = with_certainty(*pending.fraction, Step(pending), pending);
    return Kept::Keep;
}

Behaviour::Kept ImmediateCertainty::finish(const QuestionAttempt& attempt, Step& pending) const {
    const auto kept = ImmediateFeedback::finish(attempt, pending);
    if (pending.fraction)
        pending.fraction = with_certainty(*pending.fraction, attempt.last_step(), pending);
    return kept;
}

bool ImmediateCertainty::is_same(const QuestionAttempt& attempt, const Step& pending) const {
    return ImmediateFeedback::is_same(attempt, pending) && same_certainty(attempt, pending);
}

bool ImmediateCertainty::is_complete(const QuestionAttempt& attempt, const Step& pending) const {
    return ImmediateFeedback::is_complete(attempt, pending) && pending.control.has("certainty");
}

Behaviour::Kept ManualGraded::finish(const QuestionAttempt& attempt, Step& pending) const {
    const bool given = attempt.question().is_gradable(attempt.last_step().answer);
    pending.state = given ? AttemptState::NeedsGrading : AttemptState::GaveUp;
    return Kept::Keep;
}

Behaviour::Kept InformationItem::save(const QuestionAttempt&, Step& pending) const {
    if (!pending.control.has("seen"))
        return Kept::Discard;
    pending.state = AttemptState::Complete;
    return Kept::Keep;
}

Behaviour::Kept InformationItem::finish(const QuestionAttempt&, Step& pending) const {
    pending.state = AttemptState::Finished;
    return Kept::Keep;
}

} // namespace canbo::assessment
