#include "base/translation.h"
#include "exam/exam_results.h"

#include <cmath>

namespace canbo::exam {
namespace {

using base::Cell;
using base::tr;

Cell number(std::size_t count) { return Cell(static_cast<double>(count)); }

/// Thirds of a mark are kept to seven decimals inside.
Cell points(double value) { return Cell(std::round(value * 10'000) / 10'000); }

/// A share of one, as a percentage.
Cell share(const std::optional<double>& value) { return value ? Cell(base::Percent{100 * *value}) : Cell(); }
Cell percent(const std::optional<double>& value) { return value ? Cell(base::Percent{*value}) : Cell(); }

base::Sheet result_sheet(const ExamResults& results) {
    base::Sheet sheet{tr("Results"),
                      {{tr("Candidate"), 14},
                       {tr("Name"), 32},
                       {tr("Date of birth"), 14},
                       {tr("Room"), 12},
                       {tr("Points"), 10},
                       {tr("Mark, %"), 10},
                       {tr("Answered"), 10},
                       {tr("Result"), 16}},
                      {}};
    for (const auto& line : results.lines) {
        const bool absent = line.result.outcome == "absent";
        sheet.rows.push_back(
            {line.result.candidate, line.name, line.birth, line.room, absent ? Cell() : points(line.result.score.total),
             absent ? Cell() : Cell(base::Percent{std::round(line.result.score.percent() * 100) / 100}),
             absent ? Cell() : Cell(static_cast<double>(line.result.score.answered)), tr(outcome_msgid(line.result))});
    }
    return sheet;
}

base::Sheet room_sheet(const ExamResults& results) {
    base::Sheet sheet{tr("Rooms"),
                      {{tr("Room"), 12},
                       {tr("Name"), 24},
                       {tr("Listed"), 10},
                       {tr("Present"), 10},
                       {tr("Passed"), 10},
                       {tr("SHA-256 of the bundle"), 68}},
                      {}};
    for (const auto& room : results.rooms)
        sheet.rows.push_back(
            {room.room, room.name, number(room.listed), number(room.present), number(room.passed), room.bundle});
    sheet.rows.push_back({tr("SHA-256 of all results") + ": " + results.digest});
    return sheet;
}

base::Sheet item_sheet(const ExamResults& results) {
    base::Sheet sheet{tr("Questions"),
                      {{tr("Bank"), 16},
                       {tr("Question"), 40},
                       {tr("Category"), 24},
                       {tr("Attempts"), 10},
                       {tr("Facility"), 12},
                       {tr("Standard deviation"), 18},
                       {tr("Discrimination"), 16},
                       {tr("Discriminative efficiency"), 22},
                       {tr("Effective weight"), 16}},
                      {}};
    for (const auto& one : results.items) {
        const auto& s = one.statistics;
        sheet.rows.push_back({one.bank, one.name, one.category, number(s.attempts), share(s.facility),
                              s.standard_deviation ? Cell(*s.standard_deviation) : Cell(),
                              percent(s.discrimination_index), percent(s.discriminative_efficiency),
                              percent(s.effective_weight)});
    }
    return sheet;
}

} // namespace

base::Workbook results_workbook(const ExamResults& results) {
    return {results.exam.title, {result_sheet(results), room_sheet(results), item_sheet(results)}};
}

} // namespace canbo::exam
