#pragma once

#include "desk_services.h"
#include "desktop/shell.h"

namespace canbo::apps {

/// Every feature's workspace, joined with its adapters. The one place where the window meets features.
desktop::WorkspaceRegistry make_workspaces(DeskServices& services);

} // namespace canbo::apps
