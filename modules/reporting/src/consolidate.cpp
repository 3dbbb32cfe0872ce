#include "reporting/consolidate.h"

#include "progress/agency_book.h"

#include <algorithm>

namespace canbo::reporting {
namespace {

/// The moment the office's view of the period ends: everything up to the sequence, whatever was written later.
Result<base::Time> time_of(Transaction& tx, const Desk& desk, std::int64_t sequence) {
    if (sequence == 0)
        return desk.clock.now();
    CANBO_TRY(const auto at, desk.entries.changes(tx, sequence - 1, 1, {true, {}}));
    return at.empty() ? desk.clock.now() : at.front().received_at;
}

void add_voices(ConsolidatedReport& out, const Report& report) {
    for (const auto& model : report.models) {
        if (!model.difficulties.empty())
            out.difficulties.push_back({report.agency, model.model, model.difficulties});
        if (!model.proposals.empty())
            out.proposals.push_back({report.agency, model.model, model.proposals});
    }
}

void add_waits(ConsolidatedReport& out) {
    for (const auto& model : out.models) {
        int days = 0;
        std::vector<std::string> gates;
        for (const auto& line : model.lines) {
            days = std::max(days, line.office.waiting_days);
            for (const auto& gate : line.office.waiting_for)
                if (std::find(gates.begin(), gates.end(), gate) == gates.end())
                    gates.push_back(gate);
        }
        for (const auto& gate : gates)
            out.waits.push_back({model.model, gate, days});
    }
}

} // namespace

Result<ConsolidatedReport> consolidate(Transaction& tx, const Desk& desk, const base::Period& period,
                                       std::int64_t sequence) {
    CANBO_TRY(const auto last, desk.entries.last_sequence(tx));
    const std::int64_t up_to = sequence == 0 ? last : std::min(sequence, last);
    CANBO_TRY(const auto as_of, time_of(tx, desk, up_to));
    CANBO_TRY(const auto context, load_period_context(tx, desk, period, as_of));
    CANBO_TRY(const auto book, PeriodBook::load(tx, desk.entries, period, context.calendar, up_to));
    CANBO_TRY(const auto expected, expected_agencies(tx, desk.entries, context.duties, period));

    ConsolidatedReport out{
        period, book.deadlines(), up_to, base::day_in_vietnam(book.deadlines().due), {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}};
    out.completeness = completeness(book, expected);
    for (const auto& row : out.completeness.agencies) {
        if (row.state == "returned")
            out.returned.push_back(row.agency);
        if (row.late)
            out.late.push_back(row.agency);
    }
    std::map<std::string, Report> said;
    for (const auto& [agency, reports] : book.agencies()) {
        const ReportVersion* current = reports.current();
        if (current == nullptr ||
            (current->state != ReportState::Accepted && current->state != ReportState::Consolidated))
            continue;
        out.reports.push_back(current->id);
        add_voices(out, current->report);
        said.emplace(agency, current->report);
    }
    out.models = status_of(desk.catalogue, context.duties, context.plans, said, out.day);
    for (const auto& model : out.models)
        ++out.counts[model.status];
    add_waits(out);
    if (!book.consolidations().empty())
        out.summary = book.consolidations().back().summary;
    return out;
}

} // namespace canbo::reporting
