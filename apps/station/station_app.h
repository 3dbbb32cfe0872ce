#pragma once

#include "desktop/theme.h"
#include "desktop/worker.h"
#include "machine_watch.h"
#include "options.h"
#include "service/office_folder.h"
#include "station_ui/station_panel.h"

#include <wx/app.h>
#include <wx/frame.h>
#include <wx/timer.h>

#include <memory>

namespace canbo::apps {

/// The program: one window that fills the screen.
class StationApp final : public wxApp {
public:
    /// `exit_of_refusal`: told what the program shall end with when it does not begin. Must outlive the application.
    StationApp(StationOptions options, int& exit_of_refusal)
        : m_options(std::move(options)), m_exit_of_refusal(exit_of_refusal) {}
    bool OnInit() override;
    int OnExit() override;

private:
    void choose_look(const station::ui::Look& look);
    void make_window(const std::filesystem::path& share);
    void fill_screen();
    void keep_keyboard();

    StationOptions m_options;
    int& m_exit_of_refusal;
    std::filesystem::path m_share;
    service::FolderLock m_only_one;
    std::unique_ptr<desktop::Theme> m_theme;
    std::unique_ptr<desktop::Worker> m_line, m_disk;
    wxFrame* m_frame{nullptr};
    station::ui::StationPanel* m_panel{nullptr};
    std::unique_ptr<wxTimer> m_back; ///< Made when the toolkit runs.
    std::unique_ptr<MachineWatch> m_watch;
};

} // namespace canbo::apps
