#pragma once

#include "base/result.h"

#include <optional>
#include <string_view>

namespace canbo::assessment {

/// Where one question of an attempt stands. Names are Moodle's question_state.
enum class AttemptState {
    Todo,         ///< Nothing complete yet; may still be answered.
    Complete,     ///< A complete answer is saved; may still be changed.
    Invalid,      ///< What was sent cannot be taken as an answer; may still be changed.
    NeedsGrading, ///< Finished, waits for a person.
    Finished,     ///< Finished, has no mark (an information item).
    GaveUp,       ///< Finished without an answer.
    GradedWrong,
    GradedPartial,
    GradedRight,
    ManFinished, ///< Finished and GaveUp with a remark of the grader's.
    ManGaveUp,
    MangrWrong, ///< Marked by a person.
    MangrPartial,
    MangrRight,
};

std::string_view state_name(AttemptState state); ///< "gradedpartial"
Result<AttemptState> parse_state(std::string_view name);

bool is_active(AttemptState state);   ///< May still be answered.
bool is_finished(AttemptState state); ///< !is_active

/// Wrong under 0.000001, right over 0.999999, else partial.
AttemptState graded_state(double fraction);
/// The same after a person's mark; NeedsGrading when the mark was taken back.
AttemptState hand_graded_state(std::optional<double> fraction);
/// The state a finished question gets when a person remarks on it or marks it.
AttemptState remarked_state(AttemptState state, std::optional<double> fraction);

} // namespace canbo::assessment
