#pragma once

#include "identity/bytes.h"

#include <functional>
#include <optional>

namespace canbo::identity {

/// Port: one card in one reader, used by nobody else meanwhile.
class CardTransport {
public:
    virtual ~CardTransport() = default;
    /// Sends one command APDU and returns the answer with its two status octets.
    /// @error Unreachable the card or the reader is gone, or did not answer in time
    virtual Result<Bytes> transmit(std::string_view command) = 0;
    /// Powers the card off and on: every channel to it ends. @error Unreachable
    virtual Result<void> reset() = 0;
    /// False when the reader is known to carry no extended lengths.
    virtual bool extended_length() const { return true; }
};

/// A command of ISO 7816-4 before it is protected.
struct Command {
    std::uint8_t cla{0}, ins{0}, p1{0}, p2{0};
    Bytes data;
    std::optional<std::size_t> expected; ///< Ne, 1 to 65,536; nothing: no answer but a status.

    /// Short form where it fits, else extended.
    Bytes encode() const;
};

struct Answer {
    Bytes data;
    std::uint16_t status{0};
    bool ok() const { return status == 0x9000; }
};

/// Splits the status off. @error InvalidInput shorter than two octets or longer than any answer
Result<Answer> split_answer(Bytes raw);

/// Where random octets come from; tests give the ones of the vectors.
using RandomSource = std::function<Bytes(std::size_t)>;
RandomSource system_random();

} // namespace canbo::identity
