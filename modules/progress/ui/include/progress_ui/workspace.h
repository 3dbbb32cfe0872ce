#pragma once

#include "desktop/shell.h"
#include "drawing/gantt_chart.h"
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
    /// The same with a chart as the last page, in the room and type of the paper; called on the worker.
    std::function<Result<void>(const base::FormData& form, const drawing::GanttChart& chart,
                               const std::filesystem::path& file)>
        write_with_time_line;
};

/// The entry in the side bar: board, model page and plan form. Places: "", "model/6", "plan/6".
desktop::Workspace make_progress_workspace(ProgressParts parts);

} // namespace canbo::progress::ui
