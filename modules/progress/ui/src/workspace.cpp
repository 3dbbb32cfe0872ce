#include "progress_ui/workspace.h"

#include "base/translation.h"
#include "progress/agency_book.h"
#include "progress_panel.h"

namespace canbo::progress::ui {

desktop::Workspace make_progress_workspace(ProgressParts parts) {
    desktop::Workspace workspace;
    workspace.id = "progress";
    workspace.title = base::msgid("Progress");
    workspace.icon = "progress";
    workspace.roles = {people::Role::Focal, people::Role::Leader, people::Role::Office, people::Role::Admin,
                       people::Role::Auditor};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new ProgressPanel(parent, shell, parts);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<ProgressPanel&>(panel).add_commands(commands);
    };
    workspace.entry_kinds = {{plan_kind, base::msgid("Registered plan")},
                             {adjustment_kind, base::msgid("Change of the plan")},
                             {gate_kind, base::msgid("Guidance that has come")}};
    return workspace;
}

} // namespace canbo::progress::ui
