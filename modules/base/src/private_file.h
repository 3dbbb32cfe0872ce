#pragma once

#include <filesystem>

namespace canbo::base {

/// Makes an empty file that only this user may open, from its first moment on. False when it cannot be made or a file
/// of that name is there already. The one place in base that asks the system itself: the standard library creates
/// files with whatever the umask leaves.
bool create_private_file(const std::filesystem::path& path);

} // namespace canbo::base
