#include "model_panel.h"

#include "desktop/native.h"
#include "desktop/text.h"
#include "page_parts.h"

#include <fmt/format.h>

namespace canbo::progress::ui {

using desktop::grid;
using desktop::tr;
using desktop::wx;

ModelPanel::ModelPanel(wxWindow* parent, desktop::Shell& shell, ProgressSource& source)
    : wxPanel(parent), m_shell(shell), m_presenter(*this, source) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(make_head(), wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    m_tabs = new wxNotebook(this, wxID_ANY);
    desktop::set_accessible(m_tabs, tr("Parts of the model"), "model.tabs");
    make_tabs();
    column->Add(m_tabs, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(grid)));
    SetSizer(column);
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        if (const auto& page = m_presenter.page()) {
            m_objective->SetLabelText(wx(page->objective));
            m_objective->Wrap(GetClientSize().x - FromDIP(4 * grid));
        }
    });
}

wxSizer* ModelPanel::make_head() {
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* top = new wxBoxSizer(wxHORIZONTAL);
    top->Add(desktop::make_flat(
                 this, tr("All models"), "model.back",
                 [this] {
                     if (on_back)
                         on_back();
                 },
                 "back"),
             wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid)));
    m_title = new wxStaticText(this, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(desktop::theme().font(desktop::TextSize::Heading));
    m_title->SetForegroundColour(desktop::theme().palette().text);
    desktop::set_accessible(m_title, tr("Model"), "model.title");
    top->Add(m_title, wxSizerFlags(1).CentreVertical());
    m_status = desktop::make_text(this, {}, desktop::TextSize::Strong);
    top->Add(m_status, wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(2 * grid)));
    column->Add(top, wxSizerFlags().Expand());
    m_facts = desktop::make_text(this, {}, desktop::TextSize::Body, desktop::Tone::Muted);
    column->Add(m_facts, wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(grid / 2)));
    m_objective = desktop::make_text(this, {});
    desktop::set_accessible(m_objective, tr("Objective"), "model.objective");
    column->Add(m_objective, wxSizerFlags().Expand());
    return column;
}

wxPanel* ModelPanel::add_tab(const wxString& title) {
    auto* tab = new wxPanel(m_tabs);
    tab->SetBackgroundColour(desktop::theme().palette().surface);
    tab->SetSizer(new wxBoxSizer(wxVERTICAL));
    m_tabs->AddPage(tab, title);
    return tab;
}

desktop::TableView* ModelPanel::add_table(wxPanel* tab, const wxString& name, const std::string& id,
                                          std::vector<desktop::TableColumn> columns, int share) {
    auto* table = new desktop::TableView(tab, name, id, std::move(columns), &m_shell.settings());
    tab->GetSizer()->Add(table, wxSizerFlags(share).Expand());
    return table;
}

void ModelPanel::make_tabs() {
    auto* tab = add_tab(tr("Where it stands"));
    m_difference = desktop::make_text(tab, {}, desktop::TextSize::Strong);
    tab->GetSizer()->Add(m_difference, wxSizerFlags().Border(wxALL, FromDIP(grid)));
    m_views = add_table(tab, tr("Agency's view and office's view"), "model.views",
                        columns_of(view_head(), {110, 110, 150, 70, 110, 150, 100, 420}), 3);
    m_gate_head = desktop::make_text(tab, {}, desktop::TextSize::Strong);
    tab->GetSizer()->Add(m_gate_head, wxSizerFlags().Border(wxALL, FromDIP(grid)));
    m_gates =
        add_table(tab, tr("Guidance that is awaited"), "model.gates", columns_of(gate_head(), {400, 220, 100, 280}), 2);

    tab = add_tab(tr("Milestones"));
    m_time_line = new desktop::ChartView(tab, tr("Time line"), "model.time-line", 200);
    tab->GetSizer()->Add(m_time_line, wxSizerFlags(3).Expand().Border(wxALL, FromDIP(grid)));
    m_milestones = add_table(tab, tr("Milestones"), "model.milestones",
                             columns_of(milestone_head(), {110, 330, 100, 100, 190, 190}), 2);

    tab = add_tab(tr("Indicators"));
    m_indicators = add_table(tab, tr("Indicators"), "model.indicators",
                             columns_of(indicator_head(), {370, 110, 90, 120, 90, 90, 150}), 2);
    m_indicators->on_selected = [this] { m_presenter.choose_indicator(m_indicators->selected()); };
    m_history = new desktop::ChartView(tab, tr("History of the indicator"), "model.history", 240);
    tab->GetSizer()->Add(m_history, wxSizerFlags(3).Expand().Border(wxALL, FromDIP(grid)));

    tab = add_tab(tr("Tasks"));
    m_tasks = add_table(tab, tr("Tasks"), "model.tasks", columns_of(task_head(), {220, 180, 490, 140}));

    tab = add_tab(tr("Reports on the model"));
    m_reports = add_table(tab, tr("Reports that mention the model"), "model.reports",
                          columns_of(report_head(), {140, 160, 160, 180, 90, 120}));
    m_reports->on_activated = [this](const std::string& report) { m_shell.go("reporting", "report/" + report); };
}

