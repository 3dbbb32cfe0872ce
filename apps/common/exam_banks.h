#pragma once

#include "assessment/bank.h"
#include "base/json.h"

#include <filesystem>

namespace canbo::apps {

/// The questions of a file (JSON, GIFT, Aiken, Moodle XML), or of all files of a folder in the order of their names. A
/// question without a category gets the name of its file as one. @error NotFound, InvalidInput also when a question is
/// refused
Result<assessment::Bank> read_bank(const std::filesystem::path& path);

/// Puts the banks themselves in place of the files that an exam's definition names, each a file (JSON, GIFT, Aiken,
/// Moodle XML), a folder of such files, or a list of either; paths are seen from the definition's folder. @error as
/// read_bank()
Result<void> put_banks_in(Json& definition, const std::filesystem::path& folder);

} // namespace canbo::apps
