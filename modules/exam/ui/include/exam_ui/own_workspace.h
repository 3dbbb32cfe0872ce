#pragma once

#include "desktop/shell.h"
#include "exam_ui/own_presenter.h"

namespace canbo::exam::ui {

/// The entry My exam results: what was released to who is logged in, with what proves it.
desktop::Workspace make_own_results_workspace(OwnParts parts);

} // namespace canbo::exam::ui
