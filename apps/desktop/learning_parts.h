#pragma once

#include "desk_services.h"
#include "training_ui/completion_presenter.h"
#include "training_ui/learning_presenter.h"

namespace canbo::apps {

/// Courses that came with the program (SHARE/content/courses/<slug>) and those installed on this desk
/// (FOLDER/courses/<slug>@<version>); of each the newest version. Courses with faults are left out and logged.
training::ui::LearningParts learning_parts(DeskServices& services);
/// Completion per agency, for who may see it.
training::ui::CompletionParts completion_parts(DeskServices& services);

} // namespace canbo::apps
