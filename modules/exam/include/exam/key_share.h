#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::exam {

/// One part of a secret (Shamir 1979, over GF(2^8) with the polynomial of AES, byte by byte). Fewer parts than needed
/// tell nothing about the secret but its length.
struct KeyShare {
    int index{0};      ///< 1 to 255: where the polynomials were taken.
    std::string bytes; ///< As long as the secret.
};

/// @error InvalidInput not 2 <= needed <= count <= 255, or an empty secret
Result<std::vector<KeyShare>> split_secret(std::string_view secret, int needed, int count);
/// The secret of any `needed` parts; with fewer, or with parts of another secret, it is another text: who joins knows a
/// digest. Takes the same time whatever the bytes are.
/// @error InvalidInput no part, an index out of range or twice, lengths that differ
Result<std::string> join_secret(const std::vector<KeyShare>& shares);

/// Names an exam's key without giving it away: the first 16 hex digits of a SHA-256.
std::string exam_key_id(std::string_view key);

/// A part as its holder keeps it: one line of ASCII, with a check so that a slip of the pen is found.
struct NamedShare {
    std::string exam;
    std::string key_id;
    int needed{2};
    KeyShare share;
};
std::string write_share(const NamedShare& share);
/// @error InvalidInput no such line; DigestMismatch its check does not fit
Result<NamedShare> read_share(std::string_view text);
/// The exam's key, held against the id that every part names.
/// @error InvalidInput parts of different keys, or too few; DigestMismatch they do not give the key they name
Result<std::string> join_shares(const std::vector<NamedShare>& shares);

} // namespace canbo::exam
