#pragma once

#include "progress_ui/board.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace canbo::progress::ui {

using WriteXlsx = std::function<Result<void>(const base::Workbook&, const std::filesystem::path&)>;
using WritePdf = std::function<Result<void>(const base::FormData&, const std::filesystem::path&)>;

/// A number to look at and to filter by.
struct BoardTile {
    std::string id;    ///< "late", "green"
    std::string label; ///< "✕ Late"
    std::size_t count{0};
    bool chosen{false};
    std::optional<Status> status; ///< Empty: a tile of confidence.
};

struct BoardChoice {
    std::string key; ///< Group number, agency code, status or confidence name; empty: all.
    std::string label;
};

/// What the filter bar offers; the same until the catalogue or the agencies change.
struct BoardChoices {
    std::vector<BoardChoice> groups, agencies, statuses, confidences;
};

struct BoardLine {
    std::string key; ///< Number of the model.
    std::vector<std::string> cells;
    Status status{Status::NotStarted};
};

/// Everything that changes on the board, ready to draw.
struct BoardScreen {
    std::vector<BoardTile> tiles;
    std::vector<BoardLine> lines;
    std::string count; ///< "7 of 43 models"
    bool filtered{false};
    std::string hint; ///< What one must know to read the numbers; empty: nothing.
    BoardColumn sorted_by{BoardColumn::Number};
    bool descending{false};
};

class BoardView {
public:
    virtual ~BoardView() = default;
    virtual void show_choices(const BoardChoices& choices) = 0;
    virtual void show_filter(const BoardFilter& filter) = 0; ///< After a tile or "clear" changed it.
    virtual void show_screen(const BoardScreen& screen) = 0;
    virtual void show_problem(const Error& error) = 0;
    virtual void show_written(const std::filesystem::path& file) = 0;
};

/// "Where do we stand": filter, order, counts, export. UI thread only.
class BoardPresenter {
public:
    BoardPresenter(BoardView& view, ProgressSource& source, desktop::Background& background, WriteXlsx write_xlsx,
                   WritePdf write_pdf);

    const BoardFilter& filter() const { return m_filter; }
    void set_text(std::string text);
    void set_group(const std::string& key);
    void set_agency(std::string code);
    void set_status(const std::string& name);
    void set_confidence(const std::string& name);
    /// Chooses by a tile, or takes the choice back.
    void press_tile(const std::string& id);
    void clear_filter();
    /// By that column; the same again turns the order.
    void sort_by(BoardColumn column);

    bool has_rows() const { return !m_shown.empty(); }
    const std::vector<BoardRow>& rows() const { return m_shown; }
    /// The filter in the words of paper; empty without one.
    std::string conditions() const;
    /// What is on screen, into a file; on the worker.
    void export_xlsx(const std::filesystem::path& file);
    void export_pdf(const std::filesystem::path& file);

private:
    void source_changed();
    void show();
    std::vector<BoardTile> tiles() const;
    std::string hint() const;
    template <class Write>
    void write(Write write, const std::filesystem::path& file);

    BoardView& m_view;
    ProgressSource& m_source;
    desktop::Background& m_background;
    WriteXlsx m_write_xlsx;
    WritePdf m_write_pdf;
    BoardFilter m_filter;
    BoardColumn m_column{BoardColumn::Number};
    bool m_descending{false};
    std::vector<BoardRow> m_all;
    std::vector<BoardRow> m_shown;
    desktop::Subscription m_changed;
    desktop::Waiter m_waiter;
};

} // namespace canbo::progress::ui
