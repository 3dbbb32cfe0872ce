#include "desktop/log_presenter.h"

#include "base/text.h"
#include "base/translation.h"

namespace canbo::desktop {
namespace {

std::string level_words(base::LogLevel level) {
    switch (level) {
    case base::LogLevel::Debug:
        return "· " + base::tr("detail");
    case base::LogLevel::Info:
        return "● " + base::tr("information");
    case base::LogLevel::Warning:
        return "▲ " + base::tr("warning");
    case base::LogLevel::Error:
        return "✕ " + base::tr("error");
    }
    return {};
}

} // namespace

void LogPresenter::load() {
    m_lines = m_read();
    show();
}

void LogPresenter::filter(base::LogLevel least, std::string text) {
    m_least = least;
    m_text = std::move(text);
    show();
}

void LogPresenter::show() {
    std::vector<LogRow> rows;
    for (std::size_t i = m_lines.size(); i-- > 0;) {
        const auto& line = m_lines[i];
        if (line.level < m_least || !base::contains_folded(line.text, m_text))
            continue;
        rows.push_back({std::to_string(i), base::show_time(line.at), level_words(line.level), line.text, line.level});
    }
    m_view.show_rows(rows, m_lines.size());
}

} // namespace canbo::desktop
