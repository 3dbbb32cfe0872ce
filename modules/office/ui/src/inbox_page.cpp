#include "base/text.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "pages.h"

#include <fmt/format.h>

namespace canbo::office_ui {

using desktop::grid;
using desktop::tr;

InboxPage::InboxPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : wxPanel(parent), m_shell(shell), m_may_decide(parts.desk.person.may(people::Permission::DecideReport)),
      m_presenter(*this, shell.background(), parts.desk, parts.renderer, [&shell] { shell.network().sync_now(); }) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* bar = new wxBoxSizer(wxHORIZONTAL);
    wxArrayString filters;
    for (const char* name : {base::msgid("Waiting for a decision"), base::msgid("Returned"), base::msgid("Accepted"),
                             base::msgid("All reports")})
        filters.Add(tr(name));
    m_filter = desktop::make_choice(this, tr("Which reports"), "inbox.filter", filters);
    m_filter->SetSelection(0);
    m_filter->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { apply_filter(); });
    m_search = desktop::make_search(this, tr("Search agency or period"), "inbox.search", [this] { apply_filter(); });
    m_count = desktop::make_text(this, {}, desktop::TextSize::Caption);
    const auto flags = wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid));
    bar->Add(m_filter, flags);
    bar->Add(m_search, flags);
    bar->Add(m_count, flags);

    auto* split = new wxSplitterWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxSP_LIVE_UPDATE);
    auto* left = new wxPanel(split);
    m_table = new desktop::TableView(left, tr("Reports received"), "inbox.reports",
                                     {{"agency", tr("Agency"), 220},
                                      {"period", tr("Period"), 110},
                                      {"state", tr("State"), 120},
                                      {"received", tr("Received at"), 130},
                                      {"late", tr("Deadline"), 70},
                                      {"version", tr("Version"), 60, true}},
                                     &shell.settings(), true);
    m_table->on_selected = [this] {
        m_shell.update_commands();
        show_count();
        if (const auto id = m_table->selected(); id != m_shown)
            show_report(id);
    };
    m_empty = new desktop::EmptyState(left, "check", tr("No report here"),
                                      tr("What the agencies send appears here by itself. Choose another kind above, or "
                                         "look under Who reported for what is missing."));
    auto* list = new wxBoxSizer(wxVERTICAL);
    list->Add(m_table, wxSizerFlags(1).Expand());
    list->Add(m_empty, wxSizerFlags(1).Expand());
    left->SetSizer(list);
    m_empty->Hide();
    m_pdf = new desktop::PdfView(split, shell.background());
    split->SplitVertically(left, m_pdf);
    split->SetMinimumPaneSize(FromDIP(240));
    split->SetSashGravity(0.5); // takes hold only once the window has its size: until then the sash is set
    split->Bind(wxEVT_SIZE, [split, placed = false](wxSizeEvent& event) mutable {
        if (!placed && event.GetSize().x > split->FromDIP(600)) {
            placed = true;
            // Afterwards: the splitter's own handler would move the sash once more by its share of what was gained.
            split->CallAfter([split] { split->SetSashPosition(split->GetClientSize().x / 2); });
        }
        event.Skip();
    });

    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(bar, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    column->Add(split, wxSizerFlags(1).Expand());
    m_remark = desktop::make_area(this, tr("Remark to the agency (needed to return a report)"), "inbox.remark", 2);
    m_remark->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { m_shell.update_commands(); });
    m_kept_remark.emplace(*m_remark);
    auto* remark = desktop::labelled(this, tr("Remark to the agency (needed to return a report)"), m_remark);
    column->Add(remark, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    SetSizer(column);
    if (!m_may_decide)
        column->Hide(remark);
}

bool InboxPage::can_decide() const { return m_may_decide && !m_table->selection().empty(); }

void InboxPage::accept() { m_presenter.accept(m_table->selection()); }

void InboxPage::give_back() {
    const std::string remark = desktop::utf8(m_remark->GetValue());
    if (base::trim(remark).empty()) {
        m_remark->SetFocus();
        show_problem({ErrorCode::InvalidInput, "A report is returned with a remark that says why", {}, {}});
        return;
    }
    m_returning = m_kept_remark->form();
    m_presenter.give_back(m_table->selection(), remark);
}

void InboxPage::find() {
    m_search->SetFocus();
    m_search->SelectAll();
}

void InboxPage::apply_filter() {
    m_presenter.filter(static_cast<InboxPresenter::Filter>(m_filter->GetSelection()),
                       desktop::utf8(m_search->GetValue()));
}

void InboxPage::show_rows(const std::vector<InboxRow>& rows, std::size_t all) {
    std::vector<desktop::TableRow> shown;
    for (const auto& row : rows)
        shown.push_back({row.id,
                         {row.agency, row.period, row.state, row.received, row.late, row.version},
                         row.returned ? desktop::Tone::Warn
                         : row.waits  ? desktop::Tone::Info
                                      : desktop::Tone::Good,
                         2});
    m_table->set_rows(std::move(shown));
    m_table->Show(!rows.empty());
    m_empty->Show(rows.empty());
    m_table->GetParent()->Layout();
    m_rows = rows.size();
    m_all = all;
    if (!m_wanted.empty()) {
        m_table->select(m_wanted);
        m_wanted.clear();
    } else if (m_table->selected().empty() && !rows.empty()) {
        m_table->select(rows.front().id);
    }
    if (const auto id = m_table->selected(); id != m_shown)
        show_report(id);
    show_count();
    Layout();
    m_shell.update_commands();
}

/// The remark is about this report: words for one agency never stand at another one's.
void InboxPage::show_report(const std::string& id) {
    m_shown = id;
    m_kept_remark->show("inbox.remark." + id);
    m_presenter.preview(id);
}

void InboxPage::show_count() {
    std::string text = fmt::format(fmt::runtime(base::tr("{} of {} reports")), m_rows, m_all);
    if (const auto chosen = m_table->selection().size(); chosen > 1)
        text += " · " + fmt::format(fmt::runtime(base::tr("{} chosen")), chosen);
    m_count->SetLabel(desktop::wx(text));
    m_count->GetContainingSizer()->Layout();
}

void InboxPage::show_outcome(const Outcome& outcome) {
    m_shell.notify(notice_of(outcome));
    const std::string returned = std::exchange(m_returning, {});
    if (!returned.empty() && outcome.refused == 0) { // else it may be returned with the same words
        m_kept_remark->done(returned);
        m_shell.update_commands();
    }
}

void InboxPage::show_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

} // namespace canbo::office_ui
