#include "office_ui/consolidation_presenter.h"

#include "base/shown_period.h"
#include "base/text.h"
#include "base/translation.h"
#include "letters.h"
#include "reporting/consolidate.h"
#include "reporting/consolidated_workbook.h"
#include "reporting/office_settings.h"
#include "reporting/paper.h"

#include <fmt/format.h>

namespace canbo::office_ui {
namespace {

constexpr int weeks_offered = 12, months_offered = 6;

std::vector<std::string> names_of(const std::vector<std::string>& codes, const people::AgencyTree& agencies) {
    std::vector<std::string> names;
    for (const auto& code : codes) {
        const auto* agency = agencies.find(code);
        names.push_back(agency != nullptr ? agency->name : code);
    }
    return names;
}

Result<reporting::ConsolidatedReport> report_of(const reporting::Desk& desk, const std::string& text) {
    CANBO_TRY(const auto period, base::Period::parse(text));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    return reporting::consolidate(*tx, desk, period, 0);
}

Result<people::Agency> issuer_of(const reporting::Desk& desk, const people::AgencyTree& agencies) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto settings, reporting::load_office_settings(*tx, desk.entries));
    return reporting::printing_agency(settings, agencies, base::day_in_vietnam(desk.clock.now()));
}

Result<ConsolidationState> state_of(const reporting::Desk& desk, const std::string& text) {
    CANBO_TRY(const auto report, report_of(desk, text));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto calendar, reporting::load_calendar(*tx, desk.entries, desk.shipped_calendar));
    CANBO_TRY(const auto book, reporting::PeriodBook::load(*tx, desk.entries, report.period, calendar));
    ConsolidationState state;
    state.period = text;
    state.label = base::shown_label(report.period);
    state.deadline = base::show_time(report.deadlines.due);
    state.counts = fmt::format(fmt::runtime(base::tr("{} of {} reports received, {} late, {} returned")),
                               report.completeness.received, report.completeness.expected, report.late.size(),
                               report.returned.size());
    state.missing = names_of(report.completeness.missing, report.agencies);
    state.late = names_of(report.late, report.agencies);
    state.returned = names_of(report.returned, report.agencies);
    state.locked = book.locked();
    state.consolidated = !book.consolidations().empty();
    return state;
}

Result<std::string> paper_of(const reporting::Desk& desk, base::FormRenderer& renderer,
                             reporting::ConsolidatedReport report, const std::string& summary) {
    CANBO_TRY(report.summary, base::to_nfc(summary));
    CANBO_TRY(const auto issuer, issuer_of(desk, report.agencies));
    CANBO_TRY(const auto made,
              renderer.render_pdf(reporting::consolidated_form(report, issuer, report.agencies, desk.catalogue, {})));
    return made.bytes;
}

Result<std::string> record(const reporting::Desk& desk, base::FormRenderer& renderer, const std::string& period,
                           const std::string& summary) {
    CANBO_TRY_VOID(people::require(desk.person, people::Permission::ManagePeriods));
    CANBO_TRY(const auto clean, base::to_nfc(summary));
    CANBO_TRY(auto report, report_of(desk, period));
    CANBO_TRY(
        [[maybe_unused]] const auto id,
        reporting::queue_entry(
            desk, reporting::consolidation_kind, "", period, 1,
            {{"period", period}, {"sequence", report.sequence}, {"reports", report.reports}, {"summary", clean}}));
    return paper_of(desk, renderer, std::move(report), clean);
}

} // namespace

void ConsolidationPresenter::list_periods() {
    const auto today = base::day_in_vietnam(m_desk.clock.now());
    std::vector<std::pair<std::string, std::string>> periods;
    const auto add = [&](base::Period::Kind kind, int count) {
        auto period = base::Period::containing(kind, today);
        for (int i = 0; i < count; ++i, period = period.previous())
            periods.emplace_back(period.text(), base::shown_label(period));
    };
    add(base::Period::Kind::Weekly, weeks_offered);
    add(base::Period::Kind::Monthly, months_offered);
    m_view.show_periods(periods);
    choose(m_period.empty() ? periods.front().first : m_period);
}

void ConsolidationPresenter::choose(const std::string& period) {
    m_period = period;
    m_waiter.run(
        m_background, [&desk = m_desk, period] { return state_of(desk, period); },
        [this, period](Result<ConsolidationState> state) {
            if (period != m_period)
                return;
            if (state)
                m_view.show_state(*state);
            else
                m_view.show_problem(state.error());
        });
}

void ConsolidationPresenter::preview(const std::string& summary) {
    const auto work = [&desk = m_desk, &renderer = m_renderer, period = m_period, summary]() -> Result<std::string> {
        CANBO_TRY(auto report, report_of(desk, period));
        return paper_of(desk, renderer, std::move(report), summary);
    };
    m_waiter.run(m_background, work, [this](Result<std::string> pdf) {
        if (pdf)
            m_view.show_paper(*pdf, "consolidated-" + m_period + ".pdf");
        else
            m_view.show_problem(pdf.error());
    });
}

void ConsolidationPresenter::consolidate(const std::string& summary) {
    const auto work = [&desk = m_desk, &renderer = m_renderer, period = m_period, summary] {
        return record(desk, renderer, period, summary);
    };
    m_waiter.run(m_background, work, [this](Result<std::string> pdf) {
        if (!pdf) {
            m_view.show_problem(pdf.error());
            return;
        }
        m_sent();
        m_view.show_paper(*pdf, "consolidated-" + m_period + ".pdf");
        m_view.show_done(base::tr("The consolidated report is made and recorded"));
        choose(m_period);
    });
}

void ConsolidationPresenter::save_workbook(const std::filesystem::path& file) {
    const auto work = [&desk = m_desk, write = m_write_workbook, period = m_period, file]() -> Result<void> {
        CANBO_TRY(const auto report, report_of(desk, period));
        return write(reporting::consolidated_workbook(report, report.agencies, desk.catalogue), file);
    };
    m_waiter.run(m_background, work, [this](Result<void> written) {
        if (written)
            m_view.show_done(base::tr("The workbook is written"));
        else
            m_view.show_problem(written.error());
    });
}

void ConsolidationPresenter::lock(bool locked, const std::string& reason) {
    const auto work = [&desk = m_desk, period = m_period, locked, reason]() -> Result<std::string> {
        CANBO_TRY_VOID(people::require(desk.person, people::Permission::ManagePeriods));
        CANBO_TRY(const auto clean, base::to_nfc(reason));
        return reporting::queue_entry(desk, reporting::lock_kind, "", period, 1,
                                      {{"locked", locked}, {"reason", clean}});
    };
    m_waiter.run(m_background, work, [this, locked](Result<std::string> queued) {
        if (!queued) {
            m_view.show_problem(queued.error());
            return;
        }
        m_sent();
        m_view.show_done(locked ? base::tr("The period is being locked")
                                : base::tr("The period is being opened again"));
    });
}

void ConsolidationPresenter::write_letters(const std::filesystem::path& folder) {
    const auto work = [&desk = m_desk, &renderer = m_renderer, period = m_period, folder] {
        return make_letters(desk, renderer, period, folder);
    };
    m_waiter.run(m_background, work, [this](const Result<Outcome>& made) {
        if (made)
            m_view.show_outcome(*made);
        else
            m_view.show_problem(made.error());
    });
}

} // namespace canbo::office_ui
