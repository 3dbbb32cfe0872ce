#pragma once

#include "assessment/question.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::assessment {

class QuestionAttempt;

/// One event of an attempt at a question: what was sent, and what came of it.
struct Step {
    Response answer;  ///< The question's own names; those with a leading '_' were stored by the engine.
    Response control; ///< The behaviour's names without their '-': "submit", "certainty", "_triesleft", …
    AttemptState state{AttemptState::Todo};
    std::optional<double> fraction;
};

/// How answers are taken, when they are graded and what tries and certainty do: one explicit state machine each.
/// Stateless: everything it knows it reads from the attempt's steps.
class Behaviour {
public:
    enum class Kept { Keep, Discard };

    virtual ~Behaviour() = default;
    virtual std::string_view name() const = 0;
    virtual void init_first(const Question&, Step&) const {}
    /// What `pending` does to the attempt: fills its state and fraction, or says that it changes nothing.
    /// @error Conflict a mark before the question is finished; InvalidInput a mark out of range
    virtual Result<Kept> process(const QuestionAttempt& attempt, Step& pending) const = 0;
    virtual double min_fraction(const Question& question) const { return question.min_fraction(); }
    virtual double max_fraction() const { return 1; }
    /// True where the certainty of the last try goes with the answer into an attempt that builds on this one.
    virtual bool has_certainty() const { return false; }
};

/// The behaviour of that name for this question: "deferredfeedback", "deferredcbm", "immediatefeedback",
/// "immediatecbm", "adaptive", "adaptivenopenalty", "interactive" (counting back where the type can),
/// "interactivecountback", "manualgraded", "informationitem". Essays are marked by hand and descriptions only seen,
/// whatever is asked for. @error InvalidInput no such behaviour
Result<const Behaviour*> find_behaviour(std::string_view name, const Question& question);

/// Names a teacher may choose from.
const std::vector<std::string_view>& behaviour_names();

/// Certainty-based marking: 1, 2 or 3 times the mark when right; 0, -2 or -6 times when wrong.
double certainty_fraction(double fraction, long long certainty);

} // namespace canbo::assessment
