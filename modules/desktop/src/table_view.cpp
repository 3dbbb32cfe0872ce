#include "desktop/table_view.h"

#include "desktop/compare_cells.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "native_list.h"

#include <wx/sizer.h>

#include <algorithm>
#include <unordered_map>

namespace canbo::desktop {

void sort_rows(std::vector<TableRow>& rows, std::size_t column, bool numbers, bool rising) {
    const auto cell = [column](const TableRow& row) {
        return column < row.cells.size() ? row.cells[column] : std::string();
    };
    const auto sums = std::stable_partition(rows.begin(), rows.end(), [](const TableRow& row) { return !row.last; });
    std::stable_sort(rows.begin(), sums, [&](const TableRow& a, const TableRow& b) {
        const int order = compare_cells(cell(a), cell(b), numbers);
        return rising ? order < 0 : order > 0;
    });
}

class TableView::Model final : public wxDataViewVirtualListModel {
public:
    explicit Model(std::size_t columns) : m_columns(columns) {}

    unsigned int GetColumnCount() const override { return static_cast<unsigned int>(m_columns); }
    wxString GetColumnType(unsigned int) const override { return "string"; }
    void GetValueByRow(wxVariant& value, unsigned int row, unsigned int column) const override {
        value = row < rows.size() && column < rows[row].cells.size() ? wx(rows[row].cells[column]) : wxString();
    }
    bool SetValueByRow(const wxVariant&, unsigned int, unsigned int) override { return false; }
    bool GetAttrByRow(unsigned int row, unsigned int column, wxDataViewItemAttr& look) const override {
        if (row >= rows.size())
            return false;
        const TableRow& shown = rows[row];
        const bool whole = shown.toned_column < 0 && shown.tone == Tone::Muted;
        if (!whole && shown.toned_column != static_cast<int>(column))
            return false;
        look.SetColour(theme().colour(shown.tone));
        return true;
    }

    std::vector<TableRow> rows;

private:
    std::size_t m_columns;
};

TableView::TableView(wxWindow* parent, const wxString& name, const std::string& id, std::vector<TableColumn> columns,
                     Settings* settings, bool many)
    : wxPanel(parent), m_id(id), m_columns(std::move(columns)), m_settings(settings),
      m_model(new Model(m_columns.size())) {
    long style = wxDV_ROW_LINES | wxBORDER_NONE;
    if (many)
        style |= wxDV_MULTIPLE;
    m_list = new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, style);
    m_list->AssociateModel(m_model.get());
    unsigned int at = 0;
    const wxFont head = GetFont().Bold();
    for (const auto& column : m_columns) {
        // A head is never cut off at first, whatever language it is in; a person may still make it narrower.
        int words = 0;
        GetTextExtent(column.title, &words, nullptr, nullptr, nullptr, &head);
        const int fitting = std::max(column.width, ToDIP(words) + 2 * grid);
        const int width = settings != nullptr ? settings->number("width." + id + "." + column.id, fitting) : fitting;
        auto* renderer =
            new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, column.right ? wxALIGN_RIGHT : wxALIGN_LEFT);
        renderer->EnableEllipsize(wxELLIPSIZE_END);
        m_list->AppendColumn(new wxDataViewColumn(column.title, renderer, at++, FromDIP(width),
                                                  column.right ? wxALIGN_RIGHT : wxALIGN_LEFT,
                                                  wxDATAVIEW_COL_RESIZABLE));
    }
    set_accessible(m_list, name, id);
    m_list->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
        if (!m_filling && on_selected)
            on_selected();
    });
    m_list->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent& event) {
        const unsigned row = m_model->GetRow(event.GetItem());
        if (on_activated && row < m_model->rows.size())
            on_activated(std::string(m_model->rows[row].key));
    });
    m_list->Bind(wxEVT_DATAVIEW_COLUMN_HEADER_CLICK, [this](wxDataViewEvent& event) {
        if (event.GetColumn() < 0)
            return;
        const auto column = static_cast<std::size_t>(event.GetColumn());
        if (on_sort)
            on_sort(column);
        else
            sort_by(column);
    });
    m_list->Bind(wxEVT_DATAVIEW_ITEM_CONTEXT_MENU, [this](wxDataViewEvent&) {
        if (on_context)
            on_context(selected());
    });
    auto* box = new wxBoxSizer(wxVERTICAL);
    box->Add(m_list, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT, FromDIP(grid)));
    SetSizer(box);
}

TableView::~TableView() { remember_widths(); }

void TableView::remember_widths() {
    if (m_settings == nullptr)
        return;
    for (unsigned int i = 0; i < m_columns.size(); ++i)
        if (const int width = m_list->GetColumn(i)->GetWidth(); width > 0)
            m_settings->set("width." + m_id + "." + m_columns[i].id, ToDIP(width));
}

void TableView::set_rows(std::vector<TableRow> rows) {
    m_unsorted = std::move(rows);
    show_rows();
}

void TableView::sort_by(std::size_t column) {
    const int at = static_cast<int>(column);
    if (m_sorted_by != at) {
        m_sorted_by = at;
        m_rising = true;
    } else if (m_rising) {
        m_rising = false;
    } else {
        m_sorted_by = -1;
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const char* mark = static_cast<int>(i) != m_sorted_by ? "" : m_rising ? " ▲" : " ▼";
        m_list->GetColumn(static_cast<unsigned>(i))->SetTitle(m_columns[i].title + wxString::FromUTF8(mark));
    }
    show_rows();
}

void TableView::show_rows() {
    const std::string chosen = selected();
    m_filling = true;
    m_model->rows = m_unsorted;
    if (m_sorted_by >= 0) {
        const auto at = static_cast<std::size_t>(m_sorted_by);
        sort_rows(m_model->rows, at, m_columns[at].right, m_rising);
    }
    m_model->Reset(static_cast<unsigned int>(m_model->rows.size()));
    if (!chosen.empty())
        select(chosen);
    m_filling = false;
}

const std::vector<TableRow>& TableView::rows() const { return m_model->rows; }

std::string TableView::selected() const {
    const auto keys = selection();
    return keys.empty() ? std::string() : keys.front();
}

std::vector<std::string> TableView::selection() const {
    wxDataViewItemArray items;
    m_list->GetSelections(items);
    std::vector<std::string> keys;
    for (const auto& item : items)
        if (const unsigned row = m_model->GetRow(item); row < m_model->rows.size())
            keys.push_back(m_model->rows[row].key);
    return keys;
}

void TableView::select(const std::string& key) {
    const bool was = std::exchange(m_filling, true);
    m_list->UnselectAll();
    for (unsigned int row = 0; row < m_model->rows.size(); ++row)
        if (m_model->rows[row].key == key) {
            const auto item = m_model->GetItem(row);
            m_list->SetCurrentItem(item);
            m_list->Select(item);
            show_row(m_list, row);
            break;
        }
    m_filling = was;
}

std::string TableView::as_text() const {
    std::string text;
    const auto add_row = [&text](const auto& cells, auto&& cell_text) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            text += (i == 0 ? "" : "\t") + cell_text(cells[i]);
        text += "\n";
    };
    add_row(m_columns, [](const TableColumn& column) { return utf8(column.title); });
    for (const auto& row : m_model->rows)
        add_row(row.cells, [](const std::string& cell) { return cell; });
    return text;
}

void TableView::focus() { m_list->SetFocus(); }

} // namespace canbo::desktop
