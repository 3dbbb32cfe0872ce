#include "completion_panel.h"

#include "desktop/native.h"
#include "desktop/text.h"
#include "training_ui/workspace.h"

#include <wx/filedlg.h>

namespace canbo::training::ui {

using desktop::grid;
using desktop::tr;
using desktop::wx;

CompletionPanel::CompletionPanel(wxWindow* parent, desktop::Shell& shell, CompletionParts parts)
    : WorkspacePanel(parent), m_shell(shell), m_presenter(*this, std::move(parts), shell.background()) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* bar = new wxBoxSizer(wxHORIZONTAL);
    m_search = desktop::make_search(this, tr("Search agencies and courses"), "completion.search",
                                    [this] { m_presenter.filter(desktop::utf8(m_search->GetValue())); });
    bar->Add(m_search, wxSizerFlags(1).CentreVertical().Border(wxRIGHT, FromDIP(2 * grid)));
    m_summary = desktop::make_text(this, {}, desktop::TextSize::Strong);
    desktop::set_accessible(m_summary, tr("Completion"), "completion.summary");
    bar->Add(m_summary, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(2 * grid)));
    bar->Add(desktop::make_button(this, tr("Export"), "completion.export", [this] { ask_export(); }),
             wxSizerFlags().CentreVertical());
    column->Add(bar, wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid)));
    std::vector<desktop::TableColumn> columns{{"agency", tr("Agency"), 90},
                                              {"course", tr("Course"), 330},
                                              {"due", tr("Due"), 100},
                                              {"assigned", tr("Assigned"), 90, true},
                                              {"begun", tr("Begun"), 90, true},
                                              {"completed", tr("Completed"), 100, true},
                                              {"overdue", tr("Overdue"), 90, true},
                                              {"share", tr("Share completed"), 130, true}};
    m_table = new desktop::TableView(this, tr("Completion of courses per agency"), "completion.table",
                                     std::move(columns), &shell.settings());
    column->Add(m_table, wxSizerFlags(1).Expand());
    m_none = new desktop::EmptyState(this, "training", tr("Nothing is assigned"),
                                     tr("The standing office assigns courses under Training."));
    column->Add(m_none, wxSizerFlags(1).Expand());
    m_none->Hide();
    SetSizer(column);
}

void CompletionPanel::show_lines(const std::vector<CompletionLine>& lines, const std::string& summary) {
    std::vector<desktop::TableRow> rows;
    for (const auto& line : lines)
        rows.push_back(
            {line.key,
             {line.agency, line.course, line.due, line.assigned, line.begun, line.completed, line.overdue, line.share},
             line.late ? desktop::Tone::Warn : desktop::Tone::Normal,
             6});
    const bool none = rows.empty() && m_search->GetValue().empty();
    m_table->set_rows(std::move(rows));
    m_summary->SetLabel(wx(summary));
    desktop::set_accessible(m_summary, wx(summary), "completion.summary");
    m_table->Show(!none);
    m_none->Show(none);
    Layout();
}

void CompletionPanel::show_written(const std::filesystem::path& file) {
    desktop::Notice notice;
    notice.tone = desktop::Tone::Good;
    notice.text = base::tr("The file was written") + ": " + file.string();
    m_shell.notify(std::move(notice));
}

void CompletionPanel::show_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

void CompletionPanel::ask_export() {
    wxFileDialog dialog(this, tr("Export"), {}, "hoan-thanh-khoa-hoc.xlsx", "XLSX (*.xlsx)|*.xlsx",
                        wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (dialog.ShowModal() == wxID_OK)
        m_presenter.export_to(std::filesystem::u8path(desktop::utf8(dialog.GetPath())));
}

void CompletionPanel::add_commands(desktop::CommandTable& commands) {
    const desktop::MenuCommands add(commands, base::msgid("Completion"));
    add("completion.export", base::msgid("Export"), base::msgid("Writes the completion of courses as a spreadsheet"),
        "Ctrl+E", "xlsx", [this] { ask_export(); });
}

desktop::Workspace make_completion_workspace(CompletionParts parts) {
    desktop::Workspace workspace;
    workspace.id = "completion";
    workspace.title = base::msgid("Completion");
    workspace.icon = "people";
    workspace.roles = {people::Role::Focal, people::Role::Leader, people::Role::Office};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new CompletionPanel(parent, shell, parts);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<CompletionPanel&>(panel).add_commands(commands);
    };
    return workspace;
}

} // namespace canbo::training::ui
