#pragma once

#include "identity/card_transport.h"
#include "identity/symmetric.h"

#include <memory>

namespace canbo::identity {

/// Diffie-Hellman over one group, with a generator that PACE replaces. Values are octets: scalars and group elements
/// most significant first, points uncompressed. Not safe from several threads.
class KeyAgreement {
public:
    virtual ~KeyAgreement() = default;

    /// A private key from 1 to order-1.
    virtual Bytes private_key(const RandomSource& random) const = 0;
    /// On the present generator. @error InvalidInput a key of no use (0 or the order)
    virtual Result<Bytes> public_key(std::string_view private_key) const = 0;
    /// The x coordinate, or the group element. @error InvalidInput the other key is no element of the group
    virtual Result<Bytes> shared_secret(std::string_view private_key, std::string_view other_public) const = 0;
    /// Generic mapping: the generator becomes s·G + H. @error InvalidInput as above, or a generator of no use
    virtual Result<void> map_generic(std::string_view nonce, std::string_view private_key,
                                     std::string_view other_public) = 0;
    /// Integrated mapping from both nonces. @error InvalidInput a curve for which none is defined
    virtual Result<void> map_integrated(std::string_view nonce, std::string_view own_nonce, Cipher cipher) = 0;
    /// The present generator.
    virtual Bytes generator() const = 0;
    /// scalar · element, whole. @error InvalidInput
    virtual Result<Bytes> multiply(std::string_view scalar, std::string_view element) const = 0;
    /// Tag of a public key inside 7F49: 84 or 86.
    virtual std::uint32_t public_key_tag() const = 0;

    /// By the number of standardised domain parameters (ICAO 9303-11, table 6). @error InvalidInput unknown
    static Result<std::unique_ptr<KeyAgreement>> standard(int parameters);
    /// By a SubjectPublicKeyInfo, as chip authentication finds it in DG14; `key` becomes the public key itself.
    /// Explicit parameters are taken only when they equal a named curve. @error InvalidInput
    static Result<std::unique_ptr<KeyAgreement>> of_public_key(std::string_view info, Bytes& key);
};

/// The pseudo-random function of integrated mapping (9303-11, 4.4.3.3.2), before it is reduced.
Bytes pseudo_random(std::string_view nonce, std::string_view own_nonce, Cipher cipher, std::size_t field_bits);

} // namespace canbo::identity
