#include "desktop/text.h"
#include "pages.h"

#include <wx/filedlg.h>
#include <wx/msgdlg.h>

namespace canbo::office_ui {
namespace {

void add_list(std::string& text, const std::string& title, const std::vector<std::string>& names) {
    if (names.empty())
        return;
    text += title + " (" + std::to_string(names.size()) + "):\n";
    for (const auto& name : names)
        text += "  – " + name + "\n";
}

} // namespace

using desktop::grid;
using desktop::tr;

ConsolidationPage::ConsolidationPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : wxPanel(parent), m_shell(shell), m_presenter(*this, shell.background(), parts.desk, parts.renderer,
                                                   parts.write_workbook, [&shell] { shell.network().sync_now(); }) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* left = new wxBoxSizer(wxVERTICAL);
    const auto line = wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(grid));
    m_period = desktop::make_choice(this, tr("Period"), "consolidation.period", {});
    m_period->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
        m_presenter.choose(m_periods[static_cast<std::size_t>(m_period->GetSelection())]);
    });
    left->Add(desktop::labelled(this, tr("Period"), m_period), line);
    m_facts = desktop::make_text(this, {}, desktop::TextSize::Strong);
    left->Add(m_facts, line);
    m_lists = desktop::make_area(this, tr("Late, returned and missing agencies"), "consolidation.lists", 6);
    m_lists->SetEditable(false);
    left->Add(desktop::labelled(this, tr("Late, returned and missing agencies"), m_lists),
              wxSizerFlags(1).Expand().Border(wxBOTTOM, FromDIP(grid)));
    m_summary = desktop::make_area(this, tr("The office's own assessment"), "consolidation.summary", 6);
    m_kept_summary.emplace(*m_summary);
    left->Add(desktop::labelled(this, tr("The office's own assessment"), m_summary),
              wxSizerFlags(1).Expand().Border(wxBOTTOM, FromDIP(grid)));
    left->Add(desktop::make_button(
                  this, tr("Write the workbook"), "consolidation.xlsx", [this] { save_workbook(); }, "xlsx"),
              line);
    left->Add(desktop::make_button(
                  this, tr("Letters to who has not reported"), "consolidation.letters",
                  [this] { CallAfter([this] { write_letters(); }); }, "send"),
              line);
    m_lock = desktop::make_button(
        this, tr("Lock the period"), "consolidation.lock", [this] { toggle_lock(); }, "lock");
    m_lock->Enable(parts.desk.person.may(people::Permission::ManagePeriods));
    left->Add(m_lock, line);
    m_pdf = new desktop::PdfView(this, shell.background());
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    left->SetMinSize(FromDIP(wxSize(44 * grid, -1)));
    row->Add(left, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    row->Add(m_pdf, wxSizerFlags(1).Expand());
    SetSizer(row);
}

void ConsolidationPage::preview() { m_presenter.preview(desktop::utf8(m_summary->GetValue())); }

void ConsolidationPage::consolidate() { m_presenter.consolidate(desktop::utf8(m_summary->GetValue())); }

void ConsolidationPage::show_periods(const std::vector<std::pair<std::string, std::string>>& periods) {
    const int before = m_period->GetSelection();
    m_periods.clear();
    m_period->Clear();
    for (const auto& [text, label] : periods) {
        m_periods.push_back(text);
        m_period->Append(desktop::wx(label));
    }
    m_period->SetSelection(before == wxNOT_FOUND ? 0 : before);
}

void ConsolidationPage::show_state(const ConsolidationState& state) {
    m_state = state;
    m_kept_summary->show("consolidation." + state.period); // one period's words are not another's
    m_facts->SetLabelText(desktop::wx(state.counts + "\n" + base::tr("Deadline") + ": " + state.deadline +
                                      (state.locked ? "\n" + base::tr("This period is locked") : "")));
    std::string lists;
    add_list(lists, base::tr("missing"), state.missing);
    add_list(lists, base::tr("late"), state.late);
    add_list(lists, base::tr("returned"), state.returned);
    m_lists->ChangeValue(desktop::wx(lists.empty() ? base::tr("Everybody has reported in time") : lists));
    m_lock->SetLabel(state.locked ? tr("Open the period again") : tr("Lock the period"));
    Layout();
}

void ConsolidationPage::show_done(const std::string& sentence) {
    m_shell.notify({desktop::Tone::Good, sentence, {}, {}, {}});
}

void ConsolidationPage::save_workbook() {
    wxFileDialog dialog(this, tr("Write the workbook"), {}, desktop::wx(m_state.period + ".xlsx"),
                        "XLSX (*.xlsx)|*.xlsx", wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (dialog.ShowModal() == wxID_OK)
        m_presenter.save_workbook(desktop::utf8(dialog.GetPath()));
}

void ConsolidationPage::write_letters() {
    if (const auto folder = ask_letter_folder(this, m_shell.settings()); !folder.empty())
        m_presenter.write_letters(folder);
}

void ConsolidationPage::toggle_lock() {
    const wxString question =
        m_state.locked ? tr("Take reports of this period again?") : tr("Take no more reports of this period?");
    if (wxMessageBox(desktop::wx(m_state.label) + ": " + question, "Canbo", wxYES_NO | wxICON_QUESTION, this) == wxYES)
        m_presenter.lock(!m_state.locked, base::tr("decided in the standing office's window"));
}

} // namespace canbo::office_ui
