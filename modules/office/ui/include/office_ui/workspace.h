#pragma once

#include "desktop/shell.h"
#include "office_ui/consolidation_presenter.h"
#include "reporting/desk.h"

namespace canbo::office_ui {

/// What the standing office's workspace stands on; borrowed, must outlive it.
struct OfficeParts {
    const reporting::Desk& desk;
    base::FormRenderer& renderer; ///< Used by the worker only.
    WriteWorkbook write_workbook;
};

/// "Cơ quan thường trực": inbox, completeness, consolidation, overview. For the roles office and admin; the auditor
/// sees without deciding.
desktop::Workspace make_office_workspace(OfficeParts parts);

} // namespace canbo::office_ui
