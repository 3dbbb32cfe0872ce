#pragma once

#include "base/issues.h"
#include "exam/candidate.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace canbo::apps {

/// Puts the photos of a folder, named by candidates' numbers (0001.jpg, 0002.png), into the list. A file that is no
/// picture or too large is an error, one that belongs to nobody a warning, a candidate without photo nothing.
void take_photos(const std::filesystem::path& folder, std::vector<exam::Candidate>& roster, Issues& issues);

/// The photos as paper shows them: small PNG files by the candidate's number. @error InvalidInput no picture
Result<std::map<std::string, std::string>> roster_pictures(const std::vector<exam::Candidate>& roster);

} // namespace canbo::apps
