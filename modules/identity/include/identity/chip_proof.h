#pragma once

#include "identity/lds.h"
#include "identity/read_card.h"
#include "identity/symmetric.h"

#include <optional>
#include <string>

namespace canbo::identity {

/// What a proof is asked for. The challenge follows from it, so that an answer proves the card in this place and in no
/// other, and can be checked again without the card.
struct Purpose {
    std::string exam, room, station, candidate;
    Bytes nonce; ///< 16 random octets of whoever admits.
};
/// The eight octets that active authentication signs: the beginning of SHA-256 over every part with its length.
Bytes challenge_of(const Purpose& purpose);

/// Recovers and checks a message block of ISO 9796-2, scheme 1, with partial recovery (ICAO 9303-11, 6.1): trailers BC
/// (SHA-1), 33CC SHA-1, 34CC SHA-256, 35CC SHA-512, 36CC SHA-384, 38CC SHA-224.
bool check_recovered_block(std::string_view block, std::string_view challenge);

/// True when `signature` over `challenge` is by the key of DG15. `ecdsa`: the OID of DG14 for a key on a curve.
/// @error InvalidInput a key that cannot be used, an unknown signature algorithm
Result<bool> check_active(std::string_view public_key, const std::optional<Bytes>& ecdsa, std::string_view challenge,
                          std::string_view signature);

/// Asks the chip to sign. Nothing when it does not answer as it should. @error Unreachable, InvalidInput
Result<std::optional<Bytes>> ask_active(CardSession& session, std::string_view challenge);

/// Chip authentication version 1 (ICAO 9303-11, 6.2): the channel goes on under keys that only the owner of DG14's key
/// can know; one file read through it is the proof. True when it held, false when the chip failed, nothing when DG14
/// offers none. After a failure the channel is dead.
/// @error Unreachable
Result<std::optional<bool>> run_chip_authentication(CardSession& session, const SecurityInfos& infos);

} // namespace canbo::identity
