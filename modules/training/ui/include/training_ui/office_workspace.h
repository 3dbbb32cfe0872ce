#pragma once

#include "desktop/shell.h"
#include "training_ui/office_lists.h"

namespace canbo::training::ui {

/// The entry Training of the standing office: assignments, published courses, questions, drills. Places: "assignments",
/// "published", "questions", "risk".
desktop::Workspace make_training_office_workspace(TrainingOfficeParts parts);

} // namespace canbo::training::ui
