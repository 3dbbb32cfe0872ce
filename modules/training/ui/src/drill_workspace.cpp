#include "training_ui/drill_workspace.h"

#include "base/translation.h"
#include "drill_panel.h"

namespace canbo::training::ui {

desktop::Workspace make_drill_workspace(DrillParts parts) {
    desktop::Workspace workspace;
    workspace.id = "drills";
    workspace.title = base::msgid("Drills");
    workspace.icon = "flag";
    workspace.roles = {people::Role::Learner, people::Role::Focal,  people::Role::Leader, people::Role::Invigilator,
                       people::Role::Council, people::Role::Office, people::Role::Admin,  people::Role::Auditor};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new DrillPanel(parent, shell, parts);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<DrillPanel&>(panel).add_commands(commands);
    };
    return workspace;
}

} // namespace canbo::training::ui
