#pragma once

#include "desktop/shell.h"
#include "office_ui/consolidation_presenter.h"
#include "office_ui/office_port.h"
#include "reporting/desk.h"

namespace canbo::office_ui {

/// What the standing office's workspace stands on; borrowed, must outlive it.
struct OfficeParts {
    const reporting::Desk& desk;
    base::FormRenderer& renderer; ///< Used by the worker only.
    WriteWorkbook write_workbook;
    OfficePort* office{nullptr}; ///< Used by the worker only; never null.
    ReadAgencies read_agencies{};
    ReadAccounts read_accounts{};
};

/// "Cơ quan thường trực": inbox, completeness, consolidation, periods, guidance, overview; accounts, agencies and audit
/// for who keeps them. For the roles office, admin and auditor; each sees the pages of their permissions.
desktop::Workspace make_office_workspace(OfficeParts parts);

} // namespace canbo::office_ui
