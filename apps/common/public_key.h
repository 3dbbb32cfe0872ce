#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace canbo::apps {

/// The 32 bytes of a public key in a file, which everybody may read: its first line in base64.
/// @error NotFound, Storage, InvalidInput it holds no such key
Result<std::string> read_public_key(const std::filesystem::path& file);

} // namespace canbo::apps
