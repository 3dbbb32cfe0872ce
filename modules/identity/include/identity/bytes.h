#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace canbo::identity {

/// Raw bytes of the card's world. std::string as in base/crypto.h, so that nothing is copied on the way.
using Bytes = std::string;

/// @error InvalidInput an odd count, or a character that is no hex digit; white space is passed over.
Result<Bytes> from_hex(std::string_view text);

constexpr std::uint8_t byte_at(std::string_view bytes, std::size_t index) {
    return static_cast<std::uint8_t>(bytes[index]);
}
constexpr char to_char(unsigned value) { return static_cast<char>(static_cast<unsigned char>(value & 0xFFU)); }

/// The last `width` bytes of a number, most significant first.
Bytes big_endian(std::uint64_t value, std::size_t width);

/// Overwrites and empties: session keys and personal data do not stay in memory after use.
void wipe(Bytes& bytes);

} // namespace canbo::identity
