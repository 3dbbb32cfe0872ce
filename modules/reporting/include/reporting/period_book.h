#pragma once

#include "base/clock.h"
#include "base/period.h"
#include "base/result.h"
#include "ledger/stores.h"
#include "reporting/calendar.h"
#include "reporting/report.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace canbo::reporting {

/// Where a report version stands at the office. Draft and queued are states of a desk (draft_store.h, ledger::Outbox).
enum class ReportState { Received, Returned, Accepted, Consolidated, Superseded };
std::string_view state_name(ReportState state);  ///< "received"
std::string_view state_label(ReportState state); ///< English msgid: "Received"

/// What the standing office decided about one version.
struct Decision {
    std::string entry;
    bool accepted{false};
    std::string remark;
    std::string by;
    base::Time at{};
};

/// One version of one agency's report, as the ledger tells it.
struct ReportVersion {
    std::string id;
    std::int64_t sequence{0};
    std::string author;
    std::string digest;
    base::Time received_at{};
    bool late{false}; ///< received_at against the due time; a fact, never edited.
    ReportState state{ReportState::Received};
    std::optional<Decision> decision;
    Report report;
};

/// All an agency sent for a period, oldest first.
struct AgencyReports {
    std::vector<ReportVersion> versions;

    /// Versions that nothing revises. Two or more: people of one agency wrote at the same time, a person must choose.
    std::vector<const ReportVersion*> heads() const;
    bool in_conflict() const { return heads().size() > 1; }
    /// The version that counts: the only head; in a conflict the accepted one, else the first received.
    const ReportVersion* current() const;
    /// On time is judged by the first version: an agency that reported in time and was asked to correct is not late.
    bool late() const { return !versions.empty() && versions.front().late; }
};

struct PeriodException {
    std::string agency;
    base::Time expires{};
    std::string reason;
    std::string by;
};

struct Consolidation {
    std::string entry;
    std::int64_t sequence{0}; ///< The ledger up to here was consolidated.
    std::vector<std::string> reports;
    std::string summary; ///< Markdown, the office's own words.
    base::Time at{};
};

/// An agency the office added to (or took off) those expected to report.
struct Expectation {
    std::string agency;
    bool expected{true};
    base::Day from{};
    std::optional<base::Day> to;
};

/// Everything the ledger says about one period, up to a sequence. A value: nothing changes behind it.
class PeriodBook {
public:
    /// `up_to` 0: all there is. Cost: the period's entries, read by index. @error Storage, NotFound (no regime)
    static Result<PeriodBook> load(Transaction& tx, ledger::EntryStore& entries, const base::Period& period,
                                   const Calendar& calendar, std::int64_t up_to = 0);

    const base::Period& period() const { return m_period; }
    const Deadlines& deadlines() const { return m_deadlines; }
    const std::map<std::string, AgencyReports, std::less<>>& agencies() const { return m_agencies; }
    const AgencyReports* of(std::string_view agency) const;
    const ReportVersion* find(std::string_view id) const;
    bool locked() const { return m_locked; }
    const std::vector<PeriodException>& exceptions() const { return m_exceptions; }
    const std::vector<Consolidation>& consolidations() const { return m_consolidations; }
    /// Open for that agency at that time: not locked, or a time-boxed exception holds.
    bool open_for(std::string_view agency, base::Time at) const;

private:
    explicit PeriodBook(base::Period period) : m_period(period) {}
    void decide(const ledger::StoredEntry& stored);
    void settle_states();

    base::Period m_period;
    Deadlines m_deadlines;
    std::map<std::string, AgencyReports, std::less<>> m_agencies;
    std::map<std::string, Decision> m_decisions; ///< By report.
    bool m_locked{false};
    std::vector<PeriodException> m_exceptions;
    std::vector<Consolidation> m_consolidations;
};

inline constexpr const char* decision_kind = "report-decision";
inline constexpr const char* approval_kind = "report-approval"; ///< By the agency's leader: {report, digest}.
inline constexpr const char* lock_kind = "period-lock";
inline constexpr const char* exception_kind = "period-exception";
inline constexpr const char* consolidation_kind = "consolidation";
inline constexpr const char* expectation_kind = "expectation";

/// The agency's newest report of that kind before the period, in force (not returned). @error Storage
Result<std::optional<Report>> previous_report(Transaction& tx, ledger::EntryStore& entries, const std::string& agency,
                                              const base::Period& before);

} // namespace canbo::reporting
