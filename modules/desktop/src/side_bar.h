#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"

#include <map>

namespace canbo::desktop {

/// The workspaces of a person, one button each, and who is logged in.
class SideBar final : public wxPanel {
public:
    SideBar(wxWindow* parent, const std::vector<const Workspace*>& workspaces, const wxString& person,
            const wxString& agency, const wxString& mark, std::function<void(const std::string& id)> go);
    void choose(const std::string& id);

private:
    std::map<std::string, wxButton*> m_buttons;
};

} // namespace canbo::desktop
