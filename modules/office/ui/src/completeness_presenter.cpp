#include "office_ui/completeness_presenter.h"

#include "base/shown_period.h"
#include "base/translation.h"
#include "letters.h"
#include "reporting/consolidate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace canbo::office_ui {
namespace {

std::string cell_of(const reporting::AgencyCompleteness& one) {
    if (one.state == "missing")
        return "✕ " + base::tr("missing");
    if (one.state == "returned")
        return "↩ " + base::tr("returned");
    if (one.late)
        return "▲ " + base::tr("late");
    return "✓ " + base::tr("on time");
}

bool is_fault(const reporting::AgencyCompleteness& one) {
    return one.late || one.state == "missing" || one.state == "returned";
}

Result<CompletenessMatrix> read_matrix(const reporting::Desk& desk, base::Period::Kind kind) {
    CompletenessMatrix matrix;
    std::map<std::string, CompletenessMatrix::Row> rows;
    bool urged = false;
    base::Period period = base::Period::containing(kind, base::day_in_vietnam(desk.clock.now()));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    for (int i = 0; i < CompletenessPresenter::shown_periods; ++i, period = period.previous()) {
        const auto report = reporting::consolidate(*tx, desk, period, 0);
        if (!report) {
            if (report.error().code == ErrorCode::NotFound)
                break; // before reports were asked for
            return fail(report.error());
        }
        const auto& c = report->completeness;
        for (const auto& one : c.agencies) {
            auto& row = rows[one.agency];
            const auto* agency = report->agencies.find(one.agency);
            row.code = one.agency;
            row.agency = agency != nullptr ? agency->name : one.agency;
            row.cells.resize(matrix.periods.size() + 1);
            row.cells.back() = cell_of(one);
            row.faults += is_fault(one) ? 1 : 0;
        }
        if (!urged && !c.missing.empty() && report->deadlines.due < desk.clock.now()) {
            urged = true;
            matrix.urged = matrix.periods.size();
        }
        matrix.periods.push_back({period.text(), base::shown_label(period), c.missing.size()});
        matrix.totals.push_back(
            fmt::format("{}/{} · {}", c.received, c.expected, fmt::format(fmt::runtime(base::tr("{} late")), c.late)));
    }
    for (auto& [code, row] : rows) {
        row.cells.resize(matrix.periods.size());
        matrix.rows.push_back(std::move(row));
    }
    std::stable_sort(matrix.rows.begin(), matrix.rows.end(),
                     [](const auto& a, const auto& b) { return a.faults > b.faults; });
    return matrix;
}

} // namespace

void CompletenessPresenter::load(base::Period::Kind kind) {
    m_waiter.run(
        m_background, [&desk = m_desk, kind] { return read_matrix(desk, kind); },
        [this](Result<CompletenessMatrix> matrix) {
            if (matrix)
                m_view.show_matrix(*matrix);
            else
                m_view.show_problem(matrix.error());
        });
}

void CompletenessPresenter::write_letters(const std::string& period, const std::filesystem::path& folder) {
    m_waiter.run(
        m_background,
        [&desk = m_desk, &renderer = m_renderer, period, folder] {
            return make_letters(desk, renderer, period, folder);
        },
        [this](const Result<Outcome>& made) {
            if (made)
                m_view.show_outcome(*made);
            else
                m_view.show_problem(made.error());
        });
}

} // namespace canbo::office_ui
