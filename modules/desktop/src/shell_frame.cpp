#include "desktop/shell_frame.h"

#include "command_palette.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "log_page.h"
#include "notice_bar.h"
#include "outbox_page.h"
#include "side_bar.h"
#include "status_line.h"

#include <wx/display.h>
#include <wx/menu.h>
#include <wx/statline.h>

#include <algorithm>

namespace canbo::desktop {
namespace {

constexpr const char* outbox_place = "outbox";
constexpr const char* log_place = "log";
constexpr int enable_every_ms = 400;

std::string workspace_of(const std::string& command) { return command.substr(0, command.find('.')); }

} // namespace

ShellFrame::ShellFrame(ShellParts parts)
    : wxFrame(nullptr, wxID_ANY, "Canbo", wxDefaultPosition, wxDefaultSize), m_parts(std::move(parts)), m_timer(this) {
    SetName("canbo");
    for (auto& command : m_parts.program_commands)
        m_commands.add(command);
    add_own_commands();
    build();
    m_data_changed = m_parts.network.data_changed.subscribe([this] {
        for (auto& [id, shown] : m_shown)
            if (shown.panel != nullptr)
                shown.panel->reload();
    });
    Bind(wxEVT_TIMER, [this](wxTimerEvent&) { update_commands(); });
    m_timer.Start(enable_every_ms);
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        flush();
        event.Skip();
    });
    // After the press has been answered, as a button's: see plain_button() in controls.cpp.
    Bind(wxEVT_MENU, [this](wxCommandEvent& event) {
        if (const auto found = m_menu_ids.find(event.GetId()); found != m_menu_ids.end())
            CallAfter([this, id = found->second] { m_commands.run(id); });
        else
            event.Skip();
    });
    restore_place();
}

ShellFrame::~ShellFrame() { m_timer.Stop(); }

void ShellFrame::build() {
    SetBackgroundColour(theme().palette().surface);
    SetIcons(wxIconBundle(theme().icon("app", 48).GetIcon(wxSize(48, 48))));
    m_side = new SideBar(this, m_parts.registry.of(m_parts.person.role), wx(m_parts.person.name),
                         wx(m_parts.agency_name), wx(m_parts.mark), [this](const std::string& id) { go(id, {}); });
    m_head = new wxPanel(this);
    m_head->SetBackgroundColour(theme().palette().surface);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    m_title = make_text(m_head, {}, TextSize::Title);
    head->Add(m_title, wxSizerFlags().CentreVertical().Border(wxALL, FromDIP(2 * grid)));
    head->AddStretchSpacer();
    m_tools = new wxBoxSizer(wxHORIZONTAL);
    head->Add(m_tools, wxSizerFlags().CentreVertical());
    head->Add(make_flat(
                  m_head, tr("Find a command"), "head.palette", [this] { find_command(); }, "search"),
              wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(grid)));
    m_head->SetSizer(head);
    m_notice = new NoticeBar(this, [this](const std::string& page) { show_help(page); });
    m_content = new wxPanel(this);
    m_content->SetBackgroundColour(theme().palette().surface);
    m_content->SetSizer(new wxBoxSizer(wxVERTICAL));

    auto* right = new wxBoxSizer(wxVERTICAL);
    right->Add(m_head, wxSizerFlags().Expand());
    right->Add(m_notice, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(grid)));
    right->Add(m_content, wxSizerFlags(1).Expand());
    auto* middle = new wxBoxSizer(wxHORIZONTAL);
    middle->Add(m_side, wxSizerFlags().Expand());
    middle->Add(right, wxSizerFlags(1).Expand());
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(middle, wxSizerFlags(1).Expand());
    all->Add(new StatusLine(this, m_parts.network, [this] { go(outbox_place, {}); }), wxSizerFlags().Expand());
    SetSizer(all);
}

