#include "plan_panel.h"

#include "desktop/native.h"
#include "desktop/text.h"
#include "page_parts.h"

#include <fmt/format.h>
#include <wx/statline.h>

namespace canbo::progress::ui {

using desktop::grid;
using desktop::tr;
using desktop::wx;

namespace {
constexpr int pause_ms = 1000;
constexpr int date_width = 14 * grid;
constexpr int plan_says_width = 22 * grid;
} // namespace

PlanPanel::PlanPanel(wxWindow* parent, desktop::Shell& shell, ProgressSource& source, ledger::SettingStore& drafts)
    : wxPanel(parent), m_shell(shell), m_pause(this), m_presenter(*this, source, shell.background(), drafts) {
    SetBackgroundColour(desktop::theme().palette().surface);
    SetSizer(new wxBoxSizer(wxVERTICAL));
    make_head();
    m_form = new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL);
    m_form->SetScrollRate(0, FromDIP(2 * grid));
    m_form->SetBackgroundColour(desktop::theme().palette().surface);
    m_form->SetSizer(new wxBoxSizer(wxVERTICAL));
    GetSizer()->Add(m_form, wxSizerFlags(5).Expand());
    m_not_allowed =
        new desktop::EmptyState(this, "lock", tr("Your agency registers no plan for this model"),
                                tr("Plans are registered by the people of an agency that has a task in the model."));
    GetSizer()->Add(m_not_allowed, wxSizerFlags(3).Expand());
    m_not_allowed->Hide();
    GetSizer()->Add(new wxStaticLine(this), wxSizerFlags().Expand()); // what scrolls ends here
    GetSizer()->Add(desktop::make_text(this, tr("Versions registered"), desktop::TextSize::Strong),
                    wxSizerFlags().Border(wxLEFT | wxTOP, FromDIP(2 * grid)));
    m_versions = new desktop::TableView(this, tr("Versions registered"), "plan.versions",
                                        {{"version", tr("Version"), 90},
                                         {"received", tr("Received"), 170},
                                         {"author", tr("Author"), 200},
                                         {"milestones", tr("Milestones"), 120}},
                                        &shell.settings());
    GetSizer()->Add(m_versions, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(grid)));
    Bind(wxEVT_TIMER, [this](wxTimerEvent&) { keep(); });
}

void PlanPanel::make_head() {
    auto* top = new wxBoxSizer(wxHORIZONTAL);
    const auto leave = [this] {
        flush();
        if (on_leave)
            on_leave(m_presenter.number());
    };
    top->Add(desktop::make_flat(this, tr("Back to the model"), "plan.back", leave, "back"),
             wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid)));
    m_title = new wxStaticText(this, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(desktop::theme().font(desktop::TextSize::Heading));
    m_title->SetForegroundColour(desktop::theme().palette().text);
    top->Add(m_title, wxSizerFlags(1).CentreVertical());
    m_draft = desktop::make_text(this, tr("Typed and kept on this desk, not yet sent"), desktop::TextSize::Caption);
    top->Add(m_draft, wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(grid)));
    m_discard = desktop::make_button(this, tr("Throw the draft away"), "plan.discard", [this] {
        m_pause.Stop();
        m_presenter.discard();
    });
    top->Add(m_discard, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid)));
    m_submit = desktop::make_primary(
        this, tr("Submit the plan"), "plan.submit",
        [this] {
            keep();
            m_presenter.submit();
        },
        "send");
    top->Add(m_submit, wxSizerFlags().CentreVertical());
    GetSizer()->Add(top, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT, FromDIP(2 * grid)));
    m_facts = desktop::make_text(this, {}, desktop::TextSize::Body, desktop::Tone::Muted);
    GetSizer()->Add(m_facts, wxSizerFlags().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
}

wxTextCtrl* PlanPanel::field(const wxString& name, const std::string& where, const std::string& value, int width,
                             bool several) {
    auto* made = several ? desktop::make_area(m_form, name, "plan." + where, 3)
                         : desktop::make_entry(m_form, name, "plan." + where);
    if (!several)
        made->SetMinSize(FromDIP(wxSize(width, -1)));
    made->ChangeValue(wx(value));
    made->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { typed_something(); });
    made->Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
        event.Skip();
        CallAfter([this] { keep(); });
    });
    return made;
}

wxStaticText* PlanPanel::issue_line(const std::string& where) {
    auto* line = desktop::make_text(m_form, {}, desktop::TextSize::Caption, desktop::Tone::Bad);
    line->SetName("plan.issue." + where);
    line->Hide();
    m_issue_lines[where] = line;
    return line;
}

