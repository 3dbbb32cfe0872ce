#pragma once

#include "exam_ui/council_workspace.h"
#include "exam_ui/own_workspace.h"

namespace canbo::apps {

class DeskServices;

/// What the workspaces Exams and My exam results stand on. `services` must outlive what comes back.
exam::ui::CouncilParts council_parts(DeskServices& services);
exam::ui::OwnParts own_result_parts(DeskServices& services);

} // namespace canbo::apps
