#include "office_ui/inbox_presenter.h"

#include "base/text.h"
#include "base/translation.h"
#include "progress/agency_book.h"
#include "reporting/decide_report.h"
#include "reporting/paper.h"

#include <fmt/format.h>

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

std::string period_label(const std::string& text) {
    const auto period = base::Period::parse(text);
    return period ? period->label() : text;
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
        row.period = period_label(view.report.period);
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
    struct Outcome {
        std::size_t done{0};
        std::vector<Error> failed;
    };
    const auto work = [&desk = m_desk, ids = std::move(ids), accept, remark]() -> Outcome {
        Outcome outcome;
        for (const auto& id : ids)
            if (const auto entry = reporting::DecideReport(desk)(id, accept, remark))
                ++outcome.done;
            else
                outcome.failed.push_back(entry.error());
        return outcome;
    };
    m_waiter.run(m_background, work, [this, accept](Outcome outcome) {
        if (outcome.done > 0) {
            m_sent();
            m_view.show_done(
                fmt::format(fmt::runtime(accept ? base::tr("{} accepted; the agencies are told by the next "
                                                           "exchange")
                                                : base::tr("{} returned; the agencies are told by the next "
                                                           "exchange")),
                            outcome.done));
        }
        if (!outcome.failed.empty())
            m_view.show_problem(outcome.failed.front());
        load();
    });
}

} // namespace canbo::office_ui
