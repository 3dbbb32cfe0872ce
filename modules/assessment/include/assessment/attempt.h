#pragma once

#include "assessment/behaviour.h"
#include "assessment/question.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::assessment {

/// One learner's way through one question: its steps, from which state and mark follow. The steps are all there is:
/// feeding them to a new attempt (regrade) gives the same marks. Not thread-safe.
class QuestionAttempt {
public:
    /// @error InvalidInput no such behaviour
    static Result<QuestionAttempt> make(std::unique_ptr<Question> question, std::string_view behaviour,
                                        double max_mark);

    /// Begins with a fresh draw.
    Result<void> start(Random& random);
    /// Begins with a stored draw ("_order", "_separators", "-_triesleft", …). @error InvalidInput it does not fit
    Result<void> start_stored(const Response& first);
    /// Begins where another attempt at the same question ended ("each attempt builds on the last").
    Result<void> start_based_on(const QuestionAttempt& last);

    /// Takes what a learner sent. Names with a leading '-' steer the behaviour.
    /// @error Conflict, InvalidInput as Behaviour::process
    Result<void> act(const Response& sent);
    /// The learner (or the clock) ends the attempt.
    Result<void> finish();
    /// A person's mark. `mark`: a number as people write it, empty to take a mark back, nothing for a remark alone.
    Result<void> grade_by_hand(const std::string& comment, const std::optional<std::string>& mark);

    /// The same steps against a (corrected) question. `finish`: end it where the new rules leave it open.
    Result<QuestionAttempt> regraded(std::unique_ptr<Question> question, bool finish) const;

    AttemptState state() const { return m_steps.back().state; }
    std::optional<double> fraction() const { return m_steps.back().fraction; }
    /// fraction × maximum; nothing while there is none.
    std::optional<double> mark() const;
    double max_mark() const { return m_max_mark; }
    void set_max_mark(double max_mark) { m_max_mark = max_mark; }
    const Question& question() const { return *m_question; }
    const Behaviour& behaviour() const { return *m_behaviour; }
    const std::vector<Step>& steps() const { return m_steps; }
    const Step& last_step() const { return m_steps.back(); }

    /// The newest value under a control's name, or nullptr.
    const std::string* last_control(std::string_view name) const;
    /// The newest step that has this control; the first step when none has.
    const Step& last_step_with(std::string_view name) const;
    /// The newest answer that is not empty (the stored draw counts as one).
    const Response& last_answer() const;

private:
    QuestionAttempt(std::unique_ptr<Question> question, const Behaviour& behaviour, double max_mark);
    Result<void> begin(Step first, bool resumed);

    std::unique_ptr<Question> m_question;
    const Behaviour* m_behaviour;
    double m_max_mark;
    std::vector<Step> m_steps;
};

/// A mark as people write it: "9", "9.5", "9,5"; nothing when it is no number.
std::optional<double> parse_mark(std::string_view text);

} // namespace canbo::assessment
