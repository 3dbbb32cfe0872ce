#pragma once

#include "base/result.h"
#include "identity/verdict.h"

#include <string_view>

namespace canbo::exam {

/// How far it is known who a candidate is, in one check-in.
enum class IdentityState {
    None,
    QrRead,        ///< The card's code was read: it proves nothing.
    ChipOpened,    ///< The chip answered to the number's secret.
    Consistent,    ///< What the chip says fits together.
    Anchored,      ///< And is signed by a root that this desk admitted.
    Genuine,       ///< And the chip proved that it is no copy.
    ByHand,        ///< Two invigilators looked at another paper with a photo.
    FaceConfirmed, ///< An invigilator held the face against the picture.
    Admitted,
    Refused,   ///< With a reason; another check-in begins anew.
    Duplicate, ///< This candidate was let in before.
    Mismatch,  ///< The card is somebody else's.
};
std::string_view identity_name(IdentityState state); ///< "qr-read"
Result<IdentityState> parse_identity(std::string_view name);

enum class IdentityAction {
    ReadQr,
    OpenChip,
    FindConsistent,
    Anchor,
    ProveGenuine,
    IdentifyByHand,
    ConfirmFace,
    Admit,
    Refuse,
    FindDuplicate,
    FindMismatch,
};
/// @error Conflict this action has no place in this state
Result<IdentityState> after(IdentityState state, IdentityAction action);

/// The state that a card's verdict leads to, step by step. Refused for a refused card.
IdentityState identity_of(identity::Verdict verdict);

} // namespace canbo::exam
