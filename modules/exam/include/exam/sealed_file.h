#pragma once

#include "base/crypto.h"
#include "base/json.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace canbo::exam {

/// A file with an open head and a sealed inside, that ends in a signature over every byte before it:
///
///     <magic>\n <head: canonical JSON>\n <sealed: XChaCha20-Poly1305> <Ed25519 signature, 64 bytes>
///
/// The head names the signer's public key ("signer", Base64) and what the file is for; it holds nothing secret.
struct SealedFile {
    Json head;
    std::string sealed;
    std::string signer; ///< 32 bytes.
};

inline constexpr std::size_t most_sealed_file = 400'000'000;

/// `head` must not have "signer". @error InvalidInput a head that JSON cannot carry
Result<std::string> write_sealed_file(std::string_view magic, Json head, std::string_view key32, std::string_view plain,
                                      const base::SigningKey& signer);
/// Checks the signature by the key that the file names: who reads decides whether that is the right one.
/// @error InvalidInput no such file; DigestMismatch a byte was changed; NewerVersion; TooLarge
Result<SealedFile> read_sealed_file(std::string_view magic, std::string_view bytes);

} // namespace canbo::exam
