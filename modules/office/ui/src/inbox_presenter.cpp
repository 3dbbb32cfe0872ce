#include "office_ui/inbox_presenter.h"

#include "base/shown_period.h"
#include "base/text.h"
#include "base/translation.h"
#include "progress/agency_book.h"
#include "reporting/decide_report.h"
#include "reporting/paper.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::office_ui {
namespace {

const char* symbol_of(const std::string& state) {
    return state == "received" ? "●" : state == "returned" ? "↩" : state == "accepted" ? "✓" : "·";
}

bool passes(InboxPresenter::Filter filter, const std::string& state) {
    switch (filter) {
    case InboxPresenter::Filter::Waiting:
        return state == "received";
    case InboxPresenter::Filter::Returned:
        return state == "returned";
    case InboxPresenter::Filter::Accepted:
        return state == "accepted" || state == "consolidated";
    case InboxPresenter::Filter::All:
        break;
    }
    return true;
}

Result<std::string> make_paper(const reporting::Desk& desk, base::FormRenderer& renderer, const std::string& id) {
    CANBO_TRY(const auto view, reporting::find_report(desk, id));
    CANBO_TRY(const auto period, base::Period::parse(view.report.period));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto context, reporting::load_period_context(*tx, desk, period, base::Time::max()));
    const auto* agency = context.agencies.find(view.report.agency);
    if (agency == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", view.report.agency);
    CANBO_TRY(const auto made, renderer.render_pdf(reporting::report_form(view.report, *agency, desk.catalogue,
                                                                          context.plans, period, {})));
    return made.bytes;
}

std::string done_words(std::size_t count, bool accept) {
    return fmt::format(fmt::runtime(accept ? base::tr("{} accepted; the agencies are told by the next exchange")
                                           : base::tr("{} returned; the agencies are told by the next exchange")),
                       count);
}

/// Those refused for one reason stand together: "… already (Sở Y tế · Week 07/2024; Sở Tư pháp · Week 07/2024)".
std::string refused_words(const std::vector<reporting::DecidedReport>& decided, const people::AgencyTree& agencies) {
    std::vector<std::pair<std::string, std::string>> reasons;
    for (const auto& one : decided) {
        if (one.entry)
            continue;
        const std::string why = base::tr(one.entry.error().message);
        const auto* agency = agencies.find(one.agency);
        const std::string which = one.agency.empty() ? one.report
                                                     : (agency != nullptr ? agency->name : one.agency) + " · " +
                                                           base::shown_period(one.period);
        auto found = std::find_if(reasons.begin(), reasons.end(), [&](const auto& each) { return each.first == why; });
        if (found == reasons.end())
            reasons.emplace_back(why, which);
        else
            found->second += "; " + which;
    }
    std::string out;
    for (const auto& [why, which] : reasons)
        out += (out.empty() ? "" : ". ") + why + " (" + which + ")";
    return out;
}

Outcome outcome_of(const std::vector<reporting::DecidedReport>& decided, bool accept,
                   const people::AgencyTree& agencies) {
    Outcome outcome;
    for (const auto& one : decided) {
        if (one.entry)
            ++outcome.done;
        else if (++outcome.refused == 1)
            outcome.help = "errors/" + std::string(base::code_name(one.entry.error().code));
    }
    if (outcome.done > 0)
        outcome.sentence = done_words(outcome.done, accept);
    if (outcome.refused > 0)
        outcome.sentence += (outcome.done > 0 ? " · " : "") +
                            fmt::format(fmt::runtime(base::tr("{} refused")), outcome.refused) + ": " +
                            refused_words(decided, agencies);
    return outcome;
}

} // namespace

void InboxPresenter::load() {
    const auto read = [&desk = m_desk]() -> Result<Loaded> {
        CANBO_TRY(auto views, reporting::list_reports(desk, ""));
        CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
        CANBO_TRY(auto agencies, progress::load_agencies(*tx, desk.entries, desk.shipped_agencies));
        std::erase_if(views, [](const auto& view) { return view.received_at.empty(); });
        return Loaded{std::move(views), std::move(agencies)};
    };
    m_waiter.run(m_background, read, [this](Result<Loaded> loaded) {
        if (!loaded) {
            m_view.show_problem(loaded.error());
            return;
        }
        m_loaded = std::move(*loaded);
        show();
    });
}

void InboxPresenter::filter(Filter filter, std::string text) {
    m_filter = filter;
    m_text = std::move(text);
    show();
}

void InboxPresenter::show() {
    std::vector<InboxRow> rows;
    for (const auto& view : m_loaded.views) {
        if (!passes(m_filter, view.state))
            continue;
        const auto* agency = m_loaded.agencies.find(view.report.agency);
        InboxRow row;
        row.id = view.id;
        row.period = base::shown_period(view.report.period);
        row.agency = agency != nullptr ? agency->name : view.report.agency;
        if (!base::contains_folded(row.agency + " " + view.report.agency + " " + row.period, m_text))
            continue;
        row.version = view.report.revision > 1 ? std::to_string(view.report.revision) : std::string();
        row.state = std::string(symbol_of(view.state)) + " " + base::tr(view.state);
        row.received = base::show_time_or_blank(view.received_at);
        row.late = view.late ? base::tr("late") : std::string();
        row.waits = view.state == "received";
        row.returned = view.state == "returned";
        rows.push_back(std::move(row));
    }
    m_view.show_rows(rows, m_loaded.views.size());
}

void InboxPresenter::preview(const std::string& id) {
    const std::size_t mine = ++m_previews; // a later choice makes an earlier paper worthless
    if (id.empty()) {
        m_view.show_paper({}, {});
        return;
    }
    m_waiter.run(
        m_background, [&desk = m_desk, &renderer = m_renderer, id] { return make_paper(desk, renderer, id); },
        [this, mine, id](Result<std::string> pdf) {
            if (mine != m_previews)
                return;
            if (pdf)
                m_view.show_paper(*pdf, id + ".pdf");
            else
                m_view.show_problem(pdf.error());
        });
}

void InboxPresenter::decide(std::vector<std::string> ids, bool accept, const std::string& remark) {
    if (ids.empty())
        return;
    const auto work = [&desk = m_desk, ids = std::move(ids), accept, remark] {
        return reporting::decide_reports(desk, ids, accept, remark);
    };
    m_waiter.run(m_background, work, [this, accept](const std::vector<reporting::DecidedReport>& decided) {
        const auto outcome = outcome_of(decided, accept, m_loaded.agencies);
        if (outcome.done > 0)
            m_sent();
        m_view.show_outcome(outcome);
        load();
    });
}

} // namespace canbo::office_ui
