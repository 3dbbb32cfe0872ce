#include "base/translation.h"
#include "desktop/text.h"
#include "pages.h"

#include <fmt/format.h>
#include <wx/dirdlg.h>
#include <wx/filefn.h>
#include <wx/stdpaths.h>

namespace canbo::office_ui {

using desktop::grid;
using desktop::tr;

CompletenessPage::CompletenessPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : wxPanel(parent), m_shell(shell), m_presenter(*this, shell.background(), parts.desk, parts.renderer) {
    SetBackgroundColour(desktop::theme().palette().surface);
    wxArrayString kinds;
    kinds.Add(tr("Weekly reports"));
    kinds.Add(tr("Monthly reports"));
    m_kind = desktop::make_choice(this, tr("Which reports"), "completeness.kind", kinds);
    m_kind->SetSelection(0);
    m_kind->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { load(); });
    m_holder = new wxPanel(this);
    m_holder->SetSizer(new wxBoxSizer(wxVERTICAL));
    auto* bar = new wxBoxSizer(wxHORIZONTAL);
    bar->Add(m_kind, wxSizerFlags().CentreVertical());
    bar->AddStretchSpacer();
    if (parts.desk.person.may(people::Permission::ManagePeriods))
        add_letters(bar);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(bar, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    column->Add(m_holder, wxSizerFlags(1).Expand());
    SetSizer(column);
}

void CompletenessPage::add_letters(wxSizer* bar) {
    m_urged = desktop::make_choice(this, tr("Period to urge for"), "completeness.urged", {});
    m_urged->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
        m_urged_period = m_periods[static_cast<std::size_t>(m_urged->GetSelection())].period;
        m_letters->Enable(m_periods[static_cast<std::size_t>(m_urged->GetSelection())].owing > 0);
    });
    m_letters = desktop::make_button(
        this, tr("Letters to who has not reported"), "completeness.letters",
        [this] { CallAfter([this] { write_letters(); }); }, "send"); // screen readers wait for the click to end
    bar->Add(m_urged, wxSizerFlags().CentreVertical());
    bar->Add(m_letters, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
}

std::filesystem::path ask_letter_folder(wxWindow* parent, desktop::Settings& settings) {
    constexpr const char* before = "letters.folder";
    const wxString documents = wxStandardPaths::Get().GetDocumentsDir();
    const wxString known = desktop::wx(settings.text(before, desktop::utf8(documents)));
    wxDirDialog dialog(parent, tr("Folder for the letters"), wxDirExists(known) ? known : documents);
    if (dialog.ShowModal() != wxID_OK)
        return {};
    const std::string chosen = desktop::utf8(dialog.GetPath());
    settings.set(before, chosen);
    return std::filesystem::u8path(chosen);
}

void CompletenessPage::load() {
    m_presenter.load(m_kind->GetSelection() == 1 ? base::Period::Kind::Monthly : base::Period::Kind::Weekly);
}

void CompletenessPage::write_letters() {
    if (const auto folder = ask_letter_folder(this, m_shell.settings()); !folder.empty())
        m_presenter.write_letters(m_urged_period, folder);
}

void CompletenessPage::make_table(const CompletenessMatrix& matrix) {
    m_holder->DestroyChildren();
    std::vector<desktop::TableColumn> columns{{"agency", tr("Agency"), 320}};
    for (const auto& period : matrix.periods)
        columns.push_back({period.period, desktop::wx(period.label), 130});
    m_table =
        new desktop::TableView(m_holder, tr("Who reported, and in time"), "completeness.matrix", std::move(columns));
    m_holder->GetSizer()->Add(m_table, wxSizerFlags(1).Expand());
}

/// What was chosen stays chosen while it is offered.
void CompletenessPage::offer_letters(const CompletenessMatrix& matrix) {
    if (m_urged == nullptr)
        return;
    std::size_t chosen = matrix.urged;
    m_urged->Clear();
    for (std::size_t i = 0; i < matrix.periods.size(); ++i) {
        const auto& period = matrix.periods[i];
        m_urged->Append(desktop::wx(
            fmt::format("{} · {}", period.label, fmt::format(fmt::runtime(base::tr("{} owing")), period.owing))));
        if (period.period == m_urged_period)
            chosen = i;
    }
    if (chosen < matrix.periods.size()) {
        m_urged->SetSelection(static_cast<int>(chosen));
        m_urged_period = matrix.periods[chosen].period;
    }
    m_letters->Enable(chosen < matrix.periods.size() && matrix.periods[chosen].owing > 0);
    m_urged->GetContainingSizer()->Layout();
}

void CompletenessPage::show_matrix(const CompletenessMatrix& matrix) {
    const auto same = [](const auto& a, const auto& b) { return a.period == b.period; };
    if (m_table == nullptr ||
        !std::equal(m_periods.begin(), m_periods.end(), matrix.periods.begin(), matrix.periods.end(), same))
        make_table(matrix);
    m_periods = matrix.periods;
    offer_letters(matrix);
    std::vector<desktop::TableRow> rows;
    for (const auto& row : matrix.rows) {
        std::vector<std::string> cells{row.agency};
        cells.insert(cells.end(), row.cells.begin(), row.cells.end());
        const bool fault = !row.cells.empty() && !row.cells.front().starts_with("✓") && !row.cells.front().empty();
        rows.push_back({row.code, std::move(cells), fault ? desktop::Tone::Bad : desktop::Tone::Good, 1});
    }
    std::vector<std::string> totals{base::tr("Received of expected")};
    totals.insert(totals.end(), matrix.totals.begin(), matrix.totals.end());
    rows.push_back({"total", std::move(totals), desktop::Tone::Info, 0, true});
    m_table->set_rows(std::move(rows));
    m_holder->Layout();
    Layout();
}

} // namespace canbo::office_ui
