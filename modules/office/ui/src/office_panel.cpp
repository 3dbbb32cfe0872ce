#include "admin_pages.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "office_ui/workspace.h"
#include "pages.h"

#include <wx/simplebook.h>
#include <wx/wrapsizer.h>

#include <optional>

namespace canbo::office_ui {
namespace {

using desktop::grid;
using desktop::tr;

using people::Permission;

/// One page: where it is, what it is called, who sees it and how it is made.
struct PageKind {
    const char* place;
    const char* title; ///< msgid
    const char* help;
    std::optional<Permission> asks;
};

constexpr PageKind page_kinds[] = {{"inbox", base::msgid("Inbox"), "inbox", Permission::SeeEveryAgency},
                                   {"completeness", base::msgid("Who reported"), "completeness", std::nullopt},
                                   {"consolidation", base::msgid("Consolidation"), "consolidation", std::nullopt},
                                   {"periods", base::msgid("Periods"), "period-locks", Permission::ManagePeriods},
                                   {"gates", base::msgid("Guidance"), "model-page", Permission::ManagePlan},
                                   {"overview", base::msgid("Overview"), "overview", std::nullopt},
                                   {"accounts", base::msgid("Accounts"), "accounts", Permission::ManageAccounts},
                                   {"agencies", base::msgid("Agencies"), "agencies", Permission::ManageAgencies},
                                   {"audit", base::msgid("Audit log"), "audit", Permission::ReadAudit}};

class OfficePanel final : public desktop::WorkspacePanel {
public:
    OfficePanel(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
        : WorkspacePanel(parent), m_shell(shell), m_parts(parts) {
        SetBackgroundColour(desktop::theme().palette().surface);
        auto* column = new wxBoxSizer(wxVERTICAL);
        auto* bar = new wxWrapSizer(wxHORIZONTAL);
        m_book = new wxSimplebook(this);
        for (const auto& kind : page_kinds) {
            if (kind.asks && !parts.desk.person.may(*kind.asks))
                continue;
            const std::size_t i = m_pages.size();
            auto* button = desktop::make_flat(this, tr(kind.title), std::string("office.") + kind.place,
                                              [this, i] { show_page(i); });
            bar->Add(button, wxSizerFlags().Border(wxLEFT, FromDIP(grid)));
            m_pages.push_back({&kind, button, {}});
        }
        column->Add(bar, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(grid / 2)));
        column->Add(m_book, wxSizerFlags(1).Expand());
        SetSizer(column);
    }

    void open_place(const std::string& place) override {
        const auto slash = place.find('/');
        const std::string name = place.substr(0, slash);
        if (slash != std::string::npos)
            inbox().select(place.substr(slash + 1));
        show_page(find(name).value_or(m_page));
    }
    std::string place() const override { return m_pages[m_page].kind->place; }
    std::string help_page() const override { return m_pages[m_page].kind->help; }
    void reload() override { made(m_page).load(); }
    InboxPage& inbox() {
        made(find("inbox").value());
        return *m_inbox;
    }
    ConsolidationPage& consolidation() {
        made(find("consolidation").value());
        return *m_consolidation;
    }
    bool shows(const char* place) const { return std::string_view(m_pages[m_page].kind->place) == place; }
    std::vector<const PageKind*> pages() const {
        std::vector<const PageKind*> kinds;
        for (const auto& page : m_pages)
            kinds.push_back(page.kind);
        return kinds;
    }
    void show_page(std::size_t page) {
        m_page = page;
        m_book->ChangeSelection(m_book->FindPage(made(page).window));
        for (std::size_t i = 0; i < m_pages.size(); ++i)
            if (i == page)
                desktop::add_style_class(m_pages[i].button, "chosen-tab");
            else
                desktop::remove_style_class(m_pages[i].button, "chosen-tab");
        reload();
        m_shell.update_commands();
    }

private:
    struct Page {
        const PageKind* kind;
        wxButton* button;
        wxWindow* window{nullptr}; ///< Made when first shown: nine pages at once keep a person waiting.
        std::function<void()> load{};
    };

