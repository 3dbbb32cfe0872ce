#include "progress_ui/progress_source.h"

#include "progress/agency_book.h"
#include "reporting/report_view.h"

#include <algorithm>
#include <set>

namespace canbo::progress::ui {

const reporting::ModelStatus* BoardData::status(int model) const {
    const auto found =
        std::find_if(statuses.begin(), statuses.end(), [&](const auto& one) { return one.model == model; });
    return found == statuses.end() ? nullptr : &*found;
}

Result<BoardData> load_board(const reporting::Desk& desk) {
    const base::Day today = base::day_in_vietnam(desk.clock.now());
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(auto agencies, load_agencies(*tx, desk.entries, desk.shipped_agencies));
    // All there is, even if this machine's clock is behind the office's.
    CANBO_TRY(auto plans, PlanBook::load(*tx, desk.entries, base::Time::max()));
    CANBO_TRY(const auto said, reporting::newest_reports(*tx, desk));
    Duties duties(desk.catalogue, agencies, today);
    auto statuses = reporting::status_of(desk.catalogue, duties, plans, said, today);
    return BoardData{today, std::move(agencies), std::move(plans), std::move(duties), std::move(statuses)};
}

Result<History> load_history(const reporting::Desk& desk) {
    static const std::set<std::string> counting{"received", "accepted", "consolidated"};
    CANBO_TRY(const auto reports, reporting::list_reports(desk, {}));
    History history;
    for (const auto& view : reports) {
        const auto period = base::Period::parse(view.report.period);
        if (!period || view.state == "draft")
            continue;
        for (const auto& model : view.report.models)
            history[model.model].push_back({view.id, view.report.agency, view.report.period, period->last_day(),
                                            view.state, counting.count(view.state) > 0, model.status, model.confidence,
                                            model.percent, model.indicators});
    }
    for (auto& [number, mentions] : history)
        std::stable_sort(mentions.begin(), mentions.end(),
                         [](const Mention& a, const Mention& b) { return a.until > b.until; });
    return history;
}

void ProgressSource::load() {
    m_waiter.run(
        m_background, [&desk = m_desk] { return load_board(desk); },
        [this](Result<BoardData> read) {
            m_trouble.reset();
            if (read)
                m_board.emplace(*std::move(read));
            else
                m_trouble = read.error();
            changed.emit();
        });
    if (m_wants_history)
        load_history_now();
}

void ProgressSource::want_history() {
    if (std::exchange(m_wants_history, true))
        return;
    load_history_now();
}

void ProgressSource::load_history_now() {
    m_waiter.run(
        m_background, [&desk = m_desk] { return load_history(desk); },
        [this](Result<History> read) {
            if (read)
                m_history = *std::move(read);
            else
                m_trouble = read.error();
            changed.emit();
        });
}

bool ProgressSource::may_register(int model) const {
    const auto& person = m_desk.person;
    return m_board && person.may(people::Permission::WriteReport) && m_board->duties.has_duty(person.agency, model);
}

} // namespace canbo::progress::ui
