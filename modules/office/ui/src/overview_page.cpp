#include "desktop/text.h"
#include "drawing/summary_chart.h"
#include "pages.h"

namespace canbo::office_ui {
namespace {

drawing::Tone tone_of(progress::Status status) {
    switch (status) {
    case progress::Status::Done:
        return drawing::Tone::Done;
    case progress::Status::OnTrack:
        return drawing::Tone::Good;
    case progress::Status::AtRisk:
        return drawing::Tone::Warning;
    case progress::Status::Late:
        return drawing::Tone::Bad;
    case progress::Status::Waiting:
        return drawing::Tone::Waiting;
    case progress::Status::NotStarted:
        break;
    }
    return drawing::Tone::Idle;
}

drawing::Summary summary_of(const Overview& overview) {
    drawing::Summary summary;
    summary.words = {base::tr("Models by status"), {}, base::tr("No model has a status yet")};
    summary.name_heading = base::tr("Status");
    summary.count_heading = base::tr("Models");
    summary.total_name = base::tr("models");
    for (const auto& [status, count] : overview.models)
        summary.parts.push_back({std::string(progress::status_name(status)), base::tr(progress::status_label(status)),
                                 static_cast<double>(count), tone_of(status)});
    return summary;
}

} // namespace

using desktop::grid;
using desktop::tr;

OverviewPage::OverviewPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : wxPanel(parent), m_shell(shell), m_presenter(*this, shell.background(), parts.desk) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_counts = desktop::make_text(this, {}, desktop::TextSize::Heading);
    column->Add(m_counts, wxSizerFlags().Border(wxALL, FromDIP(2 * grid)));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_chart = new desktop::ChartView(this, tr("Models by status"), "overview.status", 260);
    m_chart->on_activated = [this](const std::string&) { m_shell.go("progress", {}); };
    row->Add(m_chart, wxSizerFlags(1).Expand().Border(wxRIGHT, FromDIP(2 * grid)));
    m_late = desktop::make_area(this, tr("Agencies that are late or missing"), "overview.late", 8);
    m_late->SetEditable(false);
    row->Add(desktop::labelled(this, tr("Agencies that are late or missing"), m_late), wxSizerFlags(1).Expand());
    column->Add(row, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT, FromDIP(2 * grid)));
    column->Add(desktop::make_text(this, tr("What waits for guidance, the longest first"), desktop::TextSize::Heading),
                wxSizerFlags().Border(wxALL, FromDIP(2 * grid)));
    m_waits = new desktop::TableView(this, tr("What waits for guidance, the longest first"), "overview.waits",
                                     {{"model", tr("Model"), 60, true},
                                      {"name", tr("Name"), 640},
                                      {"gate", tr("Gate"), 90},
                                      {"days", tr("Days waiting"), 120, true}},
                                     &shell.settings());
    m_waits->on_activated = [this](const std::string& key) {
        m_shell.go("progress", "model/" + key.substr(0, key.find('-')));
    };
    column->Add(m_waits, wxSizerFlags(1).Expand());
    SetSizer(column);
}

void OverviewPage::show_overview(const Overview& overview) {
    m_counts->SetLabelText(desktop::wx(overview.period + " · " + overview.counts));
    m_chart->show(
        [summary = summary_of(overview)](const drawing::Frame& frame) { return drawing::donut(summary, frame); });
    std::string late;
    for (const auto& one : overview.late)
        late += one + "\n";
    m_late->ChangeValue(desktop::wx(late.empty() ? base::tr("Everybody has reported in time") : late));
    std::vector<desktop::TableRow> rows;
    for (const auto& wait : overview.waits)
        rows.push_back({std::to_string(wait.model) + "-" + wait.gate,
                        {std::to_string(wait.model), wait.name, wait.gate, std::to_string(wait.days)},
                        desktop::Tone::Normal,
                        -1});
    m_waits->set_rows(std::move(rows));
    Layout();
}

} // namespace canbo::office_ui
