#include "desktop/list_page.h"

#include "base/file.h"
#include "base/translation.h"
#include "desktop/native.h"
#include "desktop/save_file.h"
#include "desktop/text.h"

#include <fmt/format.h>
#include <wx/dialog.h>
#include <wx/wrapsizer.h>

namespace canbo::desktop {
namespace {

Tone tone_of(ListRow::Mark mark) {
    switch (mark) {
    case ListRow::Mark::Good:
        return Tone::Good;
    case ListRow::Mark::Warn:
        return Tone::Warn;
    case ListRow::Mark::Bad:
        return Tone::Bad;
    case ListRow::Mark::Muted:
        return Tone::Muted;
    case ListRow::Mark::None:
        break;
    }
    return Tone::Normal;
}

/// What a file would do, row by row; nothing has been done yet.
class ImportDialog final : public wxDialog {
public:
    ImportDialog(wxWindow* parent, const ImportCheck& check)
        : wxDialog(parent, wxID_ANY, tr("Import from CSV"), wxDefaultPosition, wxDefaultSize,
                   wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER) {
        SetName("import");
        SetBackgroundColour(theme().palette().surface);
        auto* column = new wxBoxSizer(wxVERTICAL);
        const std::string said =
            check.good ? fmt::format(fmt::runtime(base::tr("{} rows read, {} of them add or change something. Nothing "
                                                           "has been written yet.")),
                                     check.rows, check.changes.size())
                       : fmt::format(fmt::runtime(base::tr("{} rows cannot be imported. Mend the file; as long as one "
                                                           "row is wrong, none is imported.")),
                                     check.problems.size());
        column->Add(make_wrapped(this, wx(said), 72 * grid, TextSize::Body, check.good ? Tone::Normal : Tone::Bad),
                    wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
        auto* table = new TableView(this, tr("Rows of the file"), "import.rows",
                                    {{"where", tr("Where"), 180}, {"what", tr("What"), 460}});
        std::vector<TableRow> rows;
        for (const auto& [where, what] : check.problems)
            rows.push_back({std::to_string(rows.size()), {where, "✕ " + what}, Tone::Bad, 1});
        for (const auto& change : check.changes)
            rows.push_back({std::to_string(rows.size()), {{}, change}, Tone::Normal, -1});
        table->set_rows(std::move(rows));
        table->SetMinSize(FromDIP(wxSize(84 * grid, 36 * grid)));
        column->Add(table, wxSizerFlags(1).Expand());
        auto* buttons = new wxBoxSizer(wxHORIZONTAL);
        buttons->AddStretchSpacer();
        buttons->Add(make_button(this, tr("Cancel"), "import.cancel", [this] { EndModal(wxID_CANCEL); }));
        auto* good = make_primary(this, tr("Import"), "import.do", [this] { EndModal(wxID_OK); });
        good->Enable(check.good && !check.changes.empty());
        buttons->Add(good, wxSizerFlags().Border(wxLEFT, FromDIP(grid)));
        column->Add(buttons, wxSizerFlags().Expand().Border(wxTOP, FromDIP(2 * grid)));
        auto* outer = new wxBoxSizer(wxVERTICAL);
        outer->Add(column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(2 * grid)));
        SetSizerAndFit(outer);
        CentreOnParent();
    }
};

} // namespace

ListPage::ListPage(wxWindow* parent, Shell& shell, const std::string& id, const wxString& title,
                   std::vector<TableColumn> columns, const wxString& advice)
    : wxPanel(parent), m_shell(shell), m_id(id), m_title(utf8(title)) {
    SetBackgroundColour(theme().palette().surface);
    m_bar = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES); // many buttons on a narrow screen: a second row
    m_search =
        make_search(this, tr("Search"), id + ".search", [this] { presenter().filter(utf8(m_search->GetValue())); });
    m_count = make_text(this, {}, TextSize::Caption);
    m_count->SetMinSize(FromDIP(wxSize(11 * grid, -1)));
    m_bar->Add(m_search, wxSizerFlags().CentreVertical());
    m_bar->Add(m_count, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
    for (const auto& one : columns)
        m_columns.push_back({utf8(one.title), one.right, one.width / 8.0});
    m_table = new TableView(this, title, id + ".rows", std::move(columns), &shell.settings());
    m_table->on_selected = [this] { enable_buttons(); };
    m_empty = new EmptyState(this, "list", tr("Nothing to show here"), advice);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_bar, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    column->Add(m_table, wxSizerFlags(1).Expand());
    column->Add(m_empty, wxSizerFlags(1).Expand());
    SetSizer(column);
    m_empty->Hide();
}

wxButton* ListPage::add_button(const wxString& label, const std::string& id, std::function<void()> run,
                               const std::string& icon, bool chosen) {
    auto* button = make_button(this, label, m_id + "." + id, std::move(run), icon);
    m_bar->Add(button, wxSizerFlags().CentreVertical().Border(wxRIGHT | wxTOP | wxBOTTOM, FromDIP(grid / 2)));
    if (chosen) {
        button->Disable();
        m_for_chosen.push_back(button);
    }
    return button;
}

void ListPage::add_export(const std::string& file, WriteBook write) {
    add_button(
        tr("Export"), "export", [this, file, write = std::move(write)] { ask_export(file, write); }, "xlsx");
}

void ListPage::ask_export(const std::string& file, const WriteBook& write) {
    if (const auto path = ask_save_file(this, tr("Export"), file, "XLSX (*.xlsx)|*.xlsx"))
        presenter().write_to(m_title, m_columns, *path, write);
}

void ListPage::enable_buttons() {
    const bool chosen = !selected().empty();
    for (auto* button : m_for_chosen)
        button->Enable(chosen);
}

std::optional<std::string> ListPage::pick_file(const wxString& title) {
    wxFileDialog dialog(this, title, {}, {}, "CSV (*.csv)|*.csv", wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (dialog.ShowModal() != wxID_OK)
        return std::nullopt;
    auto text = base::read_file(utf8(dialog.GetPath()), 10'000'000);
    if (!text) {
        show_problem(text.error());
        return std::nullopt;
    }
    return std::move(*text);
}

void ListPage::show_rows(const std::vector<ListRow>& rows, std::size_t all) {
    std::vector<TableRow> shown;
    for (const auto& row : rows)
        shown.push_back({row.key, row.cells, tone_of(row.mark), row.marked_cell});
    m_table->set_rows(std::move(shown));
    m_table->Show(!rows.empty());
    m_empty->Show(rows.empty());
    m_count->SetLabelText(wx(fmt::format(fmt::runtime(base::tr("{} of {}")), rows.size(), all)));
    enable_buttons();
    Layout();
}

void ListPage::show_import(const ImportCheck& check) {
    if (ImportDialog(wxGetTopLevelParent(this), check).ShowModal() == wxID_OK)
        import();
}

void ListPage::show_done(const std::string& sentence) { m_shell.notify({Tone::Good, sentence, {}, {}, {}}); }

} // namespace canbo::desktop
