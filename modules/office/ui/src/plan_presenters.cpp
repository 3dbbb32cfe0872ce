#include "office_ui/plan_presenters.h"

#include "base/shown_period.h"
#include "base/text.h"
#include "base/translation.h"
#include "progress/agency_book.h"
#include "progress/plan.h"
#include "reporting/completeness.h"
#include "reporting/period_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace canbo::office_ui {
namespace {

constexpr int weeks_shown = 26, months_shown = 12;

/// "17:00 20/02/2024" by the clock on the wall, or RFC 3339.
Result<base::Time> moment(const std::string& text) {
    const std::string trimmed(base::trim(text));
    int hour = 0, minute = 0, read = 0;
    if (std::sscanf(trimmed.c_str(), "%2d:%2d %n", &hour, &minute, &read) == 2 && read > 0 && hour >= 0 && hour < 24 &&
        minute >= 0 && minute < 60)
        if (const auto day = base::parse_day(trimmed.substr(static_cast<std::size_t>(read))))
            return base::at_vietnam_time(*day, hour, minute);
    if (auto time = base::parse_time(trimmed))
        return time;
    return fail(ErrorCode::InvalidInput, "Write the moment like 17:00 20/02/2024", "until");
}

Result<desktop::ListRow> row_of(Transaction& tx, const reporting::Desk& desk, const reporting::Calendar& calendar,
                                const people::AgencyTree& agencies, const base::Period& period) {
    CANBO_TRY(const auto book, reporting::PeriodBook::load(tx, desk.entries, period, calendar));
    std::string exceptions;
    for (const auto& one : book.exceptions()) {
        if (one.expires < desk.clock.now())
            continue;
        const auto* agency = agencies.find(one.agency);
        exceptions +=
            fmt::format("{}{} → {} ({})", exceptions.empty() ? "" : "; ", agency != nullptr ? agency->name : one.agency,
                        base::show_time(one.expires), one.reason);
    }
    const bool consolidated = !book.consolidations().empty();
    return desktop::ListRow{period.text(),
                            {base::shown_label(period), base::show_time(book.deadlines().due),
                             book.locked() ? "■ " + base::tr("locked") : "□ " + base::tr("open"),
                             consolidated ? base::show_time(book.consolidations().back().at) : std::string(),
                             exceptions},
                            book.locked() ? desktop::ListRow::Mark::Warn : desktop::ListRow::Mark::Good,
                            2};
}

Result<std::vector<desktop::ListRow>> read_periods(const reporting::Desk& desk) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto calendar, reporting::load_calendar(*tx, desk.entries, desk.shipped_calendar));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk.entries, desk.shipped_agencies));
    std::vector<desktop::ListRow> rows;
    const auto add = [&](base::Period::Kind kind, int count) -> Result<void> {
        auto period = base::Period::containing(kind, base::day_in_vietnam(desk.clock.now()));
        for (int i = 0; i < count; ++i, period = period.previous()) {
            auto row = row_of(*tx, desk, calendar, agencies, period);
            if (!row && row.error().code == ErrorCode::NotFound)
                return {}; // before reports were asked for
            CANBO_TRY(auto good, std::move(row));
            rows.push_back(std::move(good));
        }
        return {};
    };
    CANBO_TRY_VOID(add(base::Period::Kind::Weekly, weeks_shown));
    CANBO_TRY_VOID(add(base::Period::Kind::Monthly, months_shown));
    return rows;
}

Result<void> queue_lock(const reporting::Desk& desk, const std::string& period, bool locked,
                        const std::string& reason) {
    CANBO_TRY_VOID(people::require(desk.person, people::Permission::ManagePeriods));
    CANBO_TRY(const auto clean, PeriodsPresenter::check_reason(reason));
    CANBO_TRY([[maybe_unused]] const auto id, reporting::queue_entry(desk, reporting::lock_kind, "", period, 1,
                                                                     {{"locked", locked}, {"reason", clean}}));
    return {};
}

Result<void> queue_grant(const reporting::Desk& desk, const std::string& period, const std::string& agency,
                         const std::string& until, const std::string& reason) {
    CANBO_TRY_VOID(people::require(desk.person, people::Permission::ManagePeriods));
    CANBO_TRY(const auto expires, PeriodsPresenter::check_grant(until, reason, desk.clock.now()));
    CANBO_TRY(const auto clean, PeriodsPresenter::check_reason(reason));
    CANBO_TRY([[maybe_unused]] const auto id,
              reporting::queue_entry(desk, reporting::exception_kind, agency, period, 1,
                                     {{"expires", base::to_iso(expires)}, {"reason", clean}}));
    return {};
}

