#pragma once

#include "base/form_data.h"

#include <filesystem>

namespace canbo::documents::test {

/// A form's data out of tests/data/forms/<form>.json: {"form", "values", "tables"}. Aborts when the file is wrong.
/// {"markdown": "..."} is a Markdown value; a table is a list of rows; "pictures" are PNG files in Base64.
base::FormData read_form_json(const std::filesystem::path& file);

} // namespace canbo::documents::test
