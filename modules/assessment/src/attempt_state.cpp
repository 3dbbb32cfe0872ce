#include "assessment/attempt_state.h"

#include <array>
#include <utility>

namespace canbo::assessment {
namespace {

constexpr std::array<std::pair<AttemptState, std::string_view>, 14> names{{
    {AttemptState::Todo, "todo"},
    {AttemptState::Complete, "complete"},
    {AttemptState::Invalid, "invalid"},
    {AttemptState::NeedsGrading, "needsgrading"},
    {AttemptState::Finished, "finished"},
    {AttemptState::GaveUp, "gaveup"},
    {AttemptState::GradedWrong, "gradedwrong"},
    {AttemptState::GradedPartial, "gradedpartial"},
    {AttemptState::GradedRight, "gradedright"},
    {AttemptState::ManFinished, "manfinished"},
    {AttemptState::ManGaveUp, "mangaveup"},
    {AttemptState::MangrWrong, "mangrwrong"},
    {AttemptState::MangrPartial, "mangrpartial"},
    {AttemptState::MangrRight, "mangrright"},
}};

// A mark is kept to seven decimals: six nines are as right as it gets.
constexpr double almost_nothing = 0.000001;
constexpr double almost_all = 0.999999;

} // namespace

std::string_view state_name(AttemptState state) { return names[static_cast<std::size_t>(state)].second; }

Result<AttemptState> parse_state(std::string_view name) {
    for (const auto& [state, text] : names)
        if (text == name)
            return state;
    return fail(ErrorCode::InvalidInput, "There is no such state of a question", std::string(name));
}

bool is_active(AttemptState state) {
    return state == AttemptState::Todo || state == AttemptState::Complete || state == AttemptState::Invalid;
}

bool is_finished(AttemptState state) { return !is_active(state); }

AttemptState graded_state(double fraction) {
    if (fraction < almost_nothing)
        return AttemptState::GradedWrong;
    return fraction > almost_all ? AttemptState::GradedRight : AttemptState::GradedPartial;
}

AttemptState hand_graded_state(std::optional<double> fraction) {
    if (!fraction)
        return AttemptState::NeedsGrading;
    if (*fraction < almost_nothing)
        return AttemptState::MangrWrong;
    return *fraction > almost_all ? AttemptState::MangrRight : AttemptState::MangrPartial;
}

AttemptState remarked_state(AttemptState state, std::optional<double> fraction) {
    if (state == AttemptState::Finished || state == AttemptState::ManFinished)
        return AttemptState::ManFinished;
    if ((state == AttemptState::GaveUp || state == AttemptState::ManGaveUp) && !fraction)
        return AttemptState::ManGaveUp;
    return hand_graded_state(fraction);
}

} // namespace canbo::assessment
