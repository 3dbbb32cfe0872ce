#include "exam/identity_state.h"

#include <algorithm>
#include <array>

namespace canbo::exam {
namespace {

using State = IdentityState;
using Action = IdentityAction;

constexpr std::array<std::string_view, 12> identity_names{"none",     "qr-read", "chip-opened", "consistent",
                                                          "anchored", "genuine", "by-hand",     "face-confirmed",
                                                          "admitted", "refused", "duplicate",   "mismatch"};

struct Step {
    State from;
    Action action;
    State to;
};

constexpr std::array steps{
    Step{State::None, Action::ReadQr, State::QrRead},
    Step{State::None, Action::OpenChip, State::ChipOpened},
    Step{State::None, Action::IdentifyByHand, State::ByHand},
    Step{State::QrRead, Action::OpenChip, State::ChipOpened},
    Step{State::QrRead, Action::IdentifyByHand, State::ByHand},
    Step{State::ChipOpened, Action::FindConsistent, State::Consistent},
    Step{State::Consistent, Action::Anchor, State::Anchored},
    Step{State::Anchored, Action::ProveGenuine, State::Genuine},
    Step{State::QrRead, Action::ConfirmFace, State::FaceConfirmed},
    Step{State::Consistent, Action::ConfirmFace, State::FaceConfirmed},
    Step{State::Anchored, Action::ConfirmFace, State::FaceConfirmed},
    Step{State::Genuine, Action::ConfirmFace, State::FaceConfirmed},
    Step{State::ByHand, Action::ConfirmFace, State::FaceConfirmed},
    Step{State::FaceConfirmed, Action::Admit, State::Admitted},
};

bool is_end(State state) {
    return state == State::Admitted || state == State::Refused || state == State::Duplicate || state == State::Mismatch;
}

} // namespace

std::string_view identity_name(IdentityState state) { return identity_names[static_cast<std::size_t>(state)]; }

Result<IdentityState> parse_identity(std::string_view name) {
    const auto found = std::find(identity_names.begin(), identity_names.end(), name);
    if (found == identity_names.end())
        return fail(ErrorCode::InvalidInput, "There is no such state of an identification", std::string(name));
    return static_cast<IdentityState>(found - identity_names.begin());
}

Result<IdentityState> after(IdentityState state, IdentityAction action) {
    if (!is_end(state)) {
        if (action == Action::Refuse)
            return State::Refused;
        if (action == Action::FindDuplicate)
            return State::Duplicate;
        if (action == Action::FindMismatch && state != State::None && state != State::ByHand)
            return State::Mismatch;
    }
    for (const auto& step : steps)
        if (step.from == state && step.action == action)
            return step.to;
    return fail(ErrorCode::Conflict, "This step of the identification is not possible now",
                std::string(identity_name(state)));
}

IdentityState identity_of(identity::Verdict verdict) {
    if (verdict == identity::Verdict::Refused)
        return State::Refused;
    if (verdict == identity::Verdict::QrRead)
        return State::QrRead;
    constexpr std::array way{Action::OpenChip, Action::FindConsistent, Action::Anchor, Action::ProveGenuine};
    auto state = State::None;
    for (int i = 0; i <= static_cast<int>(verdict) - static_cast<int>(identity::Verdict::ChipOpened); ++i)
        state = *after(state, way[static_cast<std::size_t>(i)]);
    return state;
}

} // namespace canbo::exam
