#pragma once

#include "desktop/shell.h"
#include "training_ui/learning_presenter.h"

namespace canbo::training::ui {

/// The entry Learning in the side bar: courses, lessons, practice. Places: "", "slug", "slug/lesson".
desktop::Workspace make_learning_workspace(LearningParts parts);

} // namespace canbo::training::ui
