#include "workspaces.h"

namespace canbo::apps {

desktop::WorkspaceRegistry make_workspaces(DeskServices& services) {
    desktop::WorkspaceRegistry registry;
    static_cast<void>(services);
    return registry;
}

} // namespace canbo::apps
