#pragma once

#include "identity/card_transport.h"

namespace canbo::identity {

/// One command without protection.
inline Result<Answer> exchange(CardTransport& card, const Command& command) {
    CANBO_TRY(auto raw, card.transmit(command.encode()));
    return split_answer(std::move(raw));
}

} // namespace canbo::identity
