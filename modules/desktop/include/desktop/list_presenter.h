#pragma once

#include "base/result.h"
#include "base/workbook.h"
#include "desktop/background.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace canbo::desktop {

/// One row as it is listed: whatever it is about.
struct ListRow {
    std::string key;
    std::vector<std::string> cells; ///< In the chosen language, one per column.
    enum class Mark { None, Good, Warn, Bad, Muted } mark{Mark::None};
    int marked_cell{-1};
};

struct ListColumn {
    std::string title;
    bool number{false};
    double width{12}; ///< Characters.
};
/// A list as a sheet. In a column of numbers a cell that is one ("3", "86,7", "40 %") becomes one.
base::Sheet sheet_of(const std::string& name, const std::vector<ListColumn>& columns, const std::vector<ListRow>& rows);
/// Writes a workbook as XLSX.
using WriteBook = std::function<Result<void>(const base::Workbook& book, const std::filesystem::path& file)>;

/// What a file would do, before it does it.
struct ImportCheck {
    std::size_t rows{0};
    std::vector<std::string> changes;                          ///< One sentence a row that adds or changes something.
    std::vector<std::pair<std::string, std::string>> problems; ///< Where, and what.
    bool good{false};                                          ///< Nothing is wrong: it may be imported.
};

class ListPageView {
public:
    virtual ~ListPageView() = default;
    /// `all`: how many there are without the filter.
    virtual void show_rows(const std::vector<ListRow>& rows, std::size_t all) = 0;
    virtual void show_import(const ImportCheck& check) = 0;
    virtual void show_done(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// A list that is read in the background and filtered as one types, without diacritics. UI thread only.
class ListPresenter {
public:
    ListPresenter(ListPageView& view, desktop::Background& background) : m_view(view), m_background(background) {}
    virtual ~ListPresenter() = default;

    void load();
    void filter(std::string text);
    /// Writes what is shown now.
    void write_to(const std::string& title, const std::vector<ListColumn>& columns, std::filesystem::path file,
                  WriteBook write);

protected:
    using Rows = Result<std::vector<ListRow>>;
    /// Work for the worker; it must not touch this presenter, which may be gone by then.
    virtual std::function<Rows()> reader() const = 0;
    /// Does something in the background, then says so, calls `then` and `done` and reads the list again; where it
    /// fails, only that is said.
    void change(std::function<Result<void>()> work, std::string said, std::function<void()> then = {},
                std::function<void()> done = {});

    ListPageView& m_view;
    desktop::Background& m_background;

private:
    void show();
    std::vector<ListRow> shown() const;

    std::vector<ListRow> m_rows;
    std::string m_text;

protected:
    desktop::Waiter m_waiter;
};

} // namespace canbo::desktop
