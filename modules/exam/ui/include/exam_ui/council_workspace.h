#pragma once

#include "desktop/list_presenter.h"
#include "desktop/shell.h"
#include "exam_ui/council_desk.h"

namespace canbo::exam::ui {

/// What the workspace stands on; what is borrowed must outlive it.
struct CouncilParts {
    std::shared_ptr<CouncilDesk> desk;
    const base::Clock& clock;
    people::Person person;
    desktop::WriteBook write_xlsx;
};

/// The entry Exams in the side bar: from setting up to release, for the standing office and the exam councils. Places:
/// "list", "setup", "candidates", "package", "rooms", "results", "questions", "remarks".
desktop::Workspace make_council_workspace(CouncilParts parts);

} // namespace canbo::exam::ui
