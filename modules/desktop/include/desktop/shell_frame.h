#pragma once

#include "base/transaction.h"
#include "desktop/controls.h"
#include "desktop/help_window.h"
#include "desktop/log_presenter.h"
#include "desktop/shell.h"
#include "ledger/stores.h"

#include <wx/frame.h>
#include <wx/timer.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace canbo::desktop {

class NoticeBar;
class SideBar;

/// What the window stands on; everything is borrowed and must outlive it.
struct ShellParts {
    const WorkspaceRegistry& registry;
    Background& background;
    Network& network;
    Settings& settings;
    Database& database;
    ledger::Outbox& outbox;
    people::Person person;
    std::string agency_name;
    std::filesystem::path help_folder;
    MarkdownToHtml markdown_to_html;
    /// Commands of the program itself (log out, language …), added before the shell's own.
    std::vector<Command> program_commands;
    LogPresenter::Read log_lines{[] { return std::vector<LogLine>(); }}; ///< The program's log, oldest first.
    std::string mark{}; ///< What must never be overlooked about this desk ("Sample data"); empty: nothing.
};

/// The one window: side bar, head with the workspace's buttons, notices, content, network line.
class ShellFrame final : public wxFrame, public Shell {
public:
    explicit ShellFrame(ShellParts parts);
    ~ShellFrame() override;

    // Shell
    Background& background() override { return m_parts.background; }
    Network& network() override { return m_parts.network; }
    Settings& settings() override { return m_parts.settings; }
    CommandTable& commands() override { return m_commands; }
    void notify(Notice notice) override;
    void go(const std::string& workspace, const std::string& place) override;
    void show_help(const std::string& page) override;
    void update_commands() override;
    Result<std::string> markdown_html(std::string_view markdown) override { return m_parts.markdown_to_html(markdown); }

    /// Writes what is typed, the window's place and where the person was.
    void flush();
    const std::string& current() const { return m_current; }

private:
    struct Shown {
        WorkspacePanel* panel{nullptr};
        wxString title;
    };
    void build();
    void add_own_commands();
    Shown& workspace(const std::string& id);
    bool stands_here(const Command& command) const;
    void fill_menu();
    void fill_menu_items();
    void fill_tool_bar();
    void find_command();
    void restore_place();

    ShellParts m_parts;
    CommandTable m_commands;
    std::map<std::string, Shown> m_shown;
    std::string m_current;
    std::vector<std::pair<std::string, wxMenu*>> m_menus; ///< By their title; the bar owns them.
    std::map<int, std::string> m_menu_ids;
    std::vector<std::pair<std::string, wxButton*>> m_tool_buttons;
    SideBar* m_side{nullptr};
    wxPanel* m_head{nullptr};
    wxStaticText* m_title{nullptr};
    wxSizer* m_tools{nullptr};
    NoticeBar* m_notice{nullptr};
    wxPanel* m_content{nullptr};
    HelpWindow* m_help{nullptr};
    wxTimer m_timer;
    Subscription m_data_changed;
};

} // namespace canbo::desktop
