#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace canbo::base {

/// A whole file. @error NotFound, Storage, TooLarge
Result<std::string> read_file(const std::filesystem::path& path, std::size_t most_bytes = 256'000'000);

/// Replaces a file so that a reader sees the old or the new one, never half of either: writes beside, then renames.
/// `secret`: only this user may read it. @error Storage
Result<void> write_file(const std::filesystem::path& path, std::string_view content, bool secret = false);

/// Where this program really is; `argv0` when the system does not tell.
std::filesystem::path program_path(const char* argv0);

/// $CANBO_SHARE, else beside the program, then the source tree (of a program in its build folder), then the install
/// prefix: the folder that holds content/ and reports/. @error NotFound
Result<std::filesystem::path> find_share(const std::filesystem::path& program);

/// --data, else $CANBO_HOME, else the XDG data folder (on Windows %LOCALAPPDATA%).
std::filesystem::path data_folder(std::string_view option);

/// An environment variable, or "" when it is not set.
std::string environment(const char* name);

} // namespace canbo::base