void ShellFrame::add_own_commands() {
    const MenuCommands in_program(m_commands, base::msgid("Program"));
    in_program("app.sync", base::msgid("Exchange with the office now"),
               base::msgid("Send what waits and read what is new"), "F9", "sync",
               [this] { m_parts.network.sync_now(); });
    in_program("app.outbox", base::msgid("Show the outbox"), base::msgid("What waits to be sent, since when and why"),
               "Ctrl+Shift+O", "outbox", [this] { go(outbox_place, {}); });
    in_program("app.palette", base::msgid("Find a command"), base::msgid("Do anything by typing some of its letters"),
               "Ctrl+K", "search", [this] { find_command(); });
    in_program("app.quit", base::msgid("Quit"), base::msgid("What is typed is kept"), "Ctrl+Q", "logout",
               [this] { Close(); });
    int number = 0;
    for (const auto* workspace : m_parts.registry.of(m_parts.person.role)) {
        Command command;
        command.id = "app.go-" + workspace->id;
        command.label = workspace->title;
        command.help = base::msgid("Shows this workspace");
        command.menu = base::msgid("Go to");
        command.shortcut = ++number <= 9 ? "Ctrl+" + std::to_string(number) : std::string();
        command.icon = workspace->icon;
        command.run = [this, id = workspace->id] { go(id, {}); };
        m_commands.add(std::move(command));
    }
    const MenuCommands in_help(m_commands, base::msgid("Help"));
    in_help("app.help", base::msgid("Help for this page"), base::msgid("What can be done here, and what goes wrong"),
            "F1", "help", [this] {
                const auto shown = m_shown.find(m_current);
                show_help(shown != m_shown.end() && shown->second.panel != nullptr ? shown->second.panel->help_page()
                                                                                   : std::string("index"));
            });
    in_help("app.help-index", base::msgid("All help pages"), base::msgid("The table of contents of the help"), "",
            "help", [this] { show_help("index"); });
    in_help("app.log", base::msgid("Show the program's log"),
            base::msgid("What went wrong since the program was started"), "", "list", [this] { go(log_place, {}); });
}

ShellFrame::Shown& ShellFrame::workspace(const std::string& id) {
    Shown& shown = m_shown[id];
    if (shown.panel != nullptr)
        return shown;
    if (id == outbox_place) {
        shown.panel = new OutboxPage(m_content, *this, m_parts.database, m_parts.outbox,
                                     [this](const std::string& kind) { return m_parts.registry.kind_title(kind); });
        shown.title = tr("Outbox");
    } else if (id == log_place) {
        shown.panel = new LogPage(m_content, *this, m_parts.log_lines);
        shown.title = tr("Program's log");
    } else {
        const Workspace* made = m_parts.registry.find(id);
        CANBO_CHECK(made != nullptr);
        shown.panel = made->make(m_content, *this);
        shown.title = tr(made->title);
        if (made->add_commands)
            made->add_commands(*shown.panel, m_commands);
    }
    shown.panel->Hide();
    m_content->GetSizer()->Add(shown.panel, wxSizerFlags(1).Expand());
    return shown;
}

void ShellFrame::go(const std::string& id, const std::string& place) {
    if (id != outbox_place && id != log_place) {
        const Workspace* wanted = m_parts.registry.find(id);
        if (wanted == nullptr || !wanted->is_for(m_parts.person.role))
            return;
    }
    Shown& shown = workspace(id);
    if (id != m_current) {
        if (const auto before = m_shown.find(m_current); before != m_shown.end() && before->second.panel != nullptr) {
            before->second.panel->flush();
            before->second.panel->Hide();
        }
        m_current = id;
        m_side->choose(id);
        m_title->SetLabelText(shown.title);
        m_notice->close();
        shown.panel->Show();
        fill_menu();
        fill_tool_bar();
        SetTitle(shown.title + wxString::FromUTF8(" – Canbo"));
        m_content->Layout();
        m_head->Layout();
        shown.panel->open_place(place);
    } else if (!place.empty()) {
        shown.panel->open_place(place);
    }
    update_commands();
}

void ShellFrame::notify(Notice notice) { m_notice->show(std::move(notice)); }

void ShellFrame::show_help(const std::string& page) {
    if (m_help == nullptr) {
        m_help = new HelpWindow(this, m_parts.help_folder, m_parts.markdown_to_html);
        m_help->Bind(wxEVT_DESTROY, [this](wxWindowDestroyEvent& event) {
            if (event.GetWindow() == m_help)
                m_help = nullptr;
            event.Skip();
        });
    }
    m_help->show_page(page);
}

bool ShellFrame::stands_here(const Command& command) const {
    const std::string owner = workspace_of(command.id);
    return owner == "app" || owner == m_current;
}

void ShellFrame::fill_menu() {
    auto* bar = new wxMenuBar;
    m_menu_ids.clear();
    m_menus.clear();
    std::vector<std::string> titles{"Program"}; // first, whoever registers first
    for (const auto& command : m_commands.all())
        if (*command.menu != '\0' && stands_here(command) &&
            std::find(titles.begin(), titles.end(), command.menu) == titles.end())
            titles.emplace_back(command.menu);
    // Help stands last, as everywhere.
    std::stable_partition(titles.begin(), titles.end(), [](const auto& one) { return one != "Help"; });
    for (const auto& title : titles) {
        m_menus.emplace_back(title, new wxMenu);
        bar->Append(m_menus.back().second, tr(title));
    }
    wxMenuBar* before = GetMenuBar();
    SetMenuBar(bar);
    delete before;
    if (IsShownOnScreen())
        fill_menu_items();
    else // nobody opens a menu of a window that is not there: the window first
        after_drawing(this, [this] { fill_menu_items(); });
}

