#pragma once

#include "identity/bytes.h"

#include <vector>

namespace canbo::identity {

/// A signed list of roots (ICAO 9303-12, 9; content type 2.23.136.1.1.2), as states publish it.
struct MasterList {
    std::string fingerprint;  ///< SHA-256 of the file, hex: what people compare.
    std::vector<Bytes> roots; ///< DER, those that check_root takes; each once.
    std::size_t refused{0};   ///< Certificates in it that are no roots this program can use.
};

bool looks_like_master_list(std::string_view file);
/// The signature must be true under the certificate that the list carries. Whose certificate that is, is not judged:
/// two accounts compare the fingerprint with the one the state published.
/// @error InvalidInput no such list; DigestMismatch a false signature; TooLarge over 20 MB or 2,000 certificates
Result<MasterList> read_master_list(std::string_view file);

} // namespace canbo::identity
