#pragma once

#include "identity/access.h"
#include "identity/mrz.h"
#include "identity/qr.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace canbo::identity {

/// What somebody entered to open a card: typed, or read by a scanner that types as a keyboard.
struct CardEntry {
    enum class Kind {
        Can,    ///< Six digits.
        Number, ///< The citizen's twelve digits, whose end is the CAN.
        Qr,
        Zone, ///< A machine readable zone, or the part of it that opens the chip.
    };
    Kind kind{Kind::Can};
    CardSecret secret;
    std::optional<QrReading> qr;
    std::optional<MrzReading> printed; ///< Only of a whole zone.
};

/// Told apart by shape alone. What was typed before a QR text began is passed over. `today` as in read_qr.
/// @error InvalidInput none of the four; TooLarge over 4,000 bytes
Result<CardEntry> read_entry(std::string_view text, base::Day today);

/// Tells a scanner that types from a person's hands by speed: at least 20 keys one after the other, half of them at
/// most 30 ms apart and none over 150 ms. Scanners need 1 to 20 ms a key; the fastest hands 80 ms. Together with the
/// shape of what was typed (read_entry) this lets a scan begin its work without a key to confirm it.
class Keystrokes {
public:
    /// A key at this moment of a clock that never goes back.
    void press(std::chrono::milliseconds at);
    void forget();
    bool by_scanner() const;
    /// Nothing came for 150 ms, so the run of keys has ended. True before the first key.
    bool ended(std::chrono::milliseconds now) const;

private:
    std::optional<std::chrono::milliseconds> m_last;
    std::vector<std::chrono::milliseconds> m_gaps; ///< Of the present run; at most as many as a text may have bytes.
};

} // namespace canbo::identity
