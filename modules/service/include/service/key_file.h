#pragma once

#include "base/crypto.h"
#include "base/result.h"

#include <filesystem>
#include <string>

namespace canbo::service {

/// A secret in a file only this user may read, on the disk when it returns. @error Storage
Result<void> write_key_file(const std::filesystem::path& path, const std::string& content);

/// @error InvalidInput others may read it; NotFound, Storage, TooLarge
Result<std::string> read_key_file(const std::filesystem::path& path);

/// A signing key: two lines of Base64, the secret and its public part, which may be missing. @error Storage
Result<void> write_signing_key(const std::filesystem::path& path, const base::SigningKey& key);
/// @error InvalidInput others may read it, it is damaged, or its two parts do not belong together; NotFound
Result<base::SigningKey> read_signing_key(const std::filesystem::path& path);
/// The one of the file, made at the first call. @error as the two above
Result<base::SigningKey> own_signing_key(const std::filesystem::path& path);

/// A key of 32 bytes in the file's first line, in Base64. @error InvalidInput also when the file is damaged
Result<std::string> read_key32(const std::filesystem::path& path);

/// The key that seals data about persons in a desk's or an office's folder: FOLDER/data.key, or the file that
/// $CANBO_DATA_KEY names, for who keeps it away from the data. Made at the first call; of two programs that make it at
/// the same moment both get the same. Without this file what it sealed is lost: back it up, apart from the databases.
/// @error InvalidInput the file is damaged or others may read it; Storage
Result<std::string> data_key(const std::filesystem::path& folder);

inline constexpr const char* data_key_name = "data.key";

} // namespace canbo::service
