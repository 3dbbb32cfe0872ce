#include "workspaces.h"

#include "reporting_ui/workspace.h"

namespace canbo::apps {

desktop::WorkspaceRegistry make_workspaces(DeskServices& services) {
    desktop::WorkspaceRegistry registry;
    registry.add(reporting::ui::make_reporting_workspace({services.desk(), services.renderer()}));
    return registry;
}

} // namespace canbo::apps
