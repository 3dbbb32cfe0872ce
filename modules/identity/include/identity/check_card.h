#pragma once

#include "base/progress.h"
#include "identity/verdict.h"

namespace canbo::identity {

/// What a card on a reader gave, to be judged by assess() and kept as evidence.
struct CardCheck {
    CardReading reading;    ///< Files, both proofs, and what opening let know; QR and printed zone are the caller's.
    Bytes active_signature; ///< Over the purpose's challenge; empty when the chip offers no active authentication.
    std::string access;     ///< The suite of PACE, or "BAC".
};

/// The whole job on one card: opens it, reads COM, SOD and the data groups, lets it sign the challenge of `purpose`
/// and prove its key of chip authentication. A proof that the chip offers and does not give counts as failed: a copy
/// must not get by with silence.
/// @error Forbidden the secret is of another card; Unreachable; InvalidInput; TooLarge; Cancelled
Result<CardCheck> check_card(CardTransport& card, CardSecret secret, const Purpose& purpose, ReadOptions options = {},
                             base::Progress* progress = nullptr);

} // namespace canbo::identity
