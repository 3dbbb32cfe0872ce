#include "certificate_panel.h"

#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/filedlg.h>

namespace canbo::training::ui {

using desktop::grid;
using desktop::TextSize;
using desktop::Tone;
using desktop::tr;
using desktop::wx;

namespace {

constexpr int sentence_width = 84 * grid;

Tone tone_of(CertificateState state) { return state == CertificateState::Valid ? Tone::Good : Tone::Bad; }

} // namespace

CertificatePanel::CertificatePanel(wxWindow* parent, desktop::Shell& shell, CertificateParts parts)
    : WorkspacePanel(parent), m_shell(shell), m_presenter(*this, std::move(parts), shell.background()) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(make_check(), wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid)));
    std::vector<desktop::TableColumn> columns{{"state", tr("State"), 120},
                                              {"title", tr("Certificate"), 380},
                                              {"date", tr("Issued on"), 100},
                                              {"mark", tr("Mark"), 80, true},
                                              {"issuer", tr("Issued by"), 240}};
    m_list = new desktop::TableView(this, tr("My certificates"), "certificates.list", std::move(columns),
                                    &m_shell.settings());
    m_list->on_selected = [this] {
        if (const auto key = m_list->selected(); !key.empty())
            m_presenter.choose(key);
    };
    column->Add(m_list, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT, FromDIP(2 * grid)));
    m_none = new desktop::EmptyState(this, "approve", tr("No certificate is kept here yet"),
                                     tr("Check the PDF that you got, then keep it here."));
    column->Add(m_none, wxSizerFlags(1).Expand());
    m_card = make_verdict();
    column->Add(m_card, wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid)));
    m_card->Hide();
    SetSizer(column);
}

wxWindow* CertificatePanel::make_check() {
    auto* card = new desktop::Card(this, tr("Check a certificate, without a network"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid));
    m_text = desktop::make_entry(card, tr("What the QR code says"), "certificates.text", wxTE_PROCESS_ENTER);
    m_text->SetHint(tr("What the QR code says"));
    const auto check = [this] { m_presenter.check_text(desktop::utf8(m_text->GetValue())); };
    m_text->Bind(wxEVT_TEXT_ENTER, [check](wxCommandEvent&) { check(); });
    row->Add(m_text, wxSizerFlags(1).CentreVertical().Border(wxRIGHT, FromDIP(grid)));
    row->Add(desktop::make_button(card, tr("Check"), "certificates.check", check, "check"), gap);
    row->Add(desktop::make_button(
        card, tr("Check a file…"), "certificates.check-file", [this] { ask_file(); }, "pdf"));
    card->content()->Add(row, wxSizerFlags().Expand());
    return card;
}

wxWindow* CertificatePanel::make_verdict() {
    auto* card = new desktop::Card(this);
    m_sentence = desktop::make_wrapped(card, {}, FromDIP(sentence_width), TextSize::Strong);
    m_fields = desktop::make_text(card, {});
    desktop::set_accessible(m_fields, tr("What was signed"), "certificates.fields");
    const auto flags = wxSizerFlags().Border(wxBOTTOM, FromDIP(grid));
    card->content()->Add(m_sentence, flags);
    card->content()->Add(m_fields, flags);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_keep = desktop::make_primary(card, tr("Keep it here"), "certificates.keep", [this] { m_presenter.keep(); });
    m_save = desktop::make_button(
        card, tr("Save as PDF…"), "certificates.save", [this] { ask_pdf(); }, "pdf");
    row->Add(m_keep, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    row->Add(m_save);
    card->content()->Add(row);
    return card;
}

void CertificatePanel::open_place(const std::string& /*place*/) { m_presenter.start(); }

void CertificatePanel::ask_file() {
    wxFileDialog dialog(this, tr("Check a file…"), {}, {}, "PDF, TXT|*.pdf;*.txt|*|*",
                        wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (dialog.ShowModal() == wxID_OK)
        m_presenter.check_file(desktop::utf8(dialog.GetPath()));
}

void CertificatePanel::ask_pdf() {
    wxFileDialog dialog(this, tr("Save as PDF…"), {}, wx(m_presenter.file_name()), "PDF|*.pdf",
                        wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (dialog.ShowModal() == wxID_OK)
        m_presenter.save_pdf(desktop::utf8(dialog.GetPath()));
}

void CertificatePanel::show_lines(const std::vector<CertificateLine>& lines, const std::string& chosen) {
    std::vector<desktop::TableRow> rows;
    for (const auto& line : lines)
        rows.push_back(
            {line.key, {line.state, line.title, line.date, line.mark, line.issuer}, tone_of(line.proven), 0});
    m_list->set_rows(std::move(rows));
    if (!chosen.empty())
        m_list->select(chosen);
    m_list->Show(!lines.empty());
    m_none->Show(lines.empty());
    Layout();
}

void CertificatePanel::show_verdict(const CertificateVerdict& verdict) {
    const wxString sentence = wx((verdict.proven == CertificateState::Valid ? "✓ " : "✕ ") + verdict.sentence);
    m_sentence->SetLabel(sentence);
    m_sentence->Wrap(FromDIP(sentence_width));
    desktop::set_accessible(m_sentence, sentence, "certificates.verdict");
    m_sentence->SetForegroundColour(desktop::theme().colour(tone_of(verdict.proven)));
    std::string text;
    for (const auto& [label, value] : verdict.fields)
        text += (text.empty() ? "" : "\n") + label + ": " + value;
    m_fields->SetLabel(wxControl::EscapeMnemonics(wx(text)));
    m_keep->Show(verdict.may_keep && verdict.proven == CertificateState::Valid);
    m_save->Show(!verdict.fields.empty());
    m_card->Show();
    m_card->Layout();
    Layout();
    m_shell.update_commands();
}

void CertificatePanel::show_saved(const std::string& file) {
    m_shell.notify({Tone::Good, base::tr("The certificate was saved") + ": " + file, {}, {}, {}});
}

void CertificatePanel::show_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

void CertificatePanel::add_commands(desktop::CommandTable& commands) {
    desktop::Command check;
    check.id = "certificates.check-a-file";
    check.label = base::msgid("Check a file…");
    check.help = base::msgid("Proves a certificate by its signature, without a network");
    check.menu = base::msgid("Certificates");
    check.shortcut = "Ctrl+O";
    check.icon = "pdf";
    check.run = [this] { ask_file(); };
    commands.add(std::move(check));
    desktop::Command save;
    save.id = "certificates.save-pdf";
    save.label = base::msgid("Save as PDF…");
    save.help = base::msgid("Makes the paper of the chosen certificate, to be framed");
    save.menu = base::msgid("Certificates");
    save.shortcut = "Ctrl+S";
    save.icon = "save";
    save.run = [this] { ask_pdf(); };
    save.enabled = [this] { return m_presenter.may_save(); };
    commands.add(std::move(save));
}

} // namespace canbo::training::ui
