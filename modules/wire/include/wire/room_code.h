#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace canbo::wire {

/// What an invigilator reads out or writes on the board, so that a station finds the right room and is let in:
/// twenty letters and digits in groups of four. The first sixteen are the beginning of the SHA-256 of the room's
/// certificate (80 bits), the last four a secret (20 bits) that only who sees the board knows.
struct RoomCode {
    std::string pin;    ///< 10 bytes.
    std::string secret; ///< 4 characters of the code's alphabet.
};

/// `digest`: SHA-256 of the certificate in DER, 32 bytes. The secret is drawn.
RoomCode make_room_code(std::string_view digest);
/// With what a standby, which has the exam's key, is let follow a room.
std::string standby_token(std::string_view exam_key, std::string_view exam, std::string_view room);

/// "K7QD-93MX-…" (Crockford's alphabet of 32, without I, L, O and U)
std::string show_room_code(const RoomCode& code);
/// As typed: case, hyphens and spaces do not count, O is 0, I and L are 1. @error InvalidInput
Result<RoomCode> parse_room_code(std::string_view text);

} // namespace canbo::wire
