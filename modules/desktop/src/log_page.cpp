#include "log_page.h"

#include "desktop/text.h"

#include <fmt/format.h>
#include <wx/clipbrd.h>

namespace canbo::desktop {
namespace {

Tone tone_of(base::LogLevel level) {
    switch (level) {
    case base::LogLevel::Error:
        return Tone::Bad;
    case base::LogLevel::Warning:
        return Tone::Warn;
    case base::LogLevel::Info:
        return Tone::Info;
    case base::LogLevel::Debug:
        break;
    }
    return Tone::Muted;
}

constexpr base::LogLevel levels[] = {base::LogLevel::Debug, base::LogLevel::Warning, base::LogLevel::Error};

} // namespace

LogPage::LogPage(wxWindow* parent, Shell& shell, LogPresenter::Read read)
    : WorkspacePanel(parent), m_shell(shell), m_presenter(*this, std::move(read)) {
    SetBackgroundColour(theme().palette().surface);
    wxArrayString kinds;
    for (const char* name : {base::msgid("Every line"), base::msgid("Warnings and errors"), base::msgid("Errors only")})
        kinds.Add(tr(name));
    m_level = make_choice(this, tr("Which lines"), "log.level", kinds);
    m_level->SetSelection(0);
    m_level->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { apply_filter(); });
    m_search = make_search(this, tr("Search the log"), "log.search", [this] { apply_filter(); });
    m_count = make_text(this, {}, TextSize::Caption);
    auto* bar = new wxBoxSizer(wxHORIZONTAL);
    const auto flags = wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid));
    bar->Add(m_level, flags);
    bar->Add(m_search, flags);
    bar->Add(m_count, wxSizerFlags(1).CentreVertical());
    bar->Add(make_button(
                 this, tr("Read again"), "log.reload", [this] { reload(); }, "refresh"),
             flags);
    bar->Add(make_button(
                 this, tr("Copy the lines"), "log.copy", [this] { copy(); }, "copy"),
             flags);
    bar->Add(make_button(
        this, tr("Copy diagnostics"), "log.diagnostics", [this] { m_shell.commands().run("app.diagnostics"); },
        "copy"));
    m_table =
        new TableView(this, tr("Program's log"), "log.lines",
                      {{"time", tr("When"), 150}, {"level", tr("Weight"), 120}, {"text", tr("What (in English)"), 800}},
                      &shell.settings());
    m_empty = new EmptyState(
        this, "check", tr("No line here"),
        tr("Nothing had to be noted since the program was started, or no line fits what is chosen above."));
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(bar, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    column->Add(m_table, wxSizerFlags(1).Expand());
    column->Add(m_empty, wxSizerFlags(1).Expand());
    SetSizer(column);
    m_empty->Hide();
}

void LogPage::apply_filter() { m_presenter.filter(levels[m_level->GetSelection()], utf8(m_search->GetValue())); }

void LogPage::show_rows(const std::vector<LogRow>& rows, std::size_t all) {
    std::vector<TableRow> shown;
    for (const auto& row : rows)
        shown.push_back({row.key, {row.time, row.level, row.text}, tone_of(row.tone), 1});
    m_table->set_rows(std::move(shown));
    m_table->Show(!rows.empty());
    m_empty->Show(rows.empty());
    m_count->SetLabel(wx(fmt::format(fmt::runtime(base::tr("{} of {}")), rows.size(), all)));
    Layout();
}

void LogPage::copy() {
    const wxClipboardLocker lock;
    if (!lock)
        return;
    wxTheClipboard->SetData(new wxTextDataObject(wx(m_table->as_text())));
    m_shell.notify({Tone::Good, base::tr("The table was copied as text"), {}, {}, {}});
}

} // namespace canbo::desktop
