#include "progress_ui/model_presenter.h"

#include <algorithm>

namespace canbo::progress::ui {

ModelPresenter::ModelPresenter(ModelView& view, ProgressSource& source)
    : m_view(view), m_source(source), m_changed(source.changed.subscribe([this] { show(); })) {}

void ModelPresenter::open(int number) {
    if (m_source.catalogue().find(number) == nullptr) {
        m_view.show_problem({ErrorCode::NotFound,
                             "There is no model with this number; the plan has 1 to 43",
                             std::to_string(number),
                             {}});
        return;
    }
    if (number != m_number)
        m_indicator.clear();
    m_number = number;
    m_source.want_history();
    show();
}

void ModelPresenter::choose_indicator(const std::string& key) {
    m_indicator = key;
    if (m_source.board() != nullptr && !key.empty())
        m_view.show_history(
            indicator_history(m_source.catalogue(), *m_source.board(), m_source.history(), m_number, key));
}

std::optional<base::FormData> ModelPresenter::paper() const {
    if (!m_page || m_source.board() == nullptr)
        return std::nullopt;
    return model_form(m_source.catalogue(), *m_source.board(), m_source.history(), m_number);
}

void ModelPresenter::show() {
    if (m_number == 0 || m_source.board() == nullptr)
        return;
    m_page = model_page(m_source.catalogue(), *m_source.board(), m_source.history(), m_number);
    if (!m_page)
        return;
    m_page->may_register = m_source.may_register(m_number);
    m_view.show_page(*m_page);
    const auto& rows = m_page->indicators;
    const bool there =
        std::any_of(rows.begin(), rows.end(), [&](const PageRow& row) { return row.key == m_indicator; });
    if (!there)
        m_indicator = rows.empty() ? std::string() : rows.front().key;
    choose_indicator(m_indicator);
}

} // namespace canbo::progress::ui
