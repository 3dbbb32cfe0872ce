#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::desktop {

/// Something a person can have done. One table feeds the menu, the tool bar, the command palette and the tests.
struct Command {
    std::string id;          ///< Stable, untranslated: "reporting.submit". What is before the dot is its workspace.
    const char* label{""};   ///< msgid
    const char* help{""};    ///< msgid: one sentence, shown as a tip and in the palette.
    const char* menu{""};    ///< msgid of the menu it stands in; empty: palette only.
    std::string shortcut;    ///< As menus write it: "Ctrl+Return", "F5"; empty: none.
    std::string icon;        ///< File in content/icons without ".svg"; empty: none.
    bool on_tool_bar{false}; ///< Shown as a button while its workspace is.
    std::function<bool()> shown{}; ///< On the tool bar now; null: always. For commands of one page of a workspace.
    bool primary{false};           ///< The one thing to do next: drawn in the accent colour.
    std::function<void()> run;     ///< UI thread.
    std::function<bool()> enabled; ///< Null: always. Cheap: asked on every idle.

    bool is_enabled() const { return !enabled || enabled(); }
};

/// Commands in the order registered. UI thread only.
class CommandTable {
public:
    /// An id that is taken is a fault of ours. What comes back stays good until the next change of the table.
    Command& add(Command command);
    /// Null when there is none. The pointer stays good until the next change of the table.
    const Command* find(std::string_view id) const;
    /// Runs it when it exists and is enabled; false otherwise.
    bool run(std::string_view id) const;
    const std::vector<Command>& all() const { return m_commands; }
    /// Enabled commands whose translated label or help holds every word of `query`, without regard to diacritics
    /// ("nop bc" finds "Nộp báo cáo" by word beginnings); those that match by label come first.
    std::vector<const Command*> search(std::string_view query) const;

private:
    std::vector<Command> m_commands;
};

/// Adds the commands of one menu, in its order.
class MenuCommands {
public:
    /// `menu`: msgid.
    MenuCommands(CommandTable& table, const char* menu) : m_table(table), m_menu(menu) {}
    /// As the members of Command. What comes back is for those that few commands set, until the next one is added.
    Command& operator()(const char* id, const char* label, const char* help, const char* shortcut, const char* icon,
                        std::function<void()> run, std::function<bool()> enabled = {}) const;

private:
    CommandTable& m_table;
    const char* m_menu;
};

} // namespace canbo::desktop
