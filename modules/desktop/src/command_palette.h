#pragma once

#include "desktop/command.h"

#include <wx/window.h>

#include <string>

namespace canbo::desktop {

/// Asks for a command by typing some of its letters. @returns its id; empty when nothing was chosen
std::string ask_for_command(wxWindow* parent, const CommandTable& commands);

} // namespace canbo::desktop
