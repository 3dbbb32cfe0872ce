#pragma once

#include "desktop/settings.h"
#include "desktop/theme.h"

#include <wx/dataview.h>
#include <wx/panel.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace canbo::desktop {

struct TableColumn {
    std::string id; ///< Stable: its width is remembered under it.
    wxString title;
    int width{120};
    bool right{false}; ///< Numbers.
};

/// One row as it is shown.
struct TableRow {
    std::string key;                ///< What it is, for selection and events; unique.
    std::vector<std::string> cells; ///< UTF-8, one per column.
    Tone tone{Tone::Normal};
    int toned_column{-1}; ///< The column `tone` colours; -1: the whole row when it is Muted, else none.
    bool last{false};     ///< A row of sums: stands at the end however the others are sorted.
};

/// The order a click on a head asks for, by compare_cells; rows alike stay as they came, rows marked `last` stay last.
void sort_rows(std::vector<TableRow>& rows, std::size_t column, bool numbers, bool rising);

/// A native list of rows; only what is on the screen is drawn, so 100,000 rows scroll. UI thread only.
class TableView : public wxPanel {
public:
    /// `id`: place of the table, "inbox.reports". Column widths go to `settings` when it is not null.
    TableView(wxWindow* parent, const wxString& name, const std::string& id, std::vector<TableColumn> columns,
              Settings* settings = nullptr, bool many = false);
    ~TableView() override;

    /// Shows these rows, in the order that a click on a head asked for, if any; what was chosen stays chosen by its
    /// key.
    void set_rows(std::vector<TableRow> rows);
    const std::vector<TableRow>& rows() const;
    /// Key of the first chosen row; empty when none is.
    std::string selected() const;
    std::vector<std::string> selection() const;
    void select(const std::string& key);
    /// The rows as text parted by tabs, with the head: for the clipboard.
    std::string as_text() const;
    void focus();

    std::function<void()> on_selected;
    std::function<void(const std::string& key)> on_activated; ///< Enter or double click.
    std::function<void(std::size_t column)> on_sort;          ///< A click on a head; null: the table sorts its rows.
    std::function<void(const std::string& key)> on_context;   ///< Right click or the menu key.

private:
    class Model;
    void remember_widths();
    /// By that column; once more: the other way round; a third time: as they came.
    void sort_by(std::size_t column);
    void show_rows();

    std::string m_id;
    std::vector<TableColumn> m_columns;
    Settings* m_settings;
    wxObjectDataPtr<Model> m_model;
    wxDataViewCtrl* m_list{nullptr};
    bool m_filling{false};
    std::vector<TableRow> m_unsorted;
    int m_sorted_by{-1};
    bool m_rising{true};
};

} // namespace canbo::desktop