Result<std::vector<desktop::ListRow>> read_gates(const reporting::Desk& desk) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto book, progress::PlanBook::load(*tx, desk.entries, base::Time::max()));
    std::vector<desktop::ListRow> rows;
    for (const auto& model : desk.catalogue.models)
        for (const auto& gate : model.gates) {
            const auto* opening = book.opening(gate.id);
            rows.push_back({gate.id,
                            {gate.id, std::to_string(model.number) + ". " + model.name, gate.awaits, gate.from,
                             opening != nullptr ? "✓ " + base::show_day(opening->date) : "‖ " + base::tr("not opened"),
                             opening != nullptr ? opening->document : std::string()},
                            opening != nullptr ? desktop::ListRow::Mark::Good : desktop::ListRow::Mark::Warn,
                            4});
        }
    std::stable_partition(rows.begin(), rows.end(),
                          [](const auto& row) { return row.mark == desktop::ListRow::Mark::Warn; });
    return rows;
}

Result<void> queue_opening(const reporting::Desk& desk, const std::string& gate, const std::string& document,
                           const std::string& date) {
    CANBO_TRY_VOID(people::require(desk.person, people::Permission::ManagePlan));
    CANBO_TRY(const auto day, GatesPresenter::check_opening(document, date, base::day_in_vietnam(desk.clock.now())));
    if (desk.catalogue.gate(gate) == nullptr)
        return fail(ErrorCode::NotFound, "There is no gate with this id", gate);
    CANBO_TRY(const auto clean, base::to_nfc(base::trim(document)));
    CANBO_TRY([[maybe_unused]] const auto id,
              reporting::queue_entry(desk, progress::gate_kind, "", gate, 1,
                                     progress::gate_opening_to_json({gate, clean, day})));
    return {};
}

} // namespace

std::function<desktop::ListPresenter::Rows()> PeriodsPresenter::reader() const {
    return [&desk = m_desk] { return read_periods(desk); };
}

Result<std::string> PeriodsPresenter::check_reason(const std::string& reason) {
    CANBO_TRY(auto clean, base::to_nfc(base::trim(reason)));
    if (clean.empty())
        return fail(ErrorCode::InvalidInput, "Say why: the reason stands in the record", "reason");
    return clean;
}

Result<base::Time> PeriodsPresenter::check_grant(const std::string& until, const std::string& reason, base::Time now) {
    CANBO_TRY(const auto expires, moment(until));
    if (expires <= now)
        return fail(ErrorCode::InvalidInput, "The exception has run out already", "until");
    CANBO_TRY([[maybe_unused]] const auto clean, PeriodsPresenter::check_reason(reason));
    return expires;
}

void PeriodsPresenter::lock(const std::string& period, bool locked, const std::string& reason,
                            std::function<void()> done) {
    change([&desk = m_desk, period, locked, reason] { return queue_lock(desk, period, locked, reason); },
           locked ? base::tr("The period is being locked") : base::tr("The period is being opened again"), m_sent,
           std::move(done));
}

void PeriodsPresenter::grant(const std::string& period, const std::string& agency, const std::string& until,
                             const std::string& reason, std::function<void()> done) {
    change([&desk = m_desk, period, agency, until, reason] { return queue_grant(desk, period, agency, until, reason); },
           base::tr("The exception is on its way to the office"), m_sent, std::move(done));
}

void PeriodsPresenter::list_agencies(const std::string& period,
                                     std::function<void(std::vector<std::pair<std::string, std::string>>)> done) {
    using List = Result<std::vector<std::pair<std::string, std::string>>>;
    m_waiter.run(
        m_background,
        [&desk = m_desk, period]() -> List {
            CANBO_TRY(const auto of, base::Period::parse(period));
            CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
            CANBO_TRY(const auto context, reporting::load_period_context(*tx, desk, of, base::Time::max()));
            std::vector<std::pair<std::string, std::string>> list;
            for (const auto& [code, agency] : context.agencies.all())
                if (!agency.collective && !context.duties.models_of(code).empty())
                    list.emplace_back(code, agency.name);
            return list;
        },
        [this, done = std::move(done)](List list) {
            if (list)
                done(std::move(*list));
            else
                m_view.show_problem(list.error());
        });
}

std::function<desktop::ListPresenter::Rows()> GatesPresenter::reader() const {
    return [&desk = m_desk] { return read_gates(desk); };
}

Result<base::Day> GatesPresenter::check_opening(const std::string& document, const std::string& date, base::Day today) {
    if (base::trim(document).empty())
        return fail(ErrorCode::InvalidInput, "Name the document that brought the guidance", "document");
    CANBO_TRY(const auto day, base::parse_day(base::trim(date)));
    if (day > today)
        return fail(ErrorCode::InvalidInput, "The document's date is still to come", "date");
    return day;
}

void GatesPresenter::open(const std::string& gate, const std::string& document, const std::string& date,
                          std::function<void()> done) {
    change([&desk = m_desk, gate, document, date] { return queue_opening(desk, gate, document, date); },
           base::tr("The guidance is recorded and on its way to the office"), m_sent, std::move(done));
}

} // namespace canbo::office_ui
