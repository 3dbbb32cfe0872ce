#include "time_line.h"

#include "base/translation.h"
#include "words.h"

#include <algorithm>

namespace canbo::progress::ui {
namespace {

drawing::GanttWords gantt_words() {
    drawing::GanttWords words;
    words.title = base::tr("Time line");
    words.empty = base::tr("No plan is registered for this model");
    words.label_heading = base::tr("Work");
    words.from_heading = base::tr("Start");
    words.to_heading = base::tr("Due");
    words.milestones_heading = base::tr("Milestones");
    words.waits_heading = base::tr("Waiting");
    words.status_heading = base::tr("Status");
    words.today = base::tr("Today");
    words.window = base::tr("Window");
    words.waiting = base::tr("Waits for guidance");
    words.reached = base::tr("Milestone reached");
    words.ahead = base::tr("Milestone ahead");
    words.late = base::tr("Milestone overdue");
    return words;
}

drawing::GanttRow window_row(const Model& model, const Catalogue& catalogue, const BoardData& data) {
    drawing::GanttRow row;
    row.key = "window";
    row.label = base::tr("Window of the model");
    const Window window = data.plans.window(model, data.today);
    row.from = window.from;
    row.to = window.to;
    const auto* status = data.status(model.number);
    const Status now = status != nullptr ? status->status : Status::NotStarted;
    row.tone = tone_of(now);
    row.status = base::tr(status_label(now));
    for (const auto& gate : model.gates) {
        const auto* opening = data.plans.opening(gate.id);
        row.waits.push_back({wait_since(model, catalogue, data),
                             opening != nullptr ? std::optional(opening->date) : std::nullopt, gate.awaits});
    }
    return row;
}

drawing::GanttRow milestone_row(const MilestoneFacts& facts, const BoardData& data) {
    drawing::GanttRow row;
    row.key = facts.agency + "|" + facts.id;
    row.label = agency_words(data.agencies, facts.agency) + " · " + facts.name;
    if (facts.from) {
        row.from = facts.from;
        row.to = facts.due;
    }
    const Status now = facts.reached            ? Status::Done
                       : facts.waits            ? Status::Waiting
                       : facts.due < data.today ? Status::Late
                                                : Status::OnTrack;
    row.tone = tone_of(now);
    row.status = base::tr(status_label(now));
    row.milestones.push_back({facts.due, facts.name, facts.reached});
    return row;
}

} // namespace

base::Day wait_since(const Model& model, const Catalogue& catalogue, const BoardData& data) {
    const base::Day issued = catalogue.issued.value_or(base::Day{});
    const Window window = data.plans.window(model, data.today);
    return window.from ? std::max(*window.from, issued) : issued;
}

std::vector<MilestoneFacts> milestones_of(const Model& model, const BoardData& data) {
    std::vector<MilestoneFacts> out;
    const auto* status = data.status(model.number);
    for (const auto& agency : data.plans.registered(model.number)) {
        const reporting::StatusLine* line = nullptr;
        if (status != nullptr)
            for (const auto& one : status->lines)
                if (one.agency == agency)
                    line = &one;
        const auto view = line != nullptr && line->said ? line->said->view() : std::nullopt;
        const bool waits = line != nullptr && line->office.status == Status::Waiting;
        for (const auto& m : data.plans.plan(agency, model.number)->plan.milestones) {
            MilestoneFacts facts{agency, m.id, m.name, m.from, m.due, std::nullopt, m.responsible, waits};
            if (view)
                if (const auto done = view->milestones_done.find(m.id); done != view->milestones_done.end())
                    facts.reached = done->second;
            out.push_back(std::move(facts));
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.due < b.due; });
    return out;
}

drawing::GanttChart time_line(const Model& model, const Catalogue& catalogue, const BoardData& data) {
    drawing::GanttChart chart;
    chart.words = gantt_words();
    chart.today = data.today;
    const auto milestones = milestones_of(model, data);
    auto window = window_row(model, catalogue, data);
    if (!milestones.empty() || !window.waits.empty() || (window.from && window.to))
        chart.rows.push_back(std::move(window));
    for (const auto& facts : milestones)
        chart.rows.push_back(milestone_row(facts, data));
    return chart;
}

} // namespace canbo::progress::ui
