#pragma once

#include <wx/window.h>

#include <filesystem>
#include <optional>
#include <string>

namespace canbo::desktop {

/// Asks where something is to be written; asks again before a file is replaced. `kinds`: as wxFileDialog has it,
/// "JSON (*.json)|*.json". @returns nothing when the person thought better of it
std::optional<std::filesystem::path> ask_save_file(wxWindow* parent, const wxString& title, const std::string& name,
                                                   const wxString& kinds);

} // namespace canbo::desktop