void ModelPanel::set_tab(std::size_t tab, const wxString& title, std::size_t count) {
    const wxString text = wxString::Format("%s (%zu)", title, count);
    if (m_tabs->GetPageText(tab) != text)
        m_tabs->SetPageText(tab, text);
}

void ModelPanel::open(int number) {
    if (number != m_presenter.number())
        m_tabs->SetSelection(0);
    m_presenter.open(number);
}

std::string ModelPanel::as_text() const {
    const desktop::TableView* shown[] = {m_views, m_milestones, m_indicators, m_tasks, m_reports};
    const int tab = m_tabs->GetSelection();
    return tab < 0 ? std::string() : shown[tab]->as_text();
}

void ModelPanel::show_page(const ModelPage& page) {
    m_title->SetLabelText(wx(page.title));
    m_title->SetToolTip(wx(page.title));
    m_status->SetLabelText(wx(page.status));
    m_status->SetForegroundColour(desktop::theme().colour(tone_for(page.tone)));
    m_facts->SetLabelText(wx(page.group + " · " + base::tr("Window") + ": " + page.window));
    m_objective->SetLabelText(wx(page.objective));
    m_objective->Wrap(GetClientSize().x - FromDIP(4 * grid));
    m_difference->SetLabelText(
        page.differing == 0
            ? tr("The agencies and the office see it alike")
            : wx(fmt::format(fmt::runtime(base::tr("{} agencies see it otherwise than the office")), page.differing)));
    m_views->set_rows(table_rows(page.views, 5));
    m_gate_head->SetLabelText(page.gates.empty() ? tr("This model waits for no guidance")
                                                 : tr("Guidance that is awaited"));
    m_gates->set_rows(table_rows(page.gates, 3));
    m_gates->Show(!page.gates.empty());
    m_gates->GetParent()->Layout();
    const auto line = std::make_shared<const drawing::GanttChart>(page.time_line);
    m_time_line->show([line](const drawing::Frame& frame) { return drawing::gantt(*line, frame); });
    m_milestones->set_rows(table_rows(page.milestones, 4));
    m_indicators->set_rows(table_rows(page.indicators, 6));
    m_tasks->set_rows(table_rows(page.tasks, 3));
    m_reports->set_rows(table_rows(page.reports, -1));
    set_tab(1, tr("Milestones"), page.milestones.size());
    set_tab(2, tr("Indicators"), page.indicators.size());
    set_tab(3, tr("Tasks"), page.tasks.size());
    if (page.history_read)
        set_tab(4, tr("Reports on the model"), page.reports.size());
    else
        m_tabs->SetPageText(4, tr("Reports are being read…"));
    Layout();
    m_shell.update_commands();
}

void ModelPanel::show_history(const drawing::LineChart& chart) {
    const auto history = std::make_shared<const drawing::LineChart>(chart);
    m_history->show([history](const drawing::Frame& frame) { return drawing::line_history(*history, frame); });
}

void ModelPanel::show_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

} // namespace canbo::progress::ui
