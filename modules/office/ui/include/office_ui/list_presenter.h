#pragma once

#include "desktop/background.h"
#include "reporting/desk.h"

#include <functional>
#include <string>
#include <vector>

namespace canbo::office_ui {

/// One row as it is listed: whatever it is about.
struct ListRow {
    std::string key;
    std::vector<std::string> cells; ///< In the chosen language, one per column.
    enum class Mark { None, Good, Warn, Bad, Muted } mark{Mark::None};
    int marked_cell{-1};
};

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

protected:
    using Rows = Result<std::vector<ListRow>>;
    /// Work for the worker; it must not touch this presenter, which may be gone by then.
    virtual std::function<Rows()> reader() const = 0;
    /// Does something in the background, then says so, calls `then` and reads the list again.
    void change(std::function<Result<void>()> work, std::string done, std::function<void()> then = {});

    ListPageView& m_view;
    desktop::Background& m_background;

private:
    void show();

    std::vector<ListRow> m_rows;
    std::string m_text;

protected:
    desktop::Waiter m_waiter;
};

} // namespace canbo::office_ui