    std::optional<std::size_t> find(std::string_view place) const {
        for (std::size_t i = 0; i < m_pages.size(); ++i)
            if (place == m_pages[i].kind->place)
                return i;
        return std::nullopt;
    }
    Page& made(std::size_t i) {
        Page& page = m_pages[i];
        if (page.window == nullptr)
            make_page(page);
        return page;
    }
    template <class Made>
    void put(Page& page, Made* made) {
        m_book->AddPage(made, {});
        page.window = made;
        page.load = [made] { made->load(); };
    }
    void make_page(Page& page) {
        const std::string_view place = page.kind->place;
        if (place == "inbox")
            return put(page, m_inbox = new InboxPage(m_book, m_shell, m_parts));
        if (place == "completeness")
            return put(page, new CompletenessPage(m_book, m_shell, m_parts));
        if (place == "consolidation")
            return put(page, m_consolidation = new ConsolidationPage(m_book, m_shell, m_parts));
        if (place == "periods")
            return put(page, new PeriodsPage(m_book, m_shell, m_parts));
        if (place == "gates")
            return put(page, new GatesPage(m_book, m_shell, m_parts));
        if (place == "accounts")
            return put(page, new AccountsPage(m_book, m_shell, m_parts));
        if (place == "agencies")
            return put(page, new AgenciesPage(m_book, m_shell, m_parts));
        if (place == "audit")
            return put(page, new AuditPage(m_book, m_shell, m_parts));
        return put(page, new OverviewPage(m_book, m_shell, m_parts));
    }

    desktop::Shell& m_shell;
    OfficeParts m_parts;
    std::size_t m_page{0};
    wxSimplebook* m_book;
    std::vector<Page> m_pages;
    InboxPage* m_inbox{nullptr}; ///< Every role of this workspace sees every agency.
    ConsolidationPage* m_consolidation{nullptr};
};

void add_commands(OfficePanel& panel, desktop::CommandTable& commands, bool may_manage) {
    const desktop::MenuCommands in_menu(commands, base::msgid("Standing office"));
    const auto add = [&](const char* id, const char* label, const char* help, const char* shortcut, const char* icon,
                         bool primary, const char* page, std::function<void()> run, std::function<bool()> enabled) {
        auto& command = in_menu(id, label, help, shortcut, icon, std::move(run), std::move(enabled));
        command.primary = primary;
        command.on_tool_bar = icon[0] != '\0';
        if (*page != '\0')
            command.shown = [&panel, page] { return panel.shows(page); };
    };
    const auto deciding = [&panel] { return panel.shows("inbox") && panel.inbox().can_decide(); };
    const auto consolidating = [&panel, may_manage] { return panel.shows("consolidation") && may_manage; };
    add(
        "office.return", base::msgid("Return"), base::msgid("Sends the chosen reports back with the remark"),
        "Ctrl+Shift+R", "return", false, "inbox", [&panel] { panel.inbox().give_back(); }, deciding);
    add(
        "office.accept", base::msgid("Accept"), base::msgid("Accepts the chosen reports"), "Ctrl+Return", "accept",
        true, "inbox", [&panel] { panel.inbox().accept(); }, deciding);
    add(
        "office.preview", base::msgid("Preview"), base::msgid("Shows the consolidated paper as it would be now"), "F6",
        "pdf", false, "consolidation", [&panel] { panel.consolidation().preview(); },
        [&panel] { return panel.shows("consolidation"); });
    add(
        "office.consolidate", base::msgid("Consolidate"),
        base::msgid("Records what is consolidated and makes the paper"), "Ctrl+Shift+Return", "chart", true,
        "consolidation", [&panel] { panel.consolidation().consolidate(); }, consolidating);
    add(
        "office.find", base::msgid("Search in the inbox"), base::msgid("Search agency or period"), "Ctrl+F", "", false,
        "inbox", [&panel] { panel.inbox().find(); }, [&panel] { return panel.shows("inbox"); });
    std::size_t at = 0;
    for (const auto* page : panel.pages())
        add((std::string("office.go-") + page->place).c_str(), page->title, base::msgid("Shows this page"), "", "",
            false, "", [&panel, i = at++] { panel.show_page(i); }, nullptr);
}

} // namespace

desktop::Notice notice_of(const Outcome& outcome) {
    const auto tone = outcome.refused == 0 ? desktop::Tone::Good
                      : outcome.done > 0   ? desktop::Tone::Warn
                                           : desktop::Tone::Bad;
    return {tone, outcome.sentence, {}, {}, outcome.help};
}

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
