#pragma once

#include "formats/course_folder.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::formats {

/// What a zip holds.
struct ZipContent {
    CourseFiles files;               ///< Those asked for.
    std::vector<std::string> others; ///< Names of those left packed.
};

/// Reads the files of a zip whose names `wanted` accepts; completely or not at all. Folders are passed over.
/// @error InvalidInput no zip, cut short, damaged, encrypted, a link, a path that leaves the folder, a name twice
/// @error TooLarge     more files or bytes than `limits` allow, or packed over 200 to 1
Result<ZipContent> read_zip(std::string_view bytes, const std::function<bool(std::string_view)>& wanted,
                            const CourseLimits& limits);

/// A path that stays where it is unpacked: parts between '/', none of them empty, "." or "..", no backslash, colon or
/// control character.
bool is_inner_path(std::string_view path);

} // namespace canbo::formats
