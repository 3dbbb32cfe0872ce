#include "exam_ui/workspace.h"

#include "base/translation.h"
#include "exam_panel.h"

namespace canbo::exam::ui {

desktop::Workspace make_exam_workspace(ExamParts parts) {
    desktop::Workspace workspace;
    workspace.id = "exam";
    workspace.title = base::msgid("Exam room");
    workspace.icon = "exam";
    workspace.roles = {people::Role::Invigilator, people::Role::Council};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new ExamPanel(parent, shell, parts);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<ExamPanel&>(panel).add_commands(commands);
    };
    return workspace;
}

} // namespace canbo::exam::ui
