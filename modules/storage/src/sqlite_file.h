#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>

// What is asked of a SQLite file as a file, through SQLite's own API.
namespace canbo::storage {

/// The schema version of a file, looked at without writing: 0 when it is missing or empty.
/// @error Storage no database, another program's database, or not readable
Result<std::int64_t> look_at(const std::filesystem::path& file);

/// Makes an empty file (with its folder) that only this user may read, unless there is one. @error Storage
Result<void> make_private_file(const std::filesystem::path& file);

/// Copies a database while others use it; `to` is there whole or not at all. @error Storage also when `to` exists
Result<void> copy_database(const std::filesystem::path& file, const std::filesystem::path& to);

} // namespace canbo::storage
