#pragma once

#include "desktop/shell.h"
#include "training_ui/drill_presenter.h"

namespace canbo::training::ui {

/// The entry Drills in the side bar: a mailbox that nobody sends to, and scenes.
desktop::Workspace make_drill_workspace(DrillParts parts);

} // namespace canbo::training::ui
