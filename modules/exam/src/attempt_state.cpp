#include "exam/attempt_state.h"

#include <algorithm>
#include <array>

namespace canbo::exam {
namespace {

using State = AttemptState;
using Action = AttemptAction;

constexpr std::array<std::string_view, 14> state_names{"rostered",  "identified",   "seated",    "waiting", "running",
                                                       "paused",    "disconnected", "submitted", "time-up", "stopped",
                                                       "withdrawn", "sealed",       "scored",    "signed"};

struct Step {
    State from;
    Action action;
    State to;
};

constexpr std::array steps{
    Step{State::Rostered, Action::Identify, State::Identified},
    Step{State::Identified, Action::TakeSeat, State::Seated},
    Step{State::Seated, Action::TakeSeat, State::Seated},
    Step{State::Waiting, Action::TakeSeat, State::Seated},
    Step{State::Running, Action::TakeSeat, State::Running},
    Step{State::Paused, Action::TakeSeat, State::Paused},
    Step{State::Disconnected, Action::TakeSeat, State::Disconnected},
    Step{State::Seated, Action::SignIn, State::Waiting},
    Step{State::Running, Action::SignIn, State::Running}, // after a move, or a new station at the seat
    Step{State::Paused, Action::SignIn, State::Paused},
    Step{State::Disconnected, Action::SignIn, State::Running},
    Step{State::Waiting, Action::Start, State::Running},
    Step{State::Running, Action::Pause, State::Paused},
    Step{State::Disconnected, Action::Pause, State::Paused},
    Step{State::Paused, Action::Resume, State::Running},
    Step{State::Running, Action::LoseContact, State::Disconnected},
    Step{State::Disconnected, Action::Return, State::Running},
    Step{State::Running, Action::Submit, State::Submitted},
    Step{State::Disconnected, Action::Submit, State::Submitted},
    Step{State::Running, Action::RunOut, State::TimeUp},
    Step{State::Disconnected, Action::RunOut, State::TimeUp},
    Step{State::Seated, Action::Stop, State::Stopped},
    Step{State::Waiting, Action::Stop, State::Stopped},
    Step{State::Running, Action::Stop, State::Stopped},
    Step{State::Paused, Action::Stop, State::Stopped},
    Step{State::Disconnected, Action::Stop, State::Stopped},
    Step{State::Identified, Action::Withdraw, State::Withdrawn},
    Step{State::Seated, Action::Withdraw, State::Withdrawn},
    Step{State::Waiting, Action::Withdraw, State::Withdrawn},
    Step{State::Running, Action::Withdraw, State::Withdrawn},
    Step{State::Paused, Action::Withdraw, State::Withdrawn},
    Step{State::Disconnected, Action::Withdraw, State::Withdrawn},
    Step{State::Submitted, Action::Reopen, State::Running},
    Step{State::TimeUp, Action::Reopen, State::Running},
    Step{State::Stopped, Action::Reopen, State::Running},
    Step{State::Withdrawn, Action::Reopen, State::Running},
    Step{State::Submitted, Action::Seal, State::Sealed},
    Step{State::TimeUp, Action::Seal, State::Sealed},
    Step{State::Stopped, Action::Seal, State::Sealed},
    Step{State::Withdrawn, Action::Seal, State::Sealed},
    Step{State::Sealed, Action::Score, State::Scored},
    Step{State::Scored, Action::Sign, State::Signed},
};

} // namespace

std::string_view attempt_name(AttemptState state) { return state_names[static_cast<std::size_t>(state)]; }

Result<AttemptState> parse_attempt(std::string_view name) {
    const auto found = std::find(state_names.begin(), state_names.end(), name);
    if (found == state_names.end())
        return fail(ErrorCode::InvalidInput, "There is no such state of an attempt", std::string(name));
    return static_cast<AttemptState>(found - state_names.begin());
}

Result<AttemptState> after(AttemptState state, AttemptAction action) {
    for (const auto& step : steps)
        if (step.from == state && step.action == action)
            return step.to;
    return fail(ErrorCode::Conflict, "The attempt's state does not allow this", std::string(attempt_name(state)));
}

bool is_ended(AttemptState state) { return state >= State::Submitted; }

bool is_at_work(AttemptState state) {
    return state == State::Running || state == State::Paused || state == State::Disconnected;
}

} // namespace canbo::exam
