#include "bulletin_panel.h"

#include "desktop/form_dialog.h"
#include "desktop/form_drafts.h"
#include "desktop/help_window.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "training_ui/bulletin_workspace.h"
#include "training_ui/office_lists.h"

#include <wx/filedlg.h>
#include <wx/html/htmlwin.h>
#include <wx/utils.h>

namespace canbo::training::ui {

using desktop::FormField;
using desktop::FormValues;
using desktop::grid;
using desktop::TextSize;
using desktop::tr;
using desktop::wx;

namespace {

BulletinParts sending(BulletinParts parts, desktop::Shell& shell) {
    parts.sent = [&shell] { shell.network().sync_now(); };
    return parts;
}

Bulletin bulletin_of(const FormValues& in) {
    Bulletin out;
    out.title = in.at("title");
    out.text = in.at("text");
    out.agencies = desktop::values_in(in.at("agencies"));
    out.must_read = !in.at("must_read").empty();
    for (const auto& name : desktop::values_in(in.at("roles")))
        if (const auto role = people::parse_role(name))
            out.roles.push_back(*role);
    return out;
}

} // namespace

BulletinPanel::BulletinPanel(wxWindow* parent, desktop::Shell& shell, BulletinParts parts)
    : WorkspacePanel(parent), m_shell(shell), m_presenter(*this, sending(std::move(parts), shell), shell.background()) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(make_left(), wxSizerFlags().Expand());
    row->Add(make_right(), wxSizerFlags(1).Expand());
    m_none = new desktop::EmptyState(this, "info", tr("There is no bulletin yet"),
                                     tr("Announcements of the standing office for you come here by themselves."),
                                     m_presenter.may_write() ? tr("Write a bulletin…") : wxString(),
                                     [this] { ask_write(); });
    row->Add(m_none, wxSizerFlags(1).Expand());
    m_none->Hide();
    SetSizer(row);
}

wxWindow* BulletinPanel::make_left() {
    m_left = new wxPanel(this);
    m_left->SetMinSize(FromDIP(wxSize(52 * grid, -1)));
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* bar = new wxBoxSizer(wxHORIZONTAL);
    m_summary = desktop::make_text(m_left, {}, TextSize::Strong);
    desktop::set_accessible(m_summary, tr("Bulletins"), "bulletins.summary");
    bar->Add(m_summary, wxSizerFlags(1).CentreVertical());
    if (m_presenter.may_write())
        bar->Add(desktop::make_button(
            m_left, tr("Write a bulletin…"), "bulletins.write", [this] { ask_write(); }, "edit"));
    column->Add(bar, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    std::vector<desktop::TableColumn> columns{
        {"date", tr("Date"), 90}, {"title", tr("Title"), 200}, {"state", tr("State"), 110}};
    m_list = new desktop::TableView(m_left, tr("Bulletins"), "bulletins.list", std::move(columns), &m_shell.settings());
    m_list->on_selected = [this] {
        const std::string key = m_list->selected();
        if (!key.empty() && key != m_presenter.chosen())
            m_presenter.choose(key);
    };
    column->Add(m_list, wxSizerFlags(1).Expand());
    m_left->SetSizer(column);
    return m_left;
}

wxWindow* BulletinPanel::make_right() {
    m_right = new wxPanel(this);
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto line = wxSizerFlags().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid));
    m_title = desktop::make_text(m_right, {}, TextSize::Title);
    desktop::set_accessible(m_title, {}, "bulletins.title");
    m_caption = desktop::make_text(m_right, {}, TextSize::Caption, desktop::Tone::Muted);
    column->Add(m_title, wxSizerFlags().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid)));
    column->Add(m_caption, line);
    m_html = new wxHtmlWindow(m_right, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxHW_SCROLLBAR_AUTO);
    m_html->SetBorders(FromDIP(2 * grid));
    m_html->SetStandardFonts(desktop::theme().font(TextSize::Body).GetPointSize() + 1);
    desktop::set_accessible(m_html, tr("Text of the bulletin"), "bulletins.text");
    m_html->Bind(wxEVT_HTML_LINK_CLICKED, [](wxHtmlLinkEvent& event) {
        const std::string target = desktop::utf8(event.GetLinkInfo().GetHref());
        if (target.starts_with("https://") || target.starts_with("http://"))
            wxLaunchDefaultBrowser(wx(target));
    });
    column->Add(m_html, wxSizerFlags(3).Expand());
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_read = desktop::make_primary(
        m_right, tr("I have read this"), "bulletins.read", [this] { m_presenter.confirm(); }, "accept");
    m_state = desktop::make_text(m_right, {}, TextSize::Strong);
    row->Add(m_read, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid)));
    row->Add(m_state, wxSizerFlags(1).CentreVertical());
    if (m_presenter.may_count()) {
        m_export = desktop::make_button(
            m_right, tr("Export the reach"), "bulletins.export", [this] { ask_export(); }, "xlsx");
        row->Add(m_export, wxSizerFlags().CentreVertical());
    }
    column->Add(row, wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid)));
    if (m_presenter.may_count()) {
        std::vector<desktop::TableColumn> columns{{"agency", tr("Agency"), 120},
                                                  {"people", tr("People"), 90, true},
                                                  {"confirmed", tr("Have read it"), 120, true},
                                                  {"share", tr("Share"), 100, true}};
        m_reach = new desktop::TableView(m_right, tr("Whom the bulletin reached"), "bulletins.reach",
                                         std::move(columns), &m_shell.settings());
        column->Add(m_reach, wxSizerFlags(2).Expand());
    }
    m_right->SetSizer(column);
    return m_right;
}

