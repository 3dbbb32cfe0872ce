#include "desktop/native.h"
#include "desktop/text.h"
#include "office_ui/workspace.h"
#include "pages.h"

#include <wx/simplebook.h>

namespace canbo::office_ui {
namespace {

using desktop::grid;
using desktop::tr;

struct PageName {
    const char* place;
    const char* title; ///< msgid
    const char* help;
};

constexpr PageName page_names[] = {{"inbox", base::msgid("Inbox"), "inbox"},
                                   {"completeness", base::msgid("Who reported"), "completeness"},
                                   {"consolidation", base::msgid("Consolidation"), "consolidation"},
                                   {"overview", base::msgid("Overview"), "overview"}};

class OfficePanel final : public desktop::WorkspacePanel {
public:
    OfficePanel(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
        : WorkspacePanel(parent), m_shell(shell) {
        SetBackgroundColour(desktop::theme().palette().surface);
        auto* column = new wxBoxSizer(wxVERTICAL);
        auto* bar = new wxBoxSizer(wxHORIZONTAL);
        for (std::size_t i = 0; i < std::size(page_names); ++i) {
            auto* button =
                desktop::make_flat(this, tr(page_names[i].title), std::string("office.") + page_names[i].place,
                                   [this, i] { show_page(i); });
            m_buttons.push_back(button);
            bar->Add(button, wxSizerFlags().Border(wxLEFT, FromDIP(grid)));
        }
        column->Add(bar, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(grid / 2)));
        m_book = new wxSimplebook(this);
        m_inbox = new InboxPage(m_book, shell, parts);
        m_completeness = new CompletenessPage(m_book, shell, parts);
        m_consolidation = new ConsolidationPage(m_book, shell, parts);
        m_overview = new OverviewPage(m_book, shell, parts);
        for (wxWindow* page : std::initializer_list<wxWindow*>{m_inbox, m_completeness, m_consolidation, m_overview})
            m_book->AddPage(page, {});
        column->Add(m_book, wxSizerFlags(1).Expand());
        SetSizer(column);
    }

    void open_place(const std::string& place) override {
        const auto slash = place.find('/');
        const std::string name = place.substr(0, slash);
        if (slash != std::string::npos)
            m_inbox->select(place.substr(slash + 1));
        std::size_t page = m_page;
        for (std::size_t i = 0; i < std::size(page_names); ++i)
            if (name == page_names[i].place)
                page = i;
        show_page(page);
    }
    std::string place() const override { return page_names[m_page].place; }
    std::string help_page() const override { return page_names[m_page].help; }
    void reload() override {
        switch (m_page) {
        case 0:
            m_inbox->load();
            break;
        case 1:
            m_completeness->load();
            break;
        case 2:
            m_consolidation->load();
            break;
        default:
            m_overview->load();
            break;
        }
    }
    InboxPage& inbox() { return *m_inbox; }
    ConsolidationPage& consolidation() { return *m_consolidation; }
    bool shows(const char* place) const { return std::string_view(page_names[m_page].place) == place; }
    void show_page(std::size_t page) {
        m_page = page;
        m_book->ChangeSelection(page);
        for (std::size_t i = 0; i < m_buttons.size(); ++i)
            if (i == page)
                desktop::add_style_class(m_buttons[i], "chosen-tab");
            else
                desktop::remove_style_class(m_buttons[i], "chosen-tab");
        reload();
        m_shell.update_commands();
    }

private:
    desktop::Shell& m_shell;
    std::size_t m_page{0};
    std::vector<wxButton*> m_buttons;
    wxSimplebook* m_book;
    InboxPage* m_inbox;
    CompletenessPage* m_completeness;
    ConsolidationPage* m_consolidation;
    OverviewPage* m_overview;
};

void add_commands(OfficePanel& panel, desktop::CommandTable& commands, bool may_manage) {
    const char* menu = base::msgid("Standing office");
    const auto add = [&](const char* id, const char* label, const char* help, const char* shortcut, const char* icon,
                         bool primary, std::function<void()> run, std::function<bool()> enabled) {
        desktop::Command command;
        command.id = id;
        command.label = label;
        command.help = help;
        command.menu = menu;
        command.shortcut = shortcut;
        command.icon = icon;
        command.primary = primary;
        command.on_tool_bar = icon[0] != '\0';
        command.run = std::move(run);
        command.enabled = std::move(enabled);
        commands.add(std::move(command));
    };
    const auto deciding = [&panel] { return panel.shows("inbox") && panel.inbox().can_decide(); };
    const auto consolidating = [&panel, may_manage] { return panel.shows("consolidation") && may_manage; };
    add(
        "office.return", base::msgid("Return"), base::msgid("Sends the chosen reports back with the remark"),
        "Ctrl+Shift+R", "return", false, [&panel] { panel.inbox().give_back(); }, deciding);
    add(
        "office.accept", base::msgid("Accept"), base::msgid("Accepts the chosen reports"), "Ctrl+Return", "accept",
        true, [&panel] { panel.inbox().accept(); }, deciding);
    add(
        "office.preview", base::msgid("Preview"), base::msgid("Shows the consolidated paper as it would be now"), "F6",
        "pdf", false, [&panel] { panel.consolidation().preview(); }, [&panel] { return panel.shows("consolidation"); });
    add(
        "office.consolidate", base::msgid("Consolidate"),
        base::msgid("Records what is consolidated and makes the paper"), "Ctrl+Shift+Return", "chart", true,
        [&panel] { panel.consolidation().consolidate(); }, consolidating);
    add(
        "office.find", base::msgid("Search in the inbox"), base::msgid("Search agency or period"), "Ctrl+F", "", false,
        [&panel] { panel.inbox().find(); }, [&panel] { return panel.shows("inbox"); });
    std::size_t at = 0;
    for (const auto& page : page_names)
        add((std::string("office.go-") + page.place).c_str(), page.title, base::msgid("Shows this page"), "", "", false,
            [&panel, i = at++] { panel.show_page(i); }, nullptr);
}

} // namespace

desktop::Workspace make_office_workspace(OfficeParts parts) {
    desktop::Workspace workspace;
    workspace.id = "office";
    workspace.title = base::msgid("Standing office");
    workspace.icon = "office";
    workspace.roles = {people::Role::Office, people::Role::Admin, people::Role::Auditor};
    workspace.make = [parts](wxWindow* parent, desktop::Shell& shell) { return new OfficePanel(parent, shell, parts); };
    workspace.add_commands = [parts](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        add_commands(static_cast<OfficePanel&>(panel), commands,
                     parts.desk.person.may(people::Permission::ManagePeriods));
    };
    workspace.entry_kinds = {{"report-decision", base::msgid("Decision about a report")},
                             {"period-lock", base::msgid("Lock of a period")},
                             {"period-exception", base::msgid("Exception for an agency")},
                             {"consolidation", base::msgid("Consolidation")}};
    return workspace;
}

} // namespace canbo::office_ui
