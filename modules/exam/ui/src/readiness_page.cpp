#include "desktop/text.h"
#include "page_parts.h"
#include "pages.h"

namespace canbo::exam::ui {

using namespace desktop;

namespace {

using RowState = ReadinessRow::State;

std::string state_of(RowState state) {
    switch (state) {
    case RowState::Ready:
        return "✓ " + base::tr("ready");
    case RowState::Warning:
        return "⚠ " + base::tr("look at it");
    case RowState::NotReady:
        break;
    }
    return "✕ " + base::tr("not ready");
}

Mood mood_of(RowState state) {
    return state == RowState::Ready ? Mood::Good : state == RowState::Warning ? Mood::Warn : Mood::Bad;
}

} // namespace

ReadinessPage::ReadinessPage(wxWindow* parent, Shell& shell, CurrentRoom& current, const ExamParts& parts)
    : wxPanel(parent), m_presenter(*this, current, parts.desk, shell.background()) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_head = new desktop::Band(this, "exam.readiness");
    column->Add(m_head, wxSizerFlags().Expand());
    std::vector<TableColumn> columns{{"what", tr("What"), 130},
                                     {"state", tr("State"), 120},
                                     {"found", tr("Found"), 330},
                                     {"advice", tr("What to do"), 480}};
    m_table = new TableView(this, tr("Readiness"), "exam.readiness", std::move(columns), &shell.settings());
    column->Add(m_table, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(grid)));
    SetSizer(column);
    m_head->show(base::tr("Looking at the room"), {}, Mood::Plain);
}

void ReadinessPage::show_readiness(const std::string& headline, const std::vector<ReadinessRow>& rows) {
    m_head->show(headline, base::tr("It is looked at again every second; the room may be opened whatever stands here"),
                 mood_of(worst(rows)));
    std::vector<TableRow> shown;
    for (const auto& row : rows)
        shown.push_back(
            {row.id, {row.what, state_of(row.state), row.found, row.advice}, tone_of(mood_of(row.state)), 1});
    m_table->set_rows(std::move(shown));
}

} // namespace canbo::exam::ui
