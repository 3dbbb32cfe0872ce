#pragma once

#include "common/desk_session.h"
#include "desktop/background.h"
#include "desktop/controls.h"
#include "desktop/settings.h"

#include <wx/frame.h>

#include <filesystem>
#include <functional>

namespace canbo::apps {

/// The first thing a new person sees: what the program is for, where the office is, and the login. Afterwards: the
/// login alone.
class StartFrame final : public wxFrame {
public:
    StartFrame(std::filesystem::path folder, desktop::Settings& settings, desktop::Background& background);

    std::function<void(DeskSession session)> on_logged_in;

private:
    void log_in();
    void show_problem(const Error& error);

    std::filesystem::path m_folder;
    desktop::Settings& m_settings;
    desktop::Background& m_background;
    wxTextCtrl* m_server;
    wxTextCtrl* m_name;
    wxTextCtrl* m_password;
    wxButton* m_button;
    wxStaticText* m_problem;
    desktop::Waiter m_waiter;
};

} // namespace canbo::apps
