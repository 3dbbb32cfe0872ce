#pragma once

#include "assessment/attempt_state.h"
#include "assessment/random.h"
#include "assessment/response.h"
#include "base/result.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace canbo::assessment {

/// A graded answer: the share of the mark (1 = all; may be negative) and the state that follows from it.
struct Grade {
    double fraction{0};
    AttemptState state{AttemptState::GradedWrong};
};

inline Grade graded(double fraction) { return {fraction, graded_state(fraction)}; }

/// One question as one attempt sees it: the rules of its type, and the shuffles of this attempt once apply() was
/// called. An attempt owns its question; nothing here is shared or thread-safe. Semantics are those of Moodle 4.5.
class Question {
public:
    /// What decides which behaviours fit: graded by rule, graded by a person, or only to be read.
    enum class Marking { ByRule, ByHand, None };

    Question() = default;
    Question(const Question&) = default;
    Question& operator=(const Question&) = delete;
    virtual ~Question() = default;

    double penalty{0.3333333}; ///< Share of the mark lost per wrong try.
    std::size_t hints{0};      ///< Tries of the interactive behaviour = hints + 1.
    double default_mark{1};    ///< Weight inside a compound question.

    virtual std::unique_ptr<Question> clone() const = 0;
    virtual Marking marking() const { return Marking::ByRule; }
    /// Enough was given to be taken as a full answer.
    virtual bool is_complete(const Response& response) const = 0;
    /// Something was given that can be graded.
    virtual bool is_gradable(const Response& response) const = 0;
    virtual bool is_same(const Response& before, const Response& now) const = 0;
    /// Only for responses that are gradable.
    virtual Grade grade(const Response& response) const = 0;
    /// Least share of the mark an answer can get; below 0 where wrong choices cost.
    virtual double min_fraction() const { return 0; }
    /// Where true, the interactive behaviour grades each part by the try in which it became right for good.
    virtual bool counts_back() const { return false; }
    /// Share of the mark over all tries; only where counts_back().
    virtual double final_grade(const std::vector<Response>& tries) const;
    /// A response that gets the whole mark; empty when there is none to give.
    virtual Response correct() const { return {}; }

    /// Draws what this attempt needs (orders, variants) and writes it into the first step, to be stored.
    virtual void draw(Random& random, Response& first) const;
    /// Takes the stored draw. @error InvalidInput it does not fit this question
    virtual Result<void> apply(const Response& first);
};

/// For `clone() const override`.
template <class T>
std::unique_ptr<Question> cloned(const T& question) {
    return std::make_unique<T>(question);
}

} // namespace canbo::assessment