wxSizer* PlanPanel::milestone_rows(const PlanFields& fields) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto gap = wxSizerFlags().Border(wxRIGHT, FromDIP(grid));
    for (std::size_t i = 0; i < fields.milestones.size(); ++i) {
        const auto& typed = fields.milestones[i];
        const std::string where = fmt::format("milestones[{}]", i);
        MilestoneRow row{typed.id, field(tr("Milestone"), where + ".name", typed.name, 40 * grid),
                         field(tr("Start"), where + ".from", typed.from, date_width),
                         field(tr("Due"), where + ".due", typed.due, date_width),
                         field(tr("Responsible"), where + ".responsible", typed.responsible, 24 * grid)};
        row.from->SetHint("dd/mm/yyyy");
        row.due->SetHint("dd/mm/yyyy");
        auto* line = new wxBoxSizer(wxHORIZONTAL);
        line->Add(desktop::labelled(m_form, tr("Milestone"), row.name), wxSizerFlags(3).Border(wxRIGHT, FromDIP(grid)));
        line->Add(desktop::labelled(m_form, tr("Start"), row.from), gap);
        line->Add(desktop::labelled(m_form, tr("Due"), row.due), gap);
        line->Add(desktop::labelled(m_form, tr("Responsible"), row.responsible),
                  wxSizerFlags(2).Border(wxRIGHT, FromDIP(grid)));
        line->Add(desktop::make_flat(
                      m_form, tr("Remove"), "plan." + where + ".remove",
                      [this, i] {
                          keep();
                          CallAfter([this, i] { m_presenter.remove_milestone(i); });
                      },
                      "delete"),
                  wxSizerFlags().Bottom());
        column->Add(line, wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
        column->Add(issue_line(where), wxSizerFlags().Border(wxTOP, FromDIP(2)));
        m_milestones.push_back(std::move(row));
    }
    column->Add(issue_line("milestones"), wxSizerFlags().Border(wxTOP, FromDIP(2)));
    column->Add(desktop::make_button(
                    m_form, tr("Add a milestone"), "plan.add-milestone",
                    [this] {
                        keep();
                        CallAfter([this] { m_presenter.add_milestone(); });
                    },
                    "add"),
                wxSizerFlags().Border(wxTOP, FromDIP(grid)));
    return column;
}

