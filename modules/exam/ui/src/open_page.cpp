#include "desktop/form_dialog.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "page_parts.h"
#include "pages.h"

#include <wx/filedlg.h>

#include <cstdlib>

namespace canbo::exam::ui {

using namespace desktop;

namespace {
constexpr int text_width = 88 * grid;
constexpr float code_scale = 2.4F;
} // namespace

OpenPage::OpenPage(wxWindow* parent, Shell& shell, CurrentRoom& current, const ExamParts& parts)
    : wxPanel(parent), m_shell(shell), m_presenter(*this, current, parts.desk, shell.background()) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_head = new desktop::Band(this, "exam");
    column->Add(m_head, wxSizerFlags().Expand());
    m_problem = make_wrapped(this, {}, text_width, TextSize::Strong, Tone::Bad);
    set_accessible(m_problem, {}, "exam.problem");
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid));
    column->Add(m_problem, flags);
    for (auto* card : {m_package_card = make_package(), m_key_card = make_key(), m_room_card = make_room(),
                      m_code_card = make_code()})
        column->Add(card, flags);
    SetSizer(column);
    for (auto* hidden : {static_cast<wxWindow*>(m_problem), m_key_card, m_room_card, m_code_card})
        hidden->Hide();
}

void OpenPage::choose_file(wxTextCtrl* into, const wxString& title) {
    wxFileDialog dialog(this, title, {}, {}, "*", wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (dialog.ShowModal() != wxID_OK)
        return;
    into->SetValue(dialog.GetPath());
    if (into == m_package)
        m_presenter.choose_package(utf8(m_package->GetValue()));
}

wxWindow* OpenPage::make_package() {
    auto* card = new Card(this, tr("1. The exam's package"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags().Border(wxRIGHT, FromDIP(grid));
    m_package = make_entry(card, tr("File of the package"), "exam.package", wxTE_PROCESS_ENTER);
    m_package->SetHint(tr("File of the package"));
    const auto look = [this] { m_presenter.choose_package(utf8(m_package->GetValue())); };
    m_package->Bind(wxEVT_TEXT_ENTER, [look](wxCommandEvent&) { look(); });
    row->Add(m_package, wxSizerFlags(1).Border(wxRIGHT, FromDIP(grid)));
    row->Add(
        make_button(card, tr("Choose…"), "exam.choose", [this] { choose_file(m_package, tr("File of the package")); }),
        gap);
    row->Add(make_primary(card, tr("Look at it"), "exam.look", look));
    card->content()->Add(row, wxSizerFlags().Expand());
    m_facts = make_text(card, {}, TextSize::Strong);
    set_accessible(m_facts, {}, "exam.facts");
    card->content()->Add(m_facts, wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
    m_facts->Hide();
    return card;
}

wxSizer* OpenPage::share_line(wxWindow* parent, wxTextCtrl*& entry, const wxString& label, const std::string& id) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    entry = make_entry(parent, label, id, wxTE_PASSWORD);
    row->Add(labelled(parent, label, entry), wxSizerFlags(1).Border(wxRIGHT, FromDIP(grid)));
    row->Add(make_button(parent, tr("File…"), id + ".file", [this, entry, label] { choose_file(entry, label); }),
             wxSizerFlags().Bottom());
    return row;
}

wxWindow* OpenPage::make_key() {
    auto* card = new Card(this, tr("2. The key, joined of two parts"));
    card->content()->Add(share_line(card, m_first, tr("Part of the first member: file or text"), "exam.share1"),
                         wxSizerFlags().Expand());
    card->content()->Add(share_line(card, m_second, tr("Part of the second member: file or text"), "exam.share2"),
                         wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
    card->content()->Add(make_primary(
                             card, tr("Join the key"), "exam.join",
                             [this] { m_presenter.join(utf8(m_first->GetValue()), utf8(m_second->GetValue())); },
                             "unlock"),
                         wxSizerFlags().Border(wxTOP, FromDIP(2 * grid)));
    return card;
}

wxWindow* OpenPage::make_room() {
    auto* card = new Card(this, tr("3. The room"));
    auto* grid_sizer = new wxFlexGridSizer(2, wxSize(FromDIP(2 * grid), FromDIP(grid)));
    grid_sizer->AddGrowableCol(0, 3);
    grid_sizer->AddGrowableCol(1, 2);
    m_room = make_choice(card, tr("Room"), "exam.room", {});
    m_by = make_entry(card, tr("Invigilator at this computer"), "exam.by");
    m_by->SetValue(wx(m_shell.settings().text("exam.by")));
    m_address = make_choice(card, tr("Address of this computer in the room's network"), "exam.address", {});
    m_port = make_entry(card, tr("Port (empty: any)"), "exam.port");
    m_port->SetMaxLength(5);
    grid_sizer->Add(labelled(card, tr("Room"), m_room), wxSizerFlags().Expand());
    grid_sizer->Add(labelled(card, tr("Invigilator at this computer"), m_by), wxSizerFlags().Expand());
    grid_sizer->Add(labelled(card, tr("Address of this computer in the room's network"), m_address),
                    wxSizerFlags().Expand());
    grid_sizer->Add(labelled(card, tr("Port (empty: any)"), m_port), wxSizerFlags().Expand());
    card->content()->Add(grid_sizer, wxSizerFlags().Expand());
    card->content()->Add(make_primary(
                             card, tr("Open the room"), "exam.open", [this] { open(); }, "exam"),
                         wxSizerFlags().Border(wxTOP, FromDIP(2 * grid)));
    return card;
}

wxWindow* OpenPage::make_code() {
    auto* card = new Card(this, tr("What the stations need"));
    const auto line = wxSizerFlags().Border(wxBOTTOM, FromDIP(grid));
    card->content()->Add(make_text(card, tr("Code of the room"), TextSize::Caption), wxSizerFlags());
    m_code = make_text(card, {}, TextSize::Figure);
    m_code->SetFont(m_code->GetFont().Scaled(code_scale).MakeBold());
    set_accessible(m_code, {}, "exam.code");
    card->content()->Add(m_code, line);
    card->content()->Add(make_text(card, tr("Address of the room"), TextSize::Caption), wxSizerFlags());
    m_url = make_text(card, {}, TextSize::Figure);
    set_accessible(m_url, {}, "exam.url");
    card->content()->Add(m_url, line);
    m_warning = make_wrapped(card, {}, text_width, TextSize::Body, Tone::Warn);
    set_accessible(m_warning, {}, "exam.warning");
    card->content()->Add(m_warning, line);
    card->content()->Add(
        make_button(
            card, tr("Close the room…"), "exam.close", [this] { CallAfter(&OpenPage::close_room); }, "close"),
        wxSizerFlags().Border(wxTOP, FromDIP(grid)));
    return card;
}

void OpenPage::open() {
    const int room = m_room->GetSelection(), address = m_address->GetSelection();
    if (room == wxNOT_FOUND || address == wxNOT_FOUND)
        return;
    m_shell.settings().set("exam.by", utf8(m_by->GetValue()));
    m_presenter.open(m_rooms[static_cast<std::size_t>(room)].first, m_addresses[static_cast<std::size_t>(address)],
                     std::atoi(utf8(m_port->GetValue()).c_str()), utf8(m_by->GetValue()));
}

void OpenPage::close_room() {
    if (m_presenter.screen().stage != OpenScreen::Stage::Open)
        return;
    const auto values =
        ask_form(this, tr("Close the room?"),
                 tr("The stations lose the room. What happened stays on the disk: opened again, it goes on."),
                 {{"forget", tr("Take the exam's key off this computer, too"), FormField::Kind::Flag, {}, {}}},
                 tr("Close the room"));
    if (values)
        m_presenter.close(!values->at("forget").empty());
}

void OpenPage::clear_shares() {
    for (auto* entry : {m_first, m_second})
        entry->ChangeValue({});
}

void OpenPage::show_open(const OpenScreen& screen) {
    using Stage = OpenScreen::Stage;
    m_head->show(screen.headline, screen.advice, screen.stage == Stage::Open ? Mood::Good : Mood::Plain);
    set_text(m_problem, screen.problem.empty() ? "" : "✕ " + screen.problem, "exam.problem", text_width);
    m_problem->Show(!screen.problem.empty());
    const bool known = screen.stage != Stage::Package && !screen.title.empty();
    set_text(m_facts, known ? screen.title + "   " + screen.window + "   " + base::tr("Key") + " " + screen.key_id : "",
             "exam.facts");
    m_facts->Show(known && !screen.key_id.empty());
    if (screen.rooms != m_rooms) {
        m_rooms = screen.rooms;
        m_room->Clear();
        for (const auto& [slug, shown] : m_rooms)
            m_room->Append(wx(shown));
        if (!m_rooms.empty())
            m_room->SetSelection(0);
    }
    if (screen.addresses != m_addresses) {
        m_addresses = screen.addresses;
        m_address->Clear();
        for (const auto& one : m_addresses)
            m_address->Append(one == "127.0.0.1" ? wx(one + " – ") + tr("this computer alone") : wx(one));
        m_address->SetSelection(0);
    }
    set_text(m_code, screen.code, "exam.code");
    set_text(m_url, screen.url, "exam.url");
    set_text(m_warning, screen.warning.empty() ? "" : "⚠ " + screen.warning, "exam.warning", text_width);
    m_warning->Show(!screen.warning.empty());
    m_package_card->Show(screen.stage != Stage::Open && screen.stage != Stage::Opening);
    m_key_card->Show(screen.stage == Stage::Key);
    m_room_card->Show(screen.stage == Stage::Room);
    m_code_card->Show(screen.stage == Stage::Open);
    for (auto* card : {m_package_card, m_code_card})
        card->Layout();
    Layout();
    m_shell.update_commands();
}

} // namespace canbo::exam::ui
