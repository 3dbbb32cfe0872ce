#pragma once

#include "desktop/start_presenter.h"

#include <wx/window.h>

#include <optional>
#include <string>
#include <vector>

namespace canbo::apps {

/// Shows the key of a new second factor as a QR code and as text, and asks for its first code; nothing when it is left.
std::optional<std::string> ask_first_code(wxWindow* parent, const desktop::FactorSetup& setup);

/// Shows recovery codes, this once.
void show_codes(wxWindow* parent, const std::vector<std::string>& codes);

} // namespace canbo::apps
