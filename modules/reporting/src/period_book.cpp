#include "reporting/period_book.h"

#include "base/translation.h"

#include <algorithm>
#include <array>

namespace canbo::reporting {
namespace {

struct StateText {
    std::string_view name;
    std::string_view label;
};
constexpr std::array<StateText, 5> states{{
    {"received", base::msgid("Received")},
    {"returned", base::msgid("Returned")},
    {"accepted", base::msgid("Accepted")},
    {"consolidated", base::msgid("Consolidated")},
    {"superseded", base::msgid("Superseded")},
}};

std::string body_text(const Json& body, const char* key) {
    const auto it = body.find(key);
    return it != body.end() && it->is_string() ? it->get<std::string>() : std::string();
}

bool within(std::int64_t sequence, std::int64_t up_to) { return up_to == 0 || sequence <= up_to; }

} // namespace

std::string_view state_name(ReportState state) { return states[static_cast<std::size_t>(state)].name; }
std::string_view state_label(ReportState state) { return states[static_cast<std::size_t>(state)].label; }

std::vector<const ReportVersion*> AgencyReports::heads() const {
    std::set<std::string> revised;
    for (const auto& version : versions)
        revised.insert(version.report.bases.begin(), version.report.bases.end());
    std::vector<const ReportVersion*> out;
    for (const auto& version : versions)
        if (revised.count(version.id) == 0)
            out.push_back(&version);
    return out;
}

const ReportVersion* AgencyReports::current() const {
    const auto all = heads();
    for (const ReportVersion* head : all)
        if (head->state == ReportState::Accepted || head->state == ReportState::Consolidated)
            return head;
    return all.empty() ? nullptr : all.front();
}

Result<PeriodBook> PeriodBook::load(Transaction& tx, ledger::EntryStore& entries, const base::Period& period,
                                    const Calendar& calendar, std::int64_t up_to) {
    PeriodBook book(period);
    CANBO_TRY(book.m_deadlines, calendar.deadlines(period));
    Issues ignored; // bodies were checked when the office took them
    CANBO_TRY(const auto reports, entries.by_subject(tx, report_kind, period.text()));
    for (const auto& stored : reports)
        if (within(stored.sequence, up_to)) {
            ReportVersion version;
            version.id = stored.entry.id;
            version.sequence = stored.sequence;
            version.author = stored.entry.author;
            version.digest = stored.digest;
            version.received_at = stored.received_at;
            version.late = stored.received_at > book.m_deadlines.due;
            version.report = report_from_json(stored.entry.body, ignored);
            book.m_agencies[stored.entry.agency].versions.push_back(std::move(version));
        }
    for (const char* kind : {decision_kind, lock_kind, exception_kind, consolidation_kind}) {
        CANBO_TRY(const auto found, entries.by_subject(tx, kind, period.text()));
        for (const auto& stored : found)
            if (within(stored.sequence, up_to))
                book.decide(stored);
    }
    book.settle_states();
    return book;
}

void PeriodBook::decide(const ledger::StoredEntry& stored) {
    const Json& body = stored.entry.body;
    if (stored.entry.kind == decision_kind) {
        m_decisions[body_text(body, "report")] = {stored.entry.id, body_text(body, "decision") == "accepted",
                                                  body_text(body, "remark"), stored.entry.author, stored.received_at};
    } else if (stored.entry.kind == lock_kind) {
        m_locked = body.value("locked", true);
    } else if (stored.entry.kind == exception_kind) {
        const auto expires = base::parse_time(body_text(body, "expires"));
        m_exceptions.push_back(
            {stored.entry.agency, expires ? *expires : base::Time{}, body_text(body, "reason"), stored.entry.author});
    } else {
        const auto sequence = body.find("sequence");
        const bool numbered = sequence != body.end() && sequence->is_number_integer();
        Consolidation out{stored.entry.id,
                          numbered ? sequence->get<std::int64_t>() : 0,
                          {},
                          body_text(body, "summary"),
                          stored.received_at};
        for (const auto& report : body.value("reports", Json::array()))
            out.reports.push_back(report.get<std::string>());
        m_consolidations.push_back(std::move(out));
    }
}

void PeriodBook::settle_states() {
    std::set<std::string> consolidated;
    for (const auto& consolidation : m_consolidations)
        consolidated.insert(consolidation.reports.begin(), consolidation.reports.end());
    for (auto& [agency, reports] : m_agencies) {
        std::set<std::string> heads;
        for (const ReportVersion* head : reports.heads())
            heads.insert(head->id);
        for (auto& version : reports.versions) {
            if (const auto it = m_decisions.find(version.id); it != m_decisions.end())
                version.decision = it->second;
            if (heads.count(version.id) == 0)
                version.state = ReportState::Superseded;
            else if (version.decision && !version.decision->accepted)
                version.state = ReportState::Returned;
            else if (consolidated.count(version.id) > 0)
                version.state = ReportState::Consolidated;
            else if (version.decision)
                version.state = ReportState::Accepted;
        }
    }
}

const AgencyReports* PeriodBook::of(std::string_view agency) const {
    const auto it = m_agencies.find(agency);
    return it == m_agencies.end() ? nullptr : &it->second;
}

const ReportVersion* PeriodBook::find(std::string_view id) const {
    for (const auto& [agency, reports] : m_agencies)
        for (const auto& version : reports.versions)
            if (version.id == id)
                return &version;
    return nullptr;
}

bool PeriodBook::open_for(std::string_view agency, base::Time at) const {
    return !m_locked || std::any_of(m_exceptions.begin(), m_exceptions.end(), [&](const PeriodException& exception) {
        return exception.agency == agency && at <= exception.expires;
    });
}

Result<std::optional<Report>> previous_report(Transaction& tx, ledger::EntryStore& entries, const std::string& agency,
                                              const base::Period& before) {
    CANBO_TRY(const auto all, entries.by_agency(tx, report_kind, agency));
    CANBO_TRY(const auto decisions, entries.by_agency(tx, decision_kind, agency));
    std::set<std::string> returned; // by the last word: a decision may replace an earlier one
    for (const auto& stored : decisions) {
        const std::string report = body_text(stored.entry.body, "report");
        if (body_text(stored.entry.body, "decision") == "returned")
            returned.insert(report);
        else
            returned.erase(report);
    }
    const ledger::StoredEntry* best = nullptr;
    std::optional<base::Period> best_period;
    for (const auto& stored : all) {
        const auto period = base::Period::parse(stored.entry.subject);
        if (!period || period->kind() != before.kind() || !(*period < before) || returned.count(stored.entry.id) > 0)
            continue;
        if (best == nullptr || *best_period <= *period) {
            best = &stored;
            best_period = *period;
        }
    }
    if (best == nullptr)
        return std::optional<Report>();
    Issues ignored;
    return std::optional<Report>(report_from_json(best->entry.body, ignored));
}

} // namespace canbo::reporting
