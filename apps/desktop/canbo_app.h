#pragma once

#include "common/first_window.h"
#include "desk_services.h"
#include "desk_start.h"
#include "desktop/own_account_presenter.h"
#include "desktop/shell_frame.h"
#include "desktop/worker.h"
#include "form_draft_store.h"
#include "options.h"
#include "service/office_folder.h"
#include "start_frame.h"
#include "workspaces.h"

#include <wx/app.h>

#include <future>
#include <memory>

namespace canbo::apps {

/// The program: login, then the window; back to the login after logging out.
class CanboApp final : public wxApp {
public:
    /// `exit_of_refusal`: told what the program shall end with when it does not begin. Must outlive the application.
    CanboApp(DesktopOptions options, int& exit_of_refusal)
        : m_options(std::move(options)), m_exit_of_refusal(exit_of_refusal) {}
    bool OnInit() override;
    /// Vietnamese and English; the toolkit would make its list of all languages to find that out.
    wxLayoutDirection GetLayoutDirection() const override { return wxLayout_LeftToRight; }
    int OnExit() override;

private:
    /// False when the program shall end: another one has the folder. That one is asked to show its window.
    bool only_one();
    /// What a later start asks for.
    void come_to_front(const std::string& place);
    void show_account();
    void copy_diagnostics();
    void choose_language();
    void show_login();
    Result<std::unique_ptr<DeskServices>> open_services();
    void show_window();
    void log_out();
    std::vector<desktop::Command> program_commands();
    void restart_note();
    void forget_form_drafts();

    DesktopOptions m_options;
    int& m_exit_of_refusal;
    std::filesystem::path m_share;
    // Under way while the toolkit reads its style; the second only where somebody is logged in.
    std::future<Result<formats::PlanContent>> m_content;
    std::future<Result<std::unique_ptr<DeskServices>>> m_opening;
    service::FolderLock m_only_one;
    std::unique_ptr<FirstWindow> m_first_window;
    std::unique_ptr<desktop::Settings> m_settings;
    std::unique_ptr<desktop::Theme> m_theme;
    std::unique_ptr<desktop::Worker> m_worker;
    std::unique_ptr<DeskStart> m_desk_start; ///< Holds the sample's office, which the services talk to.
    std::unique_ptr<DeskServices> m_services;
    std::unique_ptr<SealedFormDrafts> m_form_drafts; ///< Stands on the services and the worker.
    std::unique_ptr<office_ui::OfficePort> m_office_port;
    std::unique_ptr<desktop::OwnAccountPort> m_own_account;
    std::unique_ptr<ExamHall> m_exams; ///< Its rooms stand on the services.
    desktop::WorkspaceRegistry m_registry;
    StartFrame* m_start{nullptr};
    desktop::ShellFrame* m_frame{nullptr};
};

} // namespace canbo::apps
