#pragma once

#include "base/crypto.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace canbo::base {

/// Closes small secrets with words that a person knows: Argon2id (RFC 9106; libsodium's crypto_pwhash) makes the key of
/// a random salt and the words, XChaCha20-Poly1305 does the rest. What is closed is bytes: a letter for the cost, 16
/// bytes of salt, nonce + ciphertext. Making a key takes a moment and 64 MB on purpose: once a start, never on the UI
/// thread.
class PassphraseLock {
public:
    /// With a salt of its own.
    explicit PassphraseLock(std::string_view passphrase, HashCost cost = HashCost::Interactive);
    /// The lock that closed `closed`, if it was made of the same words.
    /// @error Unauthenticated other words, or the text was changed; InvalidInput no lock closed this
    static Result<PassphraseLock> of(std::string_view closed, std::string_view passphrase);

    std::string close(std::string_view plain) const; ///< Other bytes each time.
    /// What this lock or one of the same words and salt has closed. @error Unauthenticated
    Result<std::string> open(std::string_view closed) const;

private:
    PassphraseLock() = default;

    std::string m_head; ///< Cost and salt.
    std::string m_key;
};

} // namespace canbo::base
