#pragma once

#include "desktop/shell.h"
#include "ledger/stores.h"
#include "progress_ui/board_presenter.h"
#include "reporting/desk.h"

namespace canbo::progress::ui {

/// What the workspace stands on; filled by the app. Borrowed things outlive the program's window.
struct ProgressParts {
    const reporting::Desk& desk;
    ledger::SettingStore& settings; ///< Keeps plans that are typed and not yet sent.
    WriteXlsx write_xlsx;           ///< Called on the worker.
    WritePdf write_pdf;             ///< Renders a form and writes the file; called on the worker.
};

/// The entry in the side bar: board, model page and plan form. Places: "", "model/6", "plan/6".
desktop::Workspace make_progress_workspace(ProgressParts parts);

} // namespace canbo::progress::ui
