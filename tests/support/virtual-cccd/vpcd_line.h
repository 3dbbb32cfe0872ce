#pragma once

#include "support/virtual_card.h"

#include <chrono>
#include <string>

namespace canbo::test {

struct LineOptions {
    std::string host{"127.0.0.1"};
    int port{35963};                    ///< vpcd's first reader; 35964 is the second.
    std::chrono::milliseconds delay{0}; ///< Before each answer.
    std::size_t silent_from{0};         ///< From the so-manieth command on nothing is answered.
    std::chrono::seconds patience{10};  ///< For a reader that does not listen yet.
};

/// Lays the card on vpcd's reader and answers until the reader ends the line or the card is taken away.
/// @error Unreachable no reader listens there
Result<void> serve_card(VirtualCard& card, const LineOptions& options);

} // namespace canbo::test