wxSizer* PlanPanel::goal_rows(const PlanPage& page, const PlanFields& fields) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    for (std::size_t i = 0; i < fields.goals.size() && i < page.goals.size(); ++i) {
        const auto& typed = fields.goals[i];
        const auto& about = page.goals[i];
        const std::string where = fmt::format("goals[{}]", i);
        GoalRow row{typed.code, field(wx(about.name), where + ".target", typed.target, date_width),
                    field(tr("Due"), where + ".due", typed.due, date_width)};
        row.due->SetHint("dd/mm/yyyy");
        auto* line = new wxBoxSizer(wxHORIZONTAL);
        auto* name = new wxStaticText(m_form, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
        name->SetLabelText(wx(about.name));
        name->SetToolTip(wx(about.name));
        name->SetForegroundColour(desktop::theme().palette().text);
        line->Add(name, wxSizerFlags(1).Bottom().Border(wxRIGHT | wxBOTTOM, FromDIP(grid)));
        line->Add(desktop::labelled(m_form, tr("Target") + " (" + wx(about.unit) + ")", row.target),
                  wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
        line->Add(desktop::labelled(m_form, tr("Due"), row.due), wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
        auto* of_the_plan =
            desktop::make_text(m_form, tr("The plan says") + ": " + wx(about.of_the_plan), desktop::TextSize::Caption);
        of_the_plan->SetMinSize(FromDIP(wxSize(plan_says_width, -1))); // fields stand in columns
        line->Add(of_the_plan, wxSizerFlags().Bottom().Border(wxBOTTOM, FromDIP(grid)));
        column->Add(line, wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
        column->Add(issue_line(where), wxSizerFlags().Border(wxTOP, FromDIP(2)));
        m_goals.push_back(std::move(row));
    }
    return column;
}

void PlanPanel::build_form(const PlanPage& page, const PlanFields& fields) {
    m_form->DestroyChildren();
    m_milestones.clear();
    m_goals.clear();
    m_issue_lines.clear();
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto head = [&](const wxString& text) {
        column->Add(desktop::make_text(m_form, text, desktop::TextSize::Heading),
                    wxSizerFlags().Border(wxTOP, FromDIP(2 * grid)));
    };
    head(tr("Milestones"));
    column->Add(milestone_rows(fields), wxSizerFlags().Expand());
    if (!page.goals.empty()) {
        head(tr("Indicators and targets"));
        column->Add(goal_rows(page, fields), wxSizerFlags().Expand());
    }
    head(tr("Who answers for it"));
    m_people = field(tr("By office, one a line"), "people", fields.people, 0, true);
    column->Add(desktop::labelled(m_form, tr("By office, one a line"), m_people),
                wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
    column->Add(issue_line("people"), wxSizerFlags().Border(wxTOP, FromDIP(2)));
    m_note = field(tr("Note"), "note", fields.note, 0, true);
    column->Add(desktop::labelled(m_form, tr("Note"), m_note), wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
    column->Add(issue_line("model"), wxSizerFlags().Border(wxTOP, FromDIP(grid)));
    auto* outer = new wxBoxSizer(wxVERTICAL);
    outer->Add(column, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    m_form->SetSizer(outer);
    m_form->FitInside();
}

PlanFields PlanPanel::typed() const {
    PlanFields fields;
    const auto text = [](const wxTextCtrl* control) { return desktop::utf8(control->GetValue()); };
    for (const auto& row : m_milestones)
        fields.milestones.push_back({row.id, text(row.name), text(row.from), text(row.due), text(row.responsible)});
    for (const auto& row : m_goals)
        fields.goals.push_back({row.code, text(row.target), text(row.due)});
    fields.people = m_people != nullptr ? text(m_people) : std::string();
    fields.note = m_note != nullptr ? text(m_note) : std::string();
    return fields;
}

void PlanPanel::typed_something() { m_pause.StartOnce(pause_ms); }

void PlanPanel::keep() {
    m_pause.Stop();
    if (m_people == nullptr)
        return;
    m_presenter.edited(typed());
    show_buttons();
}

void PlanPanel::flush() {
    m_pause.Stop();
    if (m_people != nullptr)
        m_presenter.flush(typed());
}

void PlanPanel::show_buttons() {
    const bool draft = m_presenter.has_draft();
    if (m_draft->IsShown() != draft) {
        m_draft->Show(draft);
        m_discard->Show(draft);
        Layout();
    }
}

void PlanPanel::show_plan(const PlanPage& page, const PlanFields& fields) {
    show_versions(page);
    m_form->Show(page.allowed);
    m_not_allowed->Show(!page.allowed);
    m_submit->Show(page.allowed);
    if (page.allowed)
        build_form(page, fields);
    m_draft->Show(page.from_draft);
    m_discard->Show(page.from_draft);
    Layout();
    m_shell.update_commands();
}

void PlanPanel::show_versions(const PlanPage& page) {
    m_title->SetLabelText(wx(page.title));
    m_title->SetToolTip(wx(page.title));
    m_facts->SetLabelText(wx(page.agency + " · " + base::tr("Window") + ": " + page.window));
    std::vector<desktop::TableRow> rows;
    for (const auto& version : page.versions)
        rows.push_back({version.front(), version});
    m_versions->set_rows(std::move(rows));
}

void PlanPanel::show_issues(const std::vector<FieldIssue>& issues) {
    std::map<std::string, std::pair<wxString, bool>> said;
    for (const auto& issue : issues) {
        const std::string row = issue.where.substr(0, issue.where.find('.'));
        auto& [text, error] = said[row == "indicators" ? "model" : row];
        text += (text.empty() ? "" : "\n") + wx((issue.error ? "✕ " : "▲ ") + issue.sentence);
        error = error || issue.error;
    }
    for (const auto& [where, line] : m_issue_lines) {
        const auto found = said.find(where);
        line->Show(found != said.end());
        if (found == said.end())
            continue;
        line->SetForegroundColour(
            desktop::theme().colour(found->second.second ? desktop::Tone::Bad : desktop::Tone::Warn));
        line->SetLabelText(found->second.first);
    }
    m_form->FitInside();
    m_form->Layout();
    show_buttons();
}

void PlanPanel::show_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

void PlanPanel::show_submitted(int model) {
    desktop::Notice notice;
    notice.tone = desktop::Tone::Good;
    notice.text = base::tr("The plan waits in the outbox and is sent by itself");
    m_shell.notify(std::move(notice));
    m_shell.network().sync_now();
    if (on_leave)
        on_leave(model);
}

} // namespace canbo::progress::ui
