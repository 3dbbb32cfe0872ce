#pragma once

#include "assessment/attempt.h"
#include "assessment/bank.h"
#include "training/question_view.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace canbo::training::ui {

/// A question of a round, ready to draw.
struct PracticeQuestion : QuestionView {
    std::size_t number{0}; ///< From 1.
    std::size_t count{0};
    std::string rule; ///< How the round is marked, said with its first question; empty afterwards.
};

using PracticeAnswer = GivenAnswer;
using training::AnswerKind;
using training::plain_text;

/// What came of an answer.
struct PracticeResult {
    double fraction{0};           ///< Share of the mark.
    std::string verdict;          ///< "✓ Right", "◐ Partly right", "✕ Wrong"; in the chosen language.
    std::vector<std::string> why; ///< The author's feedback for what was chosen, and in general.
    std::string right;            ///< What is right, when it was not wholly so.
};

/// A round through the questions of a lesson: each is answered and graded at once (Moodle's immediate feedback).
/// Types that a person must mark are left out. Not thread-safe.
class Practice {
public:
    /// At most `count` of the questions, in an order drawn from the seed; 0: all.
    /// @error InvalidInput a question without a key
    static Result<Practice> make(const std::vector<assessment::BankQuestion>& questions, std::uint64_t seed,
                                 std::size_t count = 0);

    bool finished() const { return m_at >= m_items.size(); }
    std::size_t size() const { return m_items.size(); }
    /// The question to answer now. A fault of ours when finished().
    PracticeQuestion question() const;
    /// Grades it; the question stays until next(). @error InvalidInput nothing that can be graded was given
    Result<PracticeResult> answer(const PracticeAnswer& given);
    bool answered() const { return m_result.has_value(); }
    void next();
    /// Of the questions answered so far.
    const std::vector<double>& fractions() const { return m_fractions; }

private:
    struct Item {
        assessment::BankQuestion source;
        assessment::QuestionAttempt attempt;
    };
    Practice() = default;
    std::vector<std::string> feedback(const Item& item, const PracticeAnswer& given, double fraction) const;

    std::vector<Item> m_items;
    std::size_t m_at{0};
    std::optional<PracticeResult> m_result;
    std::vector<double> m_fractions;
};

} // namespace canbo::training::ui
