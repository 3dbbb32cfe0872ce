#include "desktop/list_presenter.h"

#include "base/text.h"
#include "base/translation.h"

#include <algorithm>
#include <cstdlib>

namespace canbo::desktop {
namespace {

constexpr std::size_t most_sheet_name = 31;

/// As base::format_decimal writes it, or a percentage; else the text it was.
base::Cell number_in(std::string text) {
    const bool percent = text.ends_with(" %");
    std::string digits = percent ? text.substr(0, text.size() - 2) : text;
    std::erase(digits, '.'); // parts thousands
    std::replace(digits.begin(), digits.end(), ',', '.');
    char* end = nullptr;
    const double value = std::strtod(digits.c_str(), &end);
    if (digits.empty() || *end != '\0' || digits.find_first_not_of("-0123456789.") != std::string::npos)
        return text;
    return percent ? base::Cell(base::Percent{value}) : base::Cell(value);
}

} // namespace

base::Sheet sheet_of(const std::string& name, const std::vector<ListColumn>& columns,
                     const std::vector<ListRow>& rows) {
    base::Sheet out;
    out.name = base::fit(name, most_sheet_name);
    std::erase_if(out.name, [](char c) { return std::string_view("[]:*?/\\").find(c) != std::string_view::npos; });
    for (const auto& column : columns)
        out.columns.push_back({column.title, column.width});
    for (const auto& row : rows) {
        std::vector<base::Cell> cells;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            cells.push_back(i < columns.size() && columns[i].number ? number_in(row.cells[i])
                                                                    : base::Cell(row.cells[i]));
        out.rows.push_back(std::move(cells));
    }
    return out;
}

void ListPresenter::load() {
    m_waiter.run(m_background, reader(), [this](Rows rows) {
        if (!rows) {
            m_view.show_problem(rows.error());
            return;
        }
        m_rows = std::move(*rows);
        show();
    });
}

void ListPresenter::filter(std::string text) {
    m_text = std::move(text);
    show();
}

std::vector<ListRow> ListPresenter::shown() const {
    std::vector<ListRow> out;
    for (const auto& row : m_rows) {
        std::string text;
        for (const auto& cell : row.cells)
            text += cell + " ";
        if (base::contains_folded(text, m_text))
            out.push_back(row);
    }
    return out;
}

void ListPresenter::show() { m_view.show_rows(shown(), m_rows.size()); }

void ListPresenter::write_to(const std::string& title, const std::vector<ListColumn>& columns,
                             std::filesystem::path file, WriteBook write) {
    base::Workbook book{title, {sheet_of(title, columns, shown())}};
    std::string done = base::tr("The file was written") + ": " + file.string();
    m_waiter.run(
        m_background,
        [book = std::move(book), file = std::move(file), write = std::move(write)] { return write(book, file); },
        [this, done = std::move(done)](Result<void> written) {
            if (written)
                m_view.show_done(done);
            else
                m_view.show_problem(written.error());
        });
}

void ListPresenter::change(std::function<Result<void>()> work, std::string said, std::function<void()> then,
                           std::function<void()> done) {
    m_waiter.run(m_background, std::move(work),
                 [this, said = std::move(said), then = std::move(then), done = std::move(done)](Result<void> changed) {
                     if (!changed) {
                         m_view.show_problem(changed.error());
                         return;
                     }
                     if (then)
                         then();
                     if (done)
                         done();
                     m_view.show_done(said);
                     load();
                 });
}

} // namespace canbo::desktop
