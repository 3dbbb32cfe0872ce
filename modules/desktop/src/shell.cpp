#include "desktop/shell.h"

#include "base/translation.h"

#include <algorithm>

namespace canbo::desktop {

Notice notice_of(const Error& error) {
    Notice notice;
    notice.tone = error.code == ErrorCode::Cancelled ? Tone::Info : Tone::Bad;
    notice.text = base::tr(error.message);
    if (!error.where.empty())
        notice.text += ": " + error.where;
    notice.help = "errors/" + std::string(base::code_name(error.code));
    return notice;
}

bool Workspace::is_for(people::Role role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

void WorkspaceRegistry::add(Workspace workspace) {
    CANBO_CHECK(find(workspace.id) == nullptr && workspace.make);
    m_workspaces.push_back(std::move(workspace));
}

std::vector<const Workspace*> WorkspaceRegistry::of(people::Role role) const {
    std::vector<const Workspace*> out;
    for (const auto& workspace : m_workspaces)
        if (workspace.is_for(role))
            out.push_back(&workspace);
    return out;
}

const Workspace* WorkspaceRegistry::find(std::string_view id) const {
    const auto found =
        std::find_if(m_workspaces.begin(), m_workspaces.end(), [&](const auto& one) { return one.id == id; });
    return found == m_workspaces.end() ? nullptr : &*found;
}

std::string WorkspaceRegistry::kind_title(const std::string& kind) const {
    for (const auto& workspace : m_workspaces)
        if (const auto found = workspace.entry_kinds.find(kind); found != workspace.entry_kinds.end())
            return base::tr(found->second);
    return kind;
}

} // namespace canbo::desktop
