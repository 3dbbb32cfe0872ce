#pragma once

#include "base/crypto.h"
#include "formats/course_folder.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::formats {

/// A course as one file: a tar in gzip. Its first entry manifest.json names every other file with size and SHA-256, the
/// second, manifest.sig, is the publisher's Ed25519 signature of it (base64).
struct CoursePackage {
    std::string publisher; ///< SigningKey::id() of the key that signed.
    CourseFiles files;
};

/// The same files and key give the same bytes. @error InvalidInput a name a package cannot carry; TooLarge
Result<std::string> pack_course(const CourseFiles& files, std::string_view slug, std::string_view version,
                                const base::SigningKey& key, const CourseLimits& limits = {});

/// Reads a package completely or not at all; nothing is written anywhere. `trusted`: public keys, 32 bytes each.
/// @error InvalidInput  no package, cut short, damaged, a link, a device, a path that leaves the course, a name twice,
///                      a file its manifest does not name or names and does not hold
/// @error TooLarge      more files or bytes than `limits` allow, or packed over 200 to 1
/// @error DigestMismatch signed by nobody in `trusted`, or a file that is not the one signed for
/// @error NewerVersion
Result<CoursePackage> read_course_package(std::string_view bytes, const std::vector<std::string>& trusted,
                                          const CourseLimits& limits = {});

/// Writes the files under `folder` so that it is there with all of them, or not at all: beside it first, then renamed.
/// libarchive writes, with its secure-extract flags: no link is followed, no path leaves. What stood there is replaced.
/// @error InvalidInput, Storage
Result<void> place_course(const CourseFiles& files, const std::filesystem::path& folder);

} // namespace canbo::formats
