#include "period_list_panel.h"

#include "desktop/text.h"
#include "marks.h"

namespace canbo::reporting::ui {

using namespace desktop;

PeriodListPanel::PeriodListPanel(wxWindow* parent, Shell& shell, const Desk& desk,
                                 std::function<void(const std::string& id)> open)
    : wxPanel(parent), m_shell(shell), m_open(std::move(open)), m_presenter(*this, shell.background(), desk) {
    SetBackgroundColour(theme().palette().surface);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    m_urgent = make_text(this, {}, TextSize::Strong);
    head->Add(m_urgent, wxSizerFlags(1).CentreVertical());
    if (m_presenter.can_write()) {
        head->Add(make_button(
                      this, tr("Report of this month"), "reporting.new_month",
                      [this] { m_presenter.start(base::Period::Kind::Monthly); }, "calendar"),
                  wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
        head->Add(make_primary(
                      this, tr("Report of this week"), "reporting.new_week",
                      [this] { m_presenter.start(base::Period::Kind::Weekly); }, "add"),
                  wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
    }
    m_table = new TableView(this, tr("My reports"), "reporting.periods",
                            {{"period", tr("Period"), 210},
                             {"state", tr("State"), 200},
                             {"deadline", tr("Deadline"), 140},
                             {"left", tr("Time left"), 180},
                             {"received", tr("Received at"), 190},
                             {"version", tr("Version"), 80, true},
                             {"remark", tr("Remark of the office"), 320}},
                            &shell.settings());
    m_table->on_activated = [this](const std::string& key) { m_presenter.activate(key); };
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(head, wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid)));
    column->Add(m_table, wxSizerFlags(1).Expand());
    column->Add(make_text(this, tr("Enter or double click opens a report, or begins the one of that period."),
                          TextSize::Caption),
                wxSizerFlags().Border(wxALL, FromDIP(grid)));
    SetSizer(column);
}

void PeriodListPanel::show_rows(const std::vector<PeriodRow>& rows, const std::string& urgent) {
    m_urgent->SetLabelText(wx(urgent));
    std::vector<TableRow> shown;
    for (const auto& row : rows)
        shown.push_back({row.key,
                         {row.title, row.state, row.deadline, row.left, row.received, row.version, row.remark},
                         tone_of(row.mark),
                         1});
    const bool first = m_table->rows().empty() && !shown.empty();
    const std::string top = shown.empty() ? std::string() : shown.front().key;
    m_table->set_rows(std::move(shown));
    if (first)
        m_table->select(top);
    Layout();
}

} // namespace canbo::reporting::ui
