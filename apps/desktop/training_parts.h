#pragma once

#include "desk_services.h"
#include "training_ui/bulletin_presenter.h"
#include "training_ui/office_lists.h"

namespace canbo::apps {

/// What the standing office does about training: assigns, publishes, looks at questions and drills.
training::ui::TrainingOfficeParts training_office_parts(DeskServices& services);
/// Bulletins, for everybody.
training::ui::BulletinParts bulletin_parts(DeskServices& services);

} // namespace canbo::apps
