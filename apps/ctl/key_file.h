#pragma once

#include "base/crypto.h"

#include <string>

namespace canbo::ctl {

/// A publisher's or issuer's key: FILE holds the secret (base64, only this user reads it), FILE.pub the public half.
/// @error Conflict FILE is there already; Storage
Result<base::SigningKey> make_key_file(const std::string& file);
/// @error NotFound, InvalidInput
Result<base::SigningKey> read_key_file(const std::string& file);
/// The 32 bytes of a public key in a file. @error NotFound, InvalidInput
Result<std::string> read_public_key(const std::string& file);

} // namespace canbo::ctl
