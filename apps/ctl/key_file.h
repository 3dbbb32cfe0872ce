#pragma once

#include "base/crypto.h"
#include "runtime.h"

#include <string>
#include <vector>

namespace canbo::ctl {

/// A publisher's or issuer's key: FILE holds the secret (only this user reads it), FILE.pub the public half.
/// @error Conflict FILE is there already; Storage
Result<base::SigningKey> make_key_pair(const std::string& file);

/// Public keys that prove what others signed: those in the files named, and the office's where somebody is logged in.
/// @error NotFound, InvalidInput
Result<std::vector<std::string>> public_keys(Runtime& runtime, const std::vector<std::string>& files);

} // namespace canbo::ctl
