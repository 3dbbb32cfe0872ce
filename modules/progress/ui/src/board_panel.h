#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "progress_ui/board_presenter.h"

#include <wx/tglbtn.h>

#include <functional>
#include <string>
#include <vector>

namespace canbo::progress::ui {

/// The board: tiles that filter, the filter bar, the table.
class BoardPanel final : public wxPanel, private BoardView {
public:
    BoardPanel(wxWindow* parent, desktop::Shell& shell, ProgressSource& source, WriteXlsx write_xlsx,
               WritePdf write_pdf);

    std::function<void(const std::string& model)> on_open;

    BoardPresenter& presenter() { return m_presenter; }
    std::string selected() const { return m_table->selected(); }
    std::string as_text() const { return m_table->as_text(); }
    void find();
    void focus_table() { m_table->focus(); }

private:
    struct Tile {
        wxToggleButton* button;
        std::string id;
        std::string text; ///< What it shows now: set again only when it changes.
    };
    struct Filter {
        wxChoice* choice;
        std::vector<std::string> keys;
        wxArrayString waiting; ///< Its lines, while only the first one stands in it.
    };
    wxSizer* make_filter_bar();
    void make_tiles(const std::vector<BoardTile>& tiles);
    void fill(Filter& filter, const std::vector<BoardChoice>& choices);
    static void fill_whole(Filter& filter);
    static void choose(Filter& filter, const std::string& key);
    std::string chosen(const Filter& filter) const;
    /// The table, or why it is empty.
    void show_table(bool shown);

    void show_choices(const BoardChoices& choices) override;
    void show_filter(const BoardFilter& filter) override;
    void show_screen(const BoardScreen& screen) override;
    void show_problem(const Error& error) override;
    void show_written(const std::filesystem::path& file) override;

    desktop::Shell& m_shell;
    wxSizer* m_tile_row{nullptr};
    std::vector<Tile> m_tiles;
    wxTextCtrl* m_search{nullptr};
    Filter m_group{}, m_agency{}, m_status{}, m_confidence{};
    wxButton* m_clear{nullptr};
    wxStaticText* m_count{nullptr};
    wxStaticText* m_hint{nullptr};
    desktop::TableView* m_table{nullptr};
    desktop::EmptyState* m_none{nullptr}; ///< Made when first needed.
    BoardPresenter m_presenter;           ///< Last: it calls back into all the others.
};

} // namespace canbo::progress::ui
