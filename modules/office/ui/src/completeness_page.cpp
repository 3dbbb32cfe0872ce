#include "desktop/text.h"
#include "pages.h"

namespace canbo::office_ui {

using desktop::grid;
using desktop::tr;

CompletenessPage::CompletenessPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : wxPanel(parent), m_shell(shell), m_presenter(*this, shell.background(), parts.desk) {
    SetBackgroundColour(desktop::theme().palette().surface);
    wxArrayString kinds;
    kinds.Add(tr("Weekly reports"));
    kinds.Add(tr("Monthly reports"));
    m_kind = desktop::make_choice(this, tr("Which reports"), "completeness.kind", kinds);
    m_kind->SetSelection(0);
    m_kind->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { load(); });
    m_holder = new wxPanel(this);
    m_holder->SetSizer(new wxBoxSizer(wxVERTICAL));
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_kind, wxSizerFlags().Border(wxALL, FromDIP(grid)));
    column->Add(m_holder, wxSizerFlags(1).Expand());
    SetSizer(column);
}

void CompletenessPage::load() {
    m_presenter.load(m_kind->GetSelection() == 1 ? base::Period::Kind::Monthly : base::Period::Kind::Weekly);
}

void CompletenessPage::show_matrix(const CompletenessMatrix& matrix) {
    if (m_table == nullptr || m_periods != matrix.periods) {
        m_holder->DestroyChildren();
        m_periods = matrix.periods;
        std::vector<desktop::TableColumn> columns{{"agency", tr("Agency"), 320}};
        for (std::size_t i = 0; i < matrix.periods.size(); ++i)
            columns.push_back({"p" + std::to_string(i), desktop::wx(matrix.periods[i]), 130});
        m_table = new desktop::TableView(m_holder, tr("Who reported, and in time"), "completeness.matrix",
                                         std::move(columns));
        m_holder->GetSizer()->Add(m_table, wxSizerFlags(1).Expand());
    }
    std::vector<desktop::TableRow> rows;
    std::vector<std::string> totals{base::tr("Received of expected")};
    totals.insert(totals.end(), matrix.totals.begin(), matrix.totals.end());
    rows.push_back({"total", std::move(totals), desktop::Tone::Info, 0});
    for (const auto& row : matrix.rows) {
        std::vector<std::string> cells{row.agency};
        cells.insert(cells.end(), row.cells.begin(), row.cells.end());
        const bool fault = !row.cells.empty() && !row.cells.front().starts_with("✓") && !row.cells.front().empty();
        rows.push_back({row.code, std::move(cells), fault ? desktop::Tone::Bad : desktop::Tone::Good, 1});
    }
    m_table->set_rows(std::move(rows));
    m_holder->Layout();
}

} // namespace canbo::office_ui
