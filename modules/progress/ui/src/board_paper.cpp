#include "base/text.h"
#include "base/translation.h"
#include "progress_ui/board.h"
#include "reporting/paper.h"
#include "words.h"

#include <fmt/format.h>

namespace canbo::progress::ui {
namespace {

std::string waiting_words(const BoardRow& row) {
    return row.waiting_since ? base::show_day(*row.waiting_since) + " · " + days_words(row.waiting_days) : "–";
}

std::string milestone_words(const BoardRow& row) {
    if (!row.milestone_due)
        return "–";
    const std::string due = base::show_day(*row.milestone_due);
    return (row.milestone_late ? fmt::format(fmt::runtime(base::tr("✕ overdue {}")), due) : due) + " · " +
           row.milestone;
}

std::string paper_period(const std::string& text) {
    const auto period = base::Period::parse(text);
    return period ? period->label() : "–";
}

base::Cell day_cell(const std::optional<base::Day>& day) { return day ? base::Cell(*day) : base::Cell(); }

} // namespace

std::vector<std::string> board_head() {
    return {base::tr("No."),
            base::tr("Model"),
            base::tr("Group"),
            base::tr("Answers for it"),
            base::tr("Status"),
            base::tr("Percent"),
            base::tr("Confidence"),
            base::tr("Waiting since"),
            base::tr("Next milestone"),
            base::tr("Newest report")};
}

std::vector<std::string> board_cells(const BoardRow& row) {
    return {std::to_string(row.number),
            row.name,
            std::to_string(row.group),
            row.leads.empty() ? "–" : row.leads,
            status_words(row.status),
            percent_words(row.percent),
            row.confidence ? confidence_words(*row.confidence) : "–",
            waiting_words(row),
            milestone_words(row),
            row.last_report.empty() ? "–" : period_words(row.last_report)};
}

base::Workbook board_workbook(const std::vector<BoardRow>& rows) {
    base::Sheet sheet;
    sheet.name = base::tr("Progress");
    const auto add = [&sheet](const std::string& title, double width) { sheet.columns.push_back({title, width}); };
    add(base::tr("No."), 6);
    add(base::tr("Model"), 60);
    add(base::tr("Group"), 8);
    add(base::tr("Answers for it"), 30);
    add(base::tr("Status"), 20);
    add(base::tr("Percent"), 10);
    add(base::tr("Confidence"), 14);
    add(base::tr("Waiting since"), 14);
    add(base::tr("Days of waiting"), 14);
    add(base::tr("Next milestone"), 40);
    add(base::tr("Due"), 12);
    add(base::tr("Newest report"), 18);
    for (const auto& row : rows)
        sheet.rows.push_back(
            {static_cast<double>(row.number), row.name, static_cast<double>(row.group), row.leads,
             base::tr(status_label(row.status)), row.percent ? base::Cell(base::Percent{*row.percent}) : base::Cell(),
             row.confidence ? base::Cell(base::tr(confidence_label(*row.confidence))) : base::Cell(),
             day_cell(row.waiting_since),
             row.waiting_since ? base::Cell(static_cast<double>(row.waiting_days)) : base::Cell(), row.milestone,
             day_cell(row.milestone_due), row.last_report.empty() ? std::string() : period_words(row.last_report)});
    return {base::tr("Progress of the models"), {std::move(sheet)}};
}

base::FormData board_form(const std::vector<BoardRow>& rows, const std::string& conditions, base::Day today) {
    base::FormData form;
    form.form = "progress-board";
    form.values["day"] = base::show_day(today);
    form.values["conditions"] = conditions;
    form.values["has_conditions"] = !conditions.empty();
    form.values["count"] = std::to_string(rows.size());
    std::vector<std::vector<std::string>> table;
    for (const auto& row : rows) {
        auto cells = board_cells(row);
        // Paper is official: its words do not change with the screen's language, and it has no room for signs.
        cells[static_cast<std::size_t>(BoardColumn::Status)] = reporting::paper_label(row.status);
        cells[static_cast<std::size_t>(BoardColumn::Confidence)] =
            row.confidence ? reporting::paper_label(*row.confidence) : "–";
        if (row.waiting_since)
            cells[static_cast<std::size_t>(BoardColumn::Waiting)] =
                fmt::format("{} ({} ngày)", base::show_day(*row.waiting_since), row.waiting_days);
        if (row.milestone_due)
            cells[static_cast<std::size_t>(BoardColumn::Milestone)] =
                fmt::format("{}: {}", base::show_day(*row.milestone_due), row.milestone);
        cells[static_cast<std::size_t>(BoardColumn::Report)] = paper_period(row.last_report);
        table.push_back(std::move(cells));
    }
    form.tables["models"] = std::make_shared<base::VectorRows>(std::move(table));
    return form;
}

} // namespace canbo::progress::ui
