#pragma once

#include "base/crypto.h"

#include <filesystem>

namespace canbo::ctl {

/// The key by which this desk signs evidence, made at its first use: DIR/desk-key.json, readable by this user only.
/// @error Storage, InvalidInput
Result<base::SigningKey> desk_key(const std::filesystem::path& folder);

} // namespace canbo::ctl
