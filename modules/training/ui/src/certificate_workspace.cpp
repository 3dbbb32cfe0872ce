#include "training_ui/certificate_workspace.h"

#include "base/translation.h"
#include "certificate_panel.h"

namespace canbo::training::ui {

desktop::Workspace make_certificate_workspace(CertificateParts parts) {
    desktop::Workspace workspace;
    workspace.id = "certificates";
    workspace.title = base::msgid("My certificates");
    workspace.icon = "approve";
    workspace.roles = {people::Role::Learner, people::Role::Focal,  people::Role::Leader, people::Role::Invigilator,
                       people::Role::Council, people::Role::Office, people::Role::Admin,  people::Role::Auditor};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new CertificatePanel(parent, shell, parts);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<CertificatePanel&>(panel).add_commands(commands);
    };
    return workspace;
}

} // namespace canbo::training::ui
