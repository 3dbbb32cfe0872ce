#include "outbox_page.h"

#include "desktop/text.h"

namespace canbo::desktop {

OutboxPage::OutboxPage(wxWindow* parent, Shell& shell, Database& database, ledger::Outbox& outbox,
                       OutboxPresenter::KindTitle kind_title)
    : WorkspacePanel(parent), m_shell(shell),
      m_presenter(*this, shell.background(), database, outbox, std::move(kind_title)) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(make_wrapped(this,
                             tr("What was submitted on this desk and has no receipt from the office yet. Nothing is "
                                "lost while it waits: it is sent by itself when the office can be reached."),
                             100 * grid, TextSize::Body, Tone::Muted),
                wxSizerFlags().Border(wxALL, FromDIP(2 * grid)));
    m_table = new TableView(this, tr("Outbox"), "outbox.items",
                            {{"what", tr("What"), 260},
                             {"since", tr("Since"), 140},
                             {"state", tr("State"), 150},
                             {"tries", tr("Tries"), 70, true},
                             {"next", tr("Next attempt"), 140},
                             {"why", tr("Reason"), 420}},
                            &shell.settings());
    m_empty = new EmptyState(this, "check", tr("Nothing waits to be sent"),
                             tr("Everything submitted on this desk has reached the office."));
    column->Add(m_table, wxSizerFlags(1).Expand());
    column->Add(m_empty, wxSizerFlags(1).Expand());
    SetSizer(column);
    m_table->Hide();
}

void OutboxPage::show_rows(const std::vector<OutboxRow>& rows) {
    std::vector<TableRow> shown;
    for (const auto& row : rows)
        shown.push_back({row.id,
                         {row.what, row.since, row.state, std::to_string(row.tries), row.next, row.why},
                         row.refused ? Tone::Bad : Tone::Normal,
                         row.refused ? 2 : -1});
    m_table->set_rows(std::move(shown));
    m_table->Show(!rows.empty());
    m_empty->Show(rows.empty());
    Layout();
}

void OutboxPage::show_problem(const Error& error) { m_shell.notify(notice_of(error)); }

} // namespace canbo::desktop
