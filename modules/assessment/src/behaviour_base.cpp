#include "assessment/numbers.h"
#include "assessment/text_match.h"
#include "behaviours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace canbo::assessment {
namespace {

constexpr double same_mark = 0.0000001;
constexpr double nothing = 0.00000005; // half of the seventh decimal

/// The mark sent with a remark as a share of the maximum sent with it; nothing where it was taken back.
std::optional<double> sent_fraction(const Step& step) {
    const auto mark = parse_mark(step.control.text("mark"));
    const double most = leading_number(step.control.text("maxmark"));
    if (!mark || most == 0)
        return std::nullopt;
    return *mark / most;
}

bool same_remark(const QuestionAttempt& attempt, const Step& pending) {
    const auto* before = attempt.last_control("comment");
    const auto now = pending.control.text("comment");
    const bool blank = trim_answer(now).empty();
    if ((before == nullptr && !blank) || (before != nullptr && *before != now))
        return false;
    const bool marked = !pending.control.text("mark").empty();
    if (!attempt.fraction())
        return !marked;
    const auto fraction = sent_fraction(pending);
    return marked && fraction && std::abs(*fraction - *attempt.fraction()) < same_mark;
}

} // namespace

double certainty_fraction(double fraction, long long certainty) {
    constexpr std::array<double, 3> right{1, 2, 3};
    constexpr std::array<double, 3> wrong{0, -2, -6};
    const auto index = static_cast<std::size_t>(std::clamp(certainty, 1LL, most_certain) - 1);
    return fraction <= nothing ? wrong[index] : right[index] * fraction;
}

Result<Behaviour::Kept> BehaviourBase::process(const QuestionAttempt& attempt, Step& pending) const {
    if (waits_for_try_again(attempt) && !pending.control.has("finish"))
        return pending.control.has("tryagain") ? try_again(attempt, pending) : Kept::Discard;
    if (pending.control.has("comment"))
        return remark(attempt, pending);
    if (is_finished(attempt.state()))
        return Kept::Discard;
    if (pending.control.has("finish"))
        return finish(attempt, pending);
    return pending.control.has("submit") ? submit(attempt, pending) : save(attempt, pending);
}

Result<Behaviour::Kept> BehaviourBase::remark(const QuestionAttempt& attempt, Step& pending) const {
    if (!is_finished(attempt.state()))
        return fail(ErrorCode::Conflict, "A question is marked only after it was finished");
    if (same_remark(attempt, pending))
        return Kept::Discard;
    pending.fraction = attempt.fraction();
    if (pending.control.has("mark")) {
        pending.fraction = sent_fraction(pending);
        if (!pending.fraction && !trim_answer(pending.control.text("mark")).empty())
            return fail(ErrorCode::InvalidInput, "A mark is a number", "mark");
        if (pending.fraction &&
            (*pending.fraction > max_fraction() || *pending.fraction < min_fraction(attempt.question())))
            return fail(ErrorCode::InvalidInput, "The mark lies outside what the question can bring", "mark");
    }
    pending.state = remarked_state(attempt.state(), pending.fraction);
    return Kept::Keep;
}

bool BehaviourBase::is_same(const QuestionAttempt& attempt, const Step& pending) const {
    return attempt.question().is_same(attempt.last_step().answer, pending.answer);
}

bool BehaviourBase::is_complete(const QuestionAttempt& attempt, const Step& pending) const {
    return attempt.question().is_complete(pending.answer);
}

Behaviour::Kept BehaviourBase::save(const QuestionAttempt& attempt, Step& pending) const {
    if (is_same(attempt, pending))
        return Kept::Discard;
    pending.state = is_complete(attempt, pending) ? AttemptState::Complete : AttemptState::Todo;
    return Kept::Keep;
}

const std::vector<std::string_view>& behaviour_names() {
    static const std::vector<std::string_view> names{"deferredfeedback", "deferredcbm", "immediatefeedback",
                                                     "immediatecbm",     "adaptive",    "adaptivenopenalty",
                                                     "interactive",      "manualgraded"};
    return names;
}

Result<const Behaviour*> find_behaviour(std::string_view name, const Question& question) {
    static const DeferredFeedback deferred;
    static const DeferredCertainty deferred_certainty;
    static const ImmediateFeedback immediate;
    static const ImmediateCertainty immediate_certainty;
    static const Adaptive adaptive;
    static const AdaptiveNoPenalty no_penalty;
    static const Interactive interactive;
    static const InteractiveCountback countback;
    static const ManualGraded manual;
    static const InformationItem information;
    if (question.marking() == Question::Marking::None)
        return &information;
    if (question.marking() == Question::Marking::ByHand)
        return &manual;
    if (name == "interactive" && question.counts_back())
        return &countback;
    for (const Behaviour* known : std::initializer_list<const Behaviour*>{
             &deferred, &deferred_certainty, &immediate, &immediate_certainty, &adaptive, &no_penalty, &interactive,
             &countback, &manual, &information})
        if (known->name() == name)
            return known;
    return fail(ErrorCode::InvalidInput, "There is no such question behaviour", std::string(name));
}

} // namespace canbo::assessment