void BulletinPanel::show_lines(const std::vector<BulletinLine>& lines, const std::string& chosen,
                               const std::string& summary) {
    std::vector<desktop::TableRow> rows;
    for (const auto& line : lines)
        rows.push_back({line.id,
                        {line.date, line.title, line.state},
                        line.waits           ? desktop::Tone::Warn
                        : line.state.empty() ? desktop::Tone::Normal
                                             : desktop::Tone::Good,
                        2});
    m_list->set_rows(std::move(rows));
    if (!chosen.empty())
        m_list->select(chosen);
    m_summary->SetLabel(wx(summary));
    m_left->Show(!lines.empty());
    m_right->Show(!lines.empty());
    m_none->Show(lines.empty());
    m_left->Layout();
    Layout();
}

void BulletinPanel::show_page(const BulletinPage& page) {
    m_title->SetLabel(wxControl::EscapeMnemonics(wx(page.title)));
    desktop::set_accessible(m_title, wx(page.title), "bulletins.title");
    m_caption->SetLabel(wx(page.caption));
    if (m_shown != page.id) {
        m_shown = page.id;
        const auto html = m_shell.markdown_html(page.markdown);
        m_html->SetPage(desktop::themed_html(html ? *html : "<p>" + base::tr(html.error().message) + "</p>"));
        desktop::set_accessible_description(m_html, m_html->ToText());
    }
    m_read->Show(page.may_confirm);
    m_state->SetLabel(wx(page.state));
    desktop::set_accessible(m_state, wx(page.state), "bulletins.state");
    m_right->Layout();
    m_shell.update_commands();
}

void BulletinPanel::show_reach(const std::vector<ReachLine>& lines) {
    std::vector<desktop::TableRow> rows;
    for (const auto& line : lines)
        rows.push_back({line.agency,
                        {line.agency, line.people, line.confirmed, line.share},
                        line.whole ? desktop::Tone::Good : desktop::Tone::Normal,
                        3});
    m_reach->set_rows(std::move(rows));
}

void BulletinPanel::show_done(const std::string& sentence) {
    m_shell.notify({desktop::Tone::Good, sentence, {}, {}, {}});
}

void BulletinPanel::show_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

void BulletinPanel::ask_write() {
    m_presenter.offer([this](const auto& agencies) { write(agencies); });
}

void BulletinPanel::write(const std::vector<std::pair<std::string, std::string>>& agencies) {
    const std::string draft = "bulletins.write";
    const std::vector<FormField> fields{
        {"title", tr("Title"), FormField::Kind::Line, {}, {}},
        {"text", tr("Text"), FormField::Kind::Area, {}, {}, 8},
        {"roles", tr("Roles (none chosen: every role)"), FormField::Kind::Several, {}, role_options(), 3},
        {"agencies", tr("Agencies (none chosen: every agency)"), FormField::Kind::Several, {}, agencies, 4},
        {"must_read", tr("Must be read: everybody it is for confirms it"), FormField::Kind::Flag, {}, {}}};
    const auto values = desktop::ask_form(
        this, tr("Write a bulletin"), tr("The text may use Markdown. What is published cannot be changed any more."),
        fields, tr("Publish"),
        [](const FormValues& in) -> std::optional<Error> {
            Issues issues; // as the office will read it
            static_cast<void>(bulletin_from_json(bulletin_to_json(bulletin_of(in)), issues));
            return issues.has_errors() ? std::optional(base::first_error(issues)) : std::nullopt;
        },
        draft);
    if (values)
        m_presenter.publish(bulletin_of(*values), desktop::forget_when_done(draft));
}

void BulletinPanel::ask_export() {
    wxFileDialog dialog(this, tr("Export the reach"), {}, "thong-bao-da-doc.xlsx", "XLSX (*.xlsx)|*.xlsx",
                        wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (dialog.ShowModal() == wxID_OK)
        m_presenter.export_reach(std::filesystem::u8path(desktop::utf8(dialog.GetPath())));
}

void BulletinPanel::add_commands(desktop::CommandTable& commands) {
    const desktop::MenuCommands add(commands, base::msgid("Bulletins"));
    add(
        "bulletins.confirm", base::msgid("I have read this"), base::msgid("Confirms that the bulletin was read"),
        "Ctrl+D", "accept", [this] { m_presenter.confirm(); }, [this] { return m_presenter.may_confirm(); });
    add(
        "bulletins.write-one", base::msgid("Write a bulletin…"),
        base::msgid("Announces something to roles and agencies"), "Ctrl+N", "edit", [this] { ask_write(); },
        [this] { return m_presenter.may_write(); });
    add(
        "bulletins.export-reach", base::msgid("Export the reach"),
        base::msgid("Writes how many people of each agency have read which bulletin"), "Ctrl+E", "xlsx",
        [this] { ask_export(); }, [this] { return m_presenter.may_count(); });
}

desktop::Workspace make_bulletin_workspace(BulletinParts parts) {
    desktop::Workspace workspace;
    workspace.id = "bulletins";
    workspace.title = base::msgid("Bulletins");
    workspace.icon = "info";
    workspace.roles = {people::Role::Learner, people::Role::Focal,  people::Role::Leader, people::Role::Invigilator,
                       people::Role::Council, people::Role::Office, people::Role::Admin,  people::Role::Auditor};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new BulletinPanel(parent, shell, parts);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<BulletinPanel&>(panel).add_commands(commands);
    };
    workspace.entry_kinds = {{"bulletin", base::msgid("Bulletin")},
                             {"bulletin-read", base::msgid("Bulletin that was read")}};
    return workspace;
}

} // namespace canbo::training::ui
