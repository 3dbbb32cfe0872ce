#include "conflict_panel.h"

#include "desktop/text.h"

namespace canbo::reporting::ui {

using namespace desktop;

ConflictPanel::ConflictPanel(wxWindow* parent, Shell& shell, std::function<void(const std::string& id)> keep)
    : wxPanel(parent), m_shell(shell), m_keep(std::move(keep)) {
    SetBackgroundColour(theme().palette().surface);
}

void ConflictPanel::add_version(wxSizer* row, const ConflictVersion& version, bool may_choose) {
    auto* card = new Card(this);
    card->content()->Add(make_wrapped(card, wx(version.title), 60 * grid, TextSize::Strong));
    auto* text = make_area(card, wx(version.title), "report_conflict.text." + version.id, 5);
    text->SetEditable(false);
    m_texts.push_back(text);
    card->content()->Add(text, wxSizerFlags(1).Expand().Border(wxTOP | wxBOTTOM, FromDIP(grid)));
    auto* button = make_button(
        card, tr("Keep this version"), "report_conflict.keep." + version.id, [this, id = version.id] { m_keep(id); },
        "accept");
    button->Enable(may_choose);
    card->content()->Add(button);
    row->Add(card, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(grid)));
}

void ConflictPanel::show(const std::vector<ReportView>& rivals, const progress::Catalogue& catalogue, bool may_choose) {
    Freeze();
    DestroyChildren();
    m_texts.clear();
    m_rows = conflict_rows(rivals, catalogue);
    const auto versions = conflict_versions(rivals);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(make_wrapped(this,
                             tr("People of one agency sent these versions at the same time. Compare them and keep one: "
                                "a new draft begins from it, and no version is lost."),
                             110 * grid),
                wxSizerFlags().Border(wxALL, FromDIP(2 * grid)));
    std::vector<TableColumn> columns{{"differs", tr("Differs"), 100}, {"field", tr("Field"), 320}};
    for (std::size_t i = 0; i < versions.size(); ++i)
        columns.push_back({"version" + std::to_string(i), wx(versions[i].title), 340});
    m_table = new TableView(this, tr("Fields of both versions"), "report_conflict.fields", std::move(columns),
                            &m_shell.settings());
    std::vector<TableRow> rows;
    for (const auto& field : m_rows) {
        TableRow row{field.path, {field.differs ? "≠ " + base::tr("differs") : std::string("="), field.title}};
        row.cells.insert(row.cells.end(), field.values.begin(), field.values.end());
        row.tone = field.differs ? Tone::Warn : Tone::Muted;
        row.toned_column = field.differs ? 0 : -1;
        rows.push_back(std::move(row));
    }
    m_table->set_rows(std::move(rows));
    m_table->on_selected = [this] { show_chosen(); };
    column->Add(m_table, wxSizerFlags(3).Expand());
    auto* texts = new wxBoxSizer(wxHORIZONTAL);
    for (const auto& version : versions)
        add_version(texts, version, may_choose);
    column->Add(texts, wxSizerFlags(2).Expand());
    SetSizer(column);
    if (!m_rows.empty())
        m_table->select(m_rows.front().path);
    show_chosen();
    Layout();
    Thaw();
}

void ConflictPanel::show_chosen() {
    const std::string chosen = m_table->selected();
    for (const auto& row : m_rows)
        for (std::size_t i = 0; row.path == chosen && i < m_texts.size(); ++i)
            m_texts[i]->ChangeValue(wx(row.values[i]));
}

} // namespace canbo::reporting::ui
