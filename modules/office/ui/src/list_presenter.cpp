#include "office_ui/list_presenter.h"

#include "base/text.h"

namespace canbo::office_ui {

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

void ListPresenter::show() {
    std::vector<ListRow> shown;
    for (const auto& row : m_rows) {
        std::string text;
        for (const auto& cell : row.cells)
            text += cell + " ";
        if (base::contains_folded(text, m_text))
            shown.push_back(row);
    }
    m_view.show_rows(shown, m_rows.size());
}

void ListPresenter::change(std::function<Result<void>()> work, std::string done, std::function<void()> then) {
    m_waiter.run(m_background, std::move(work),
                 [this, done = std::move(done), then = std::move(then)](Result<void> changed) {
                     if (!changed) {
                         m_view.show_problem(changed.error());
                         return;
                     }
                     if (then)
                         then();
                     m_view.show_done(done);
                     load();
                 });
}

} // namespace canbo::office_ui
