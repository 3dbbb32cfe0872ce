#pragma once

#include "desktop/shell.h"
#include "training_ui/completion_presenter.h"
#include "training_ui/learning_presenter.h"

namespace canbo::training::ui {

/// The entry Learning in the side bar: courses, lessons, practice. Places: "", "slug", "slug/lesson".
desktop::Workspace make_learning_workspace(LearningParts parts);

/// The entry Completion: who has completed what is assigned, for who answers for an agency and the standing office.
desktop::Workspace make_completion_workspace(CompletionParts parts);

} // namespace canbo::training::ui
