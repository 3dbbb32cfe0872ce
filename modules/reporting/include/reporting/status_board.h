#pragma once

#include "base/json.h"
#include "progress/status.h"
#include "reporting/desk.h"
#include "reporting/period_book.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::reporting {

/// One agency in one model: what it says, and what the office's rules say, side by side.
struct StatusLine {
    int model{0};
    std::string agency;
    std::string period; ///< Of the report it said so in; empty when it never did.
    std::optional<ModelReport> said;
    progress::OfficeView office;

    /// The two views differ in a way a person should look at.
    bool differs() const;
};

/// A model as a whole: the worst of the agencies that answer for it, waiting only when all of them wait.
struct ModelStatus {
    int model{0};
    progress::Status status{progress::Status::NotStarted};
    std::vector<StatusLine> lines; ///< Agencies that answer or reported, by code.
};

/// @returns the status of a whole model from its lines' office views; lines may be empty.
progress::Status overall(const std::vector<StatusLine>& lines);

/// Status of all 43 models, or of one. `said` maps agency to its report that counts.
std::vector<ModelStatus> status_of(const progress::Catalogue& catalogue, const progress::Duties& duties,
                                   const progress::PlanBook& plans, const std::map<std::string, Report>& said,
                                   base::Day day);

/// Every agency's newest report that counts (not returned, not superseded), of any period for which reports were asked
/// for. @error Storage
Result<std::map<std::string, Report>> newest_reports(Transaction& tx, const Desk& desk);

Json status_to_json(const ModelStatus& status);

} // namespace canbo::reporting
