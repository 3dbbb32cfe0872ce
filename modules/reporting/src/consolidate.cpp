#include "reporting/consolidate.h"

#include "progress/agency_book.h"
#include "reporting/tier_deadline.h"

#include <algorithm>

namespace canbo::reporting {
namespace {

using ledger::StoredEntry;

/// The ledger as it was at a sequence: agencies, calendar, plans and expectations of later entries do not exist yet.
class EntriesUpTo final : public ledger::EntryStore {
public:
    EntriesUpTo(ledger::EntryStore& all, std::int64_t up_to) : m_all(all), m_up_to(up_to) {}

    Result<std::int64_t> last_sequence(Transaction& tx) override {
        CANBO_TRY(const auto last, m_all.last_sequence(tx));
        return std::min(last, m_up_to);
    }
    Result<void> append(Transaction&, const StoredEntry&) override {
        return fail(ErrorCode::Forbidden, "The ledger of an earlier day is only read");
    }
    Result<std::optional<StoredEntry>> find(Transaction& tx, std::string_view id) override {
        CANBO_TRY(auto found, m_all.find(tx, id));
        if (found && found->sequence > m_up_to)
            found.reset();
        return found;
    }
    Result<std::vector<StoredEntry>> of_kind(Transaction& tx, std::string_view kind) override {
        return cut(m_all.of_kind(tx, kind));
    }
    Result<std::vector<StoredEntry>> by_subject(Transaction& tx, std::string_view kind,
                                                std::string_view subject) override {
        return cut(m_all.by_subject(tx, kind, subject));
    }
    Result<std::vector<StoredEntry>> by_agency(Transaction& tx, std::string_view kind,
                                               std::string_view agency) override {
        return cut(m_all.by_agency(tx, kind, agency));
    }
    Result<std::vector<StoredEntry>> changes(Transaction& tx, std::int64_t after, std::size_t limit,
                                             const ledger::Visibility& visibility) override {
        return cut(m_all.changes(tx, after, limit, visibility));
    }

private:
    Result<std::vector<StoredEntry>> cut(Result<std::vector<StoredEntry>> list) const {
        if (list)
            std::erase_if(*list, [this](const StoredEntry& stored) { return stored.sequence > m_up_to; });
        return list;
    }

    ledger::EntryStore& m_all;
    std::int64_t m_up_to;
};

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

/// A report without the models that come in with its lead's report; nothing when all of it does.
std::optional<Report> counted_by_office(const std::string& agency, Report report, const PeriodContext& context) {
    const std::string lead = context.agencies.reports_to(agency, context.period.last_day());
    if (lead.empty())
        return report;
    std::erase_if(report.models, [&](const ModelReport& entry) { return context.duties.has_duty(lead, entry.model); });
    return report.models.empty() ? std::nullopt : std::optional(std::move(report));
}

} // namespace

Result<ConsolidatedReport> consolidate(Transaction& tx, const Desk& desk, const base::Period& period,
                                       std::int64_t sequence) {
    CANBO_TRY(const auto last, desk.entries.last_sequence(tx));
    const std::int64_t up_to = sequence == 0 ? last : std::min(sequence, last);
    EntriesUpTo entries(desk.entries, up_to);
    const Desk then{desk.database,         entries,    desk.outbox,    desk.blobs,
                    desk.drafts,           desk.clock, desk.catalogue, desk.shipped_agencies,
                    desk.shipped_calendar, desk.person};
    CANBO_TRY(const auto context, load_period_context(tx, then, period, base::Time::max()));
    CANBO_TRY(const auto book, PeriodBook::load(tx, entries, period, context.calendar));
    CANBO_TRY(const auto expected, expected_by_receiver(tx, entries, context.duties, context.agencies, period));

    ConsolidatedReport out{
        period, book.deadlines(), up_to, base::day_in_vietnam(book.deadlines().due), {}, {}, {}, {}, {}, {}, {}, {}, {},
        {},     context.agencies};
    CANBO_TRY(out.settings, load_office_settings(tx, entries));
    out.completeness = completeness_for("", book, context.agencies, expected);
    CANBO_TRY(const auto deadlines, TierDeadlines::load(tx, entries, context.calendar));
    CANBO_TRY_VOID(deadlines.judge(out.completeness, period));
    for (const auto& row : out.completeness.agencies) {
        if (row.state == "returned")
            out.returned.push_back(row.agency);
        if (row.late && row.expected && row.state != "returned")
            out.late.push_back(row.agency);
    }
    std::map<std::string, Report> said;
    for (const auto& [agency, reports] : book.agencies()) {
        const ReportVersion* current = reports.current();
        if (current == nullptr ||
            (current->state != ReportState::Accepted && current->state != ReportState::Consolidated))
            continue;
        auto counted = counted_by_office(agency, current->report, context);
        if (!counted)
            continue;
        out.reports.push_back(current->id);
        add_voices(out, *counted);
        said.emplace(agency, *std::move(counted));
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
