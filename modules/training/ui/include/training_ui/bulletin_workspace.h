#pragma once

#include "desktop/shell.h"
#include "training_ui/bulletin_presenter.h"

namespace canbo::training::ui {

/// The entry Bulletins in the side bar, for everybody. Places: "", a bulletin's id.
desktop::Workspace make_bulletin_workspace(BulletinParts parts);

} // namespace canbo::training::ui