void ShellFrame::fill_menu_items() {
    if (!m_menu_ids.empty())
        return;
    for (const auto& command : m_commands.all()) {
        const auto menu =
            std::find_if(m_menus.begin(), m_menus.end(), [&](const auto& one) { return one.first == command.menu; });
        if (menu == m_menus.end() || !stands_here(command))
            continue;
        const int id = wxNewId();
        m_menu_ids[id] = command.id;
        wxString label = tr(command.label);
        if (!command.shortcut.empty())
            label += "\t" + wx(command.shortcut);
        menu->second->Append(id, label, tr(command.help));
    }
    update_commands();
}

void ShellFrame::fill_tool_bar() {
    m_tools->Clear(true);
    m_tool_buttons.clear();
    for (const auto& command : m_commands.all()) {
        if (!command.on_tool_bar || !stands_here(command))
            continue;
        const auto run = [this, id = command.id] { m_commands.run(id); };
        auto* button = command.primary
                           ? make_primary(m_head, tr(command.label), "tool." + command.id, run, command.icon)
                           : make_button(m_head, tr(command.label), "tool." + command.id, run, command.icon);
        wxString tip = tr(command.help);
        if (!command.shortcut.empty())
            tip += " (" + wx(command.shortcut) + ")";
        button->SetToolTip(tip);
        m_tools->Add(button, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
        m_tool_buttons.emplace_back(command.id, button);
    }
    m_head->Layout();
}

void ShellFrame::update_commands() {
    bool moved = false;
    for (const auto& [id, button] : m_tool_buttons)
        if (const Command* command = m_commands.find(id); command != nullptr) {
            if (const bool on = command->is_enabled(); on != button->IsEnabled())
                button->Enable(on);
            if (const bool here = !command->shown || command->shown(); here != button->IsShown()) {
                button->Show(here);
                moved = true;
            }
        }
    if (moved)
        m_head->Layout();
    if (wxMenuBar* bar = GetMenuBar())
        for (const auto& [menu_id, id] : m_menu_ids)
            if (const Command* command = m_commands.find(id); command != nullptr)
                if (const bool on = command->is_enabled(); on != bar->IsEnabled(menu_id))
                    bar->Enable(menu_id, on);
}

void ShellFrame::find_command() {
    CommandTable here;
    for (const auto& command : m_commands.all())
        if (stands_here(command))
            here.add(command);
    const std::string chosen = ask_for_command(this, here);
    if (!chosen.empty())
        m_commands.run(chosen);
}

void ShellFrame::restore_place() {
    auto& settings = m_parts.settings;
    const wxRect screen = wxDisplay(static_cast<unsigned>(0)).GetClientArea();
    const int width = settings.number("window.width", 1280), height = settings.number("window.height", 800);
    SetMinSize(FromDIP(wxSize(900, 600)));
    SetSize(std::min(FromDIP(width), screen.width), std::min(FromDIP(height), screen.height));
    if (settings.flag("window.maximized", false))
        Maximize();
    else
        Centre();
    const auto workspaces = m_parts.registry.of(m_parts.person.role);
    std::string id = settings.text("place.workspace");
    const bool known =
        id == outbox_place || id == log_place ||
        std::any_of(workspaces.begin(), workspaces.end(), [&](const auto* one) { return one->id == id; });
    if (!known && !workspaces.empty())
        id = workspaces.front()->id;
    go(known || !workspaces.empty() ? id : std::string(outbox_place), known ? settings.text("place.inside") : "");
}

void ShellFrame::flush() {
    auto& settings = m_parts.settings;
    for (auto& [id, shown] : m_shown)
        if (shown.panel != nullptr)
            shown.panel->flush();
    if (const auto shown = m_shown.find(m_current); shown != m_shown.end() && shown->second.panel != nullptr) {
        settings.set("place.workspace", m_current);
        settings.set("place.inside", shown->second.panel->place());
    }
    settings.set("window.maximized", IsMaximized());
    if (!IsMaximized() && !IsIconized()) {
        settings.set("window.width", ToDIP(GetSize().x));
        settings.set("window.height", ToDIP(GetSize().y));
    }
    static_cast<void>(settings.save()); // losing the window's place is no reason to keep a person from leaving
}

} // namespace canbo::desktop
