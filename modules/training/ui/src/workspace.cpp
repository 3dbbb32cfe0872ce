#include "training_ui/workspace.h"

#include "base/translation.h"
#include "learning_panel.h"

namespace canbo::training::ui {

desktop::Workspace make_learning_workspace(LearningParts parts) {
    desktop::Workspace workspace;
    workspace.id = "learning";
    workspace.title = base::msgid("Learning");
    workspace.icon = "training";
    workspace.roles = {people::Role::Learner, people::Role::Focal,  people::Role::Leader, people::Role::Invigilator,
                       people::Role::Council, people::Role::Office, people::Role::Admin,  people::Role::Auditor};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new LearningPanel(parent, shell, parts);
    };
    workspace.entry_kinds = {{"learning", base::msgid("What was learnt")},
                             {"course-standing", base::msgid("How far a course is")},
                             {"course-holding", base::msgid("Course on this desk")},
                             {"quiz-attempt", base::msgid("Attempt at a quiz")},
                             {"quiz-attempt-head", base::msgid("Beginning of an attempt")},
                             {"drill-results", base::msgid("Answers of a drill")}};
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<LearningPanel&>(panel).add_commands(commands);
    };
    return workspace;
}

} // namespace canbo::training::ui
