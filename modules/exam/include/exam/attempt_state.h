#pragma once

#include "base/result.h"

#include <string_view>

namespace canbo::exam {

/// Where a candidate's attempt stands.
enum class AttemptState {
    Rostered,
    Identified,
    Seated,
    Waiting, ///< Signed in at the station, the exam has not begun.
    Running,
    Paused,
    Disconnected, ///< The station is silent; the time goes on.
    Submitted,
    TimeUp,
    Stopped,   ///< By an invigilator, for a reason.
    Withdrawn, ///< The candidate gave up.
    Sealed,
    Scored,
    Signed,
};
std::string_view attempt_name(AttemptState state); ///< "time-up"
Result<AttemptState> parse_attempt(std::string_view name);

enum class AttemptAction {
    Identify,
    TakeSeat, ///< Also another seat later: the state stays.
    SignIn,
    Start,
    Pause,
    Resume,
    LoseContact,
    Return,
    Submit,
    RunOut,
    Stop,
    Withdraw,
    Reopen, ///< Only by an order of the council.
    Seal,
    Score,
    Sign,
};
/// @error Conflict this action has no place in this state
Result<AttemptState> after(AttemptState state, AttemptAction action);

bool is_ended(AttemptState state);   ///< No more answers: Submitted and whatever comes after.
bool is_at_work(AttemptState state); ///< Running, Paused or Disconnected: its time counts or stands.

} // namespace canbo::exam
