#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st; // OpenSSL's

namespace canbo::base {

/// Must run once before anything else here; apps call it first in main(). Aborts if the machine has no randomness.
void init_crypto();

/// `count` random bytes from the operating system.
std::string random_bytes(std::size_t count);

std::string sha256(std::string_view data);     ///< 32 bytes.
std::string sha256_hex(std::string_view data); ///< 64 lower-case hex digits.
std::string to_hex(std::string_view bytes);
std::string to_base64(std::string_view bytes);                        ///< RFC 4648, with padding.
Result<std::string> from_base64(std::string_view text);               ///< @error InvalidInput
std::string hmac_sha256(std::string_view key, std::string_view data); ///< 32 bytes.
/// Equal length and content, in time that does not depend on where they differ.
bool equal_constant_time(std::string_view a, std::string_view b);

/// SHA-256 of something that comes in pieces.
class Sha256 {
public:
    Sha256();
    void update(std::string_view piece);
    std::string hex(); ///< Ends it.

private:
    struct Free {
        void operator()(evp_md_ctx_st* state) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_state;
};

/// A random identifier (UUID version 4, lower case with hyphens).
std::string new_uuid();
bool is_uuid(std::string_view text);

/// Ed25519 (RFC 8032).
struct SigningKey {
    std::string secret;     ///< 64 bytes; never leaves the office's folder.
    std::string public_key; ///< 32 bytes.
    static SigningKey generate();
    std::string sign(std::string_view message) const; ///< 64 bytes.
    std::string id() const; ///< First 16 hex digits of the public key's SHA-256: names the key in receipts.
};
bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature);

/// A secret for the holder of a signing key, from nobody in particular (libsodium's sealed box over the key's
/// Curve25519 form). @error InvalidInput no public key
Result<std::string> seal_to(std::string_view public_key, std::string_view plain);
Result<std::string> open_sealed_to(const SigningKey& key, std::string_view sealed); ///< @error DigestMismatch

/// How much an Argon2id hash may cost. Tests use Least, programs Interactive.
enum class HashCost { Least, Interactive };

/// Argon2id with its parameters and salt in the text (libsodium's crypto_pwhash_str).
std::string hash_password(std::string_view password, HashCost cost = HashCost::Interactive);
bool verify_password(std::string_view hash, std::string_view password);

/// Authenticated encryption of small secrets at rest (XChaCha20-Poly1305): nonce + ciphertext.
std::string seal(std::string_view key32, std::string_view plain);
Result<std::string> open_sealed(std::string_view key32, std::string_view sealed); ///< @error DigestMismatch

} // namespace canbo::base
