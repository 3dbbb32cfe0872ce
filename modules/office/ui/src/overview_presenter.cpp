#include "office_ui/overview_presenter.h"

#include "base/shown_period.h"
#include "base/translation.h"
#include "reporting/consolidate.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::office_ui {
namespace {

Result<Overview> read_overview(const reporting::Desk& desk) {
    const auto period = base::Period::containing(base::Period::Kind::Weekly, base::day_in_vietnam(desk.clock.now()));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto report, reporting::consolidate(*tx, desk, period, 0));
    Overview overview;
    overview.period = base::shown_label(period);
    overview.counts = fmt::format(fmt::runtime(base::tr("{} of {} agencies have reported")),
                                  report.completeness.received, report.completeness.expected);
    overview.models = report.counts;
    for (const auto& wait : report.waits) {
        const auto* model = desk.catalogue.find(wait.model);
        overview.waits.push_back({wait.model, model != nullptr ? model->name : std::string(), wait.gate, wait.days});
    }
    std::stable_sort(overview.waits.begin(), overview.waits.end(),
                     [](const auto& a, const auto& b) { return a.days > b.days; });
    const auto tell = [&](const std::vector<std::string>& codes, const std::string& word) {
        for (const auto& code : codes) {
            const auto* agency = report.agencies.find(code);
            overview.late.push_back((agency != nullptr ? agency->name : code) + " · " + word);
        }
    };
    tell(report.completeness.missing, base::tr("missing"));
    tell(report.late, base::tr("late"));
    return overview;
}

} // namespace

void OverviewPresenter::load() {
    m_waiter.run(
        m_background, [&desk = m_desk] { return read_overview(desk); },
        [this](Result<Overview> overview) {
            if (overview)
                m_view.show_overview(*overview);
            else
                m_view.show_problem(overview.error());
        });
}

} // namespace canbo::office_ui
