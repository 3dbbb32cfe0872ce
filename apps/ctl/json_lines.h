#pragma once

#include "base/json.h"

#include <filesystem>
#include <functional>

namespace canbo::ctl {

/// Hands every line of a JSON-lines file to `take`, in order; the file may be packed with gzip. Strings come as they
/// are (no NFC): recorded answers are compared as they were typed.
/// @error NotFound, Storage; InvalidInput a line that is not JSON (`where` = its number); TooLarge over 1 GB unpacked;
/// and what `take` returns
Result<void> for_each_line(const std::filesystem::path& file, const std::function<Result<void>(const Json&)>& take);

} // namespace canbo::ctl
