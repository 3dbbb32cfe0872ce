#include "training_ui/completion_presenter.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

namespace canbo::training::ui {

CompletionPresenter::CompletionPresenter(CompletionView& view, CompletionParts parts, desktop::Background& background)
    : m_view(view), m_parts(std::move(parts)), m_background(background) {}

void CompletionPresenter::load() {
    m_waiter.run(
        m_background, [rows = m_parts.rows] { return rows(); },
        [this](Result<std::vector<CompletionRow>> rows) {
            if (!rows) {
                m_view.show_problem(rows.error());
                return;
            }
            m_rows = *std::move(rows);
            show();
        });
}

void CompletionPresenter::filter(const std::string& words) {
    m_words = words;
    show();
}

void CompletionPresenter::show() {
    std::vector<CompletionLine> lines;
    std::size_t assigned = 0, completed = 0, overdue = 0;
    for (const auto& row : m_rows) {
        const std::string course = m_parts.title_of(row.assignment.course);
        if (!base::contains_folded(row.agency + " " + course, m_words))
            continue;
        assigned += row.assigned;
        completed += row.completed;
        overdue += row.overdue;
        const double share = 100.0 * static_cast<double>(row.completed) / static_cast<double>(row.assigned);
        lines.push_back({row.assignment.id + "/" + row.agency, row.agency, course, base::show_day(row.assignment.due),
                         std::to_string(row.assigned), std::to_string(row.begun), std::to_string(row.completed),
                         std::to_string(row.overdue), base::format_decimal(share) + " %", row.overdue > 0});
    }
    m_view.show_lines(lines, fmt::format("{}: {} · {}: {} · {}: {}", base::tr("Assigned"), assigned,
                                         base::tr("Completed"), completed, base::tr("Overdue"), overdue));
}

void CompletionPresenter::export_to(const std::filesystem::path& file) {
    m_waiter.run(
        m_background,
        [parts = &m_parts, rows = m_rows, file]() -> Result<void> {
            CANBO_TRY(const auto book, parts->workbook(rows));
            return parts->write_xlsx(book, file);
        },
        [this, file](const Result<void>& written) {
            if (written)
                m_view.show_written(file);
            else
                m_view.show_problem(written.error());
        });
}

} // namespace canbo::training::ui
