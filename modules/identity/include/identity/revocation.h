#pragma once

#include "base/clock.h"
#include "identity/bytes.h"

#include <string>
#include <vector>

namespace canbo::identity {

/// The signers of cards that an issuing state has taken back: a certificate revocation list of X.509 by the profile of
/// ICAO 9303-12, 7.1.4 (version 2, always with a next update; whole, direct and for certificates of its own issuer).
struct RevocationList {
    Bytes der;
    std::string fingerprint; ///< SHA-256 of the list, hex.
    Bytes issuer;            ///< Distinguished name, DER.
    base::Time this_update{};
    base::Time next_update{};   ///< From then on a newer one should have been fetched.
    std::vector<Bytes> serials; ///< Content octets of the serial numbers, sorted.

    bool holds(std::string_view serial) const;
    /// A day that begins after the next update.
    bool outdated(base::Day today) const;
};

/// True for DER that begins as such a list does and not as a certificate.
bool looks_like_revocation_list(std::string_view der);
/// Nothing is said about its signature. @error InvalidInput another profile; TooLarge over 2 MB
Result<RevocationList> read_revocation_list(std::string_view der);
/// True when the key of this certificate signed the list, and its name is the list's issuer.
bool signed_by(const RevocationList& list, std::string_view root);

} // namespace canbo::identity
