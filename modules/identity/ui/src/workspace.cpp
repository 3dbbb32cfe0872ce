#include "identity_ui/workspace.h"

#include "base/translation.h"
#include "card_panel.h"

namespace canbo::identity::ui {

desktop::Workspace make_card_workspace(CardParts parts) {
    desktop::Workspace workspace;
    workspace.id = "identity";
    workspace.title = base::msgid("Check a card");
    workspace.icon = "identity";
    workspace.roles = {people::Role::Invigilator, people::Role::Council, people::Role::Office, people::Role::Focal};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new CardPanel(parent, shell, parts);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<CardPanel&>(panel).add_commands(commands);
    };
    return workspace;
}

} // namespace canbo::identity::ui
