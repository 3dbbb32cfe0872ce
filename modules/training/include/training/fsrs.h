#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace canbo::training {

/// How a review went, as the learner's answer says it.
enum class Rating { Again = 1, Hard, Good, Easy };

/// The rating of a graded answer: `fraction` of the mark (under one half: Again; under the whole, or sure of nothing:
/// Hard) and how sure the learner was (1 to 3; nothing where nobody asked). Never Easy: a tick tells no effort.
Rating rating_of(double fraction, std::optional<int> certainty);

/// What is known of one memory. Source: FSRS-6, github.com/open-spaced-repetition (21 weights, power forgetting curve).
struct Memory {
    double stability{0};  ///< Days until recall falls to 90 %; at least 0.001.
    double difficulty{0}; ///< 1 to 10.
};

/// One question in a learner's refreshers.
struct RefreshCard {
    enum class State { Learning = 1, Review, Relearning }; ///< The numbers of the reference implementation.
    State state{State::Learning};
    std::size_t step{0};          ///< Of the learning or relearning steps; without meaning in Review.
    std::optional<Memory> memory; ///< Nothing before the first review.
    base::Time due{};
    std::optional<base::Time> last_review;
};

struct FsrsParameters {
    /// The reference implementation's defaults.
    std::array<double, 21> weights{0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                                   0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                                   1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};
    double desired_retention{0.9}; ///< Over 0 and under 1.
    std::vector<std::chrono::milliseconds> learning_steps{std::chrono::minutes(1), std::chrono::minutes(10)};
    std::vector<std::chrono::milliseconds> relearning_steps{std::chrono::minutes(10)};
    int maximum_interval{36500}; ///< Days.
};

/// {"parameters": [21 numbers], "desired_retention", "learning_steps_s", "relearning_steps_s", "maximum_interval"};
/// what is missing keeps its default. @error InvalidInput (`where` = the field)
Result<FsrsParameters> parameters_from_json(const Json& json);

/// The scheduler. Immutable; safe from any thread. All of it constant time.
class Fsrs {
public:
    explicit Fsrs(FsrsParameters parameters = {});

    const FsrsParameters& parameters() const { return m_parameters; }
    /// The card after a review. Times may not run backwards; where they do, no day has passed.
    RefreshCard review(RefreshCard card, Rating rating, base::Time at) const;
    /// Chance of recall `days` after the last review.
    double retrievability(const Memory& memory, double days) const;
    /// Whole days until recall falls to `retention`: 1 to the maximum.
    int interval(const Memory& memory, double retention) const;
    Memory first_memory(Rating rating) const;
    /// After a review `days` (whole, as FSRS counts) after the last one; under one day the short-term rule holds.
    Memory next_memory(const Memory& memory, Rating rating, double days) const;

private:
    double next_difficulty(double difficulty, Rating rating) const;
    double next_stability(const Memory& memory, Rating rating, double recall) const;
    double short_term_stability(double stability, Rating rating) const;
    double first_difficulty(Rating rating) const;

    FsrsParameters m_parameters;
    double m_decay;
    double m_factor;
};

/// One review of a recorded card and what came of it.
struct RefreshStep {
    base::Time at{};
    Rating rating{Rating::Good};
    RefreshCard card;
};

/// Plays a row {"card": …, "trace": [[time, rating, …], …]} again. What a row recorded besides time and rating is the
/// caller's to compare (same_step). @error InvalidInput (`where` = the step)
Result<std::vector<RefreshStep>> replay_reviews(const Fsrs& fsrs, const Json& row);
/// [time, rating, state, stability, difficulty, due]: the shape of a recorded step. Times in UTC.
Json step_to_json(const RefreshStep& step);
/// Same state and due time, stability and difficulty within 1e-6. A step without a record is nothing to compare: true.
bool same_step(const RefreshStep& step, const Json& recorded);

} // namespace canbo::training
