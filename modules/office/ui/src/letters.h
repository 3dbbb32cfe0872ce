#pragma once

#include "base/form_data.h"
#include "office_ui/outcome.h"
#include "reporting/desk.h"

#include <filesystem>
#include <string>

namespace canbo::office_ui {

/// Writes a letter to each agency that owes its report of the period into the folder, and tells to whom. For the
/// worker. @error InvalidInput (no period), Forbidden, Storage
Result<Outcome> make_letters(const reporting::Desk& desk, base::FormRenderer& renderer, const std::string& period,
                             const std::filesystem::path& folder);

} // namespace canbo::office_ui
