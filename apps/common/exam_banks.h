#pragma once

#include "base/json.h"

#include <filesystem>

namespace canbo::ctl {

/// Puts the banks themselves in place of the files that an exam's definition names, each a file (JSON, GIFT, Aiken,
/// Moodle XML), a folder of such files, or a list of either; paths are seen from the definition's folder. A question
/// without a category gets the name of its file as one. @error NotFound, InvalidInput also when a file has a question
/// that is refused
Result<void> put_banks_in(Json& definition, const std::filesystem::path& folder);

} // namespace canbo::ctl
