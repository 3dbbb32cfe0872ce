#pragma once

#include "base/result.h"
#include "reporting/completeness.h"
#include "reporting/desk.h"
#include "reporting/office_settings.h"
#include "reporting/status_board.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::reporting {

/// A period as the standing office reports it: a pure function of the ledger up to `sequence`, so that the same
/// sequence gives the same paper. Takes what is accepted; lists who is late, returned or missing; never refuses.
/// What a district reports to its lead comes in with the lead's report and is not counted a second time; only what
/// the lead cannot report, because it has no task in that model, is taken from the district itself.
struct ConsolidatedReport {
    struct Voice {
        std::string agency;
        int model{0};
        std::string text;
    };
    struct Wait {
        int model{0};
        std::string gate;
        int days{0};
    };

    base::Period period;
    Deadlines deadlines;
    std::int64_t sequence{0};
    base::Day day{}; ///< The day the status is computed for: the day the reports were due.
    Completeness completeness;
    std::vector<std::string> returned;
    std::vector<std::string> late;
    std::vector<ModelStatus> models;
    std::map<progress::Status, int> counts; ///< Models by overall status.
    std::vector<Wait> waits;
    std::vector<Voice> difficulties;
    std::vector<Voice> proposals;
    std::vector<std::string> reports; ///< Ids that went in.
    std::string summary;              ///< Markdown, the office's own words.
    people::AgencyTree agencies;      ///< As they stood at the sequence: names, signers, letter-heads.
    OfficeSettings settings{};        ///< As they stood at the sequence.
};

/// `sequence` 0: the ledger as the desk has it. Cost: the period's entries once. @error NotFound, Storage
Result<ConsolidatedReport> consolidate(Transaction& tx, const Desk& desk, const base::Period& period,
                                       std::int64_t sequence);

} // namespace canbo::reporting
