#pragma once

#include "base/error.h"
#include "desktop/background.h"
#include "desktop/command.h"
#include "desktop/network.h"
#include "desktop/settings.h"
#include "desktop/theme.h"
#include "people/permission.h"

#include <wx/panel.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::desktop {

/// A sentence inside the window. Never a dialog for what is not a question.
struct Notice {
    Tone tone{Tone::Info};
    std::string text;   ///< In the chosen language.
    std::string action; ///< Label of a button; empty: none.
    std::function<void()> run;
    std::string help; ///< Page of content/help behind "What can I do?"; empty: none.
};

/// A notice that tells an error: its sentence, where, and its help page.
Notice notice_of(const Error& error);

/// What the shell gives to a workspace. UI thread only.
class Shell {
public:
    virtual ~Shell() = default;
    virtual Background& background() = 0;
    virtual Network& network() = 0;
    virtual Settings& settings() = 0;
    virtual CommandTable& commands() = 0;
    virtual void notify(Notice notice) = 0;
    /// Shows a workspace, and a place in it ("model/6").
    virtual void go(const std::string& workspace, const std::string& place) = 0;
    /// A page of content/help, without ".md".
    virtual void show_help(const std::string& page) = 0;
    /// What is enabled may have changed.
    virtual void update_commands() = 0;
    /// Markdown as HTML that wxHtmlWindow shows.
    virtual Result<std::string> markdown_html(std::string_view markdown) = 0;
};

/// The window of a workspace. Made when it is first shown, then kept.
class WorkspacePanel : public wxPanel {
public:
    using wxPanel::wxPanel;
    /// Goes to a place inside ("model/6"); empty: the beginning.
    virtual void open_place(const std::string& place) = 0;
    /// Where it is now: remembered over a restart.
    virtual std::string place() const = 0;
    /// The desk's data changed: read again what is shown. Typed text stays.
    virtual void reload() = 0;
    /// Writes what is typed and not yet kept. Called before leaving and before the program ends.
    virtual void flush() {}
    /// Page of content/help for where it is.
    virtual std::string help_page() const = 0;
};

/// A feature's entry in the side bar.
struct Workspace {
    std::string id;        ///< "progress"
    const char* title{""}; ///< msgid
    std::string icon;
    std::vector<people::Role> roles; ///< Who sees it.
    std::function<WorkspacePanel*(wxWindow* parent, Shell& shell)> make;
    /// Adds its commands to the shell's table; they may run only while the panel exists. Called once, after make().
    std::function<void(WorkspacePanel& panel, CommandTable& commands)> add_commands;
    std::map<std::string, const char*> entry_kinds{}; ///< Kind of entry to what the outbox calls it (msgid).

    bool is_for(people::Role role) const;
};

/// The features of a program; the shell knows none of them by name.
class WorkspaceRegistry {
public:
    void add(Workspace workspace);
    std::vector<const Workspace*> of(people::Role role) const;
    const Workspace* find(std::string_view id) const;
    /// msgid of an entry's kind; the kind itself when no feature names it.
    std::string kind_title(const std::string& kind) const;

private:
    std::vector<Workspace> m_workspaces;
};

} // namespace canbo::desktop
