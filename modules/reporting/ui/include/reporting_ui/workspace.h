#pragma once

#include "base/form_data.h"
#include "desktop/shell.h"
#include "reporting/desk.h"

namespace canbo::reporting::ui {

/// What the workspace stands on; borrowed, must outlive its panel.
struct ReportingParts {
    const Desk& desk;
    base::FormRenderer& renderer; ///< Used on the worker only.
};

/// "My reports": periods, form, paper, submit, revise, conflicts. Places: "" and "report/<id>".
desktop::Workspace make_reporting_workspace(ReportingParts parts);

} // namespace canbo::reporting::ui
