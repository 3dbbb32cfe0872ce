#pragma once

#include "base/form_data.h"
#include "people/agency.h"
#include "progress/catalogue.h"
#include "progress/plan.h"
#include "reporting/consolidate.h"
#include "reporting/report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::reporting {

/// What a letter gets at the registry: blank until then, as on paper.
struct LetterNumber {
    std::optional<int> number;
    std::optional<base::Day> date; ///< Blank day when absent.
};

/// Vietnamese words of official paper; independent of the language of the screen.
std::string paper_label(progress::Status status);         ///< "Đúng tiến độ"
std::string paper_label(progress::Confidence confidence); ///< "Cao"
std::string paper_state(std::string_view completeness_state);

/// A weekly or monthly report as a letter (reports/weekly-report, reports/monthly-report). `receiver`: the lead it goes
/// to; null: the standing office.
base::FormData report_form(const Report& report, const people::Agency& agency, const progress::Catalogue& catalogue,
                           const progress::PlanBook& plans, const base::Period& period, const LetterNumber& number,
                           const people::Agency* receiver = nullptr);

/// Registered plans of one agency (reports/plan-registration).
base::FormData plan_form(const people::Agency& agency, const std::vector<const progress::PlanVersion*>& plans,
                         const progress::Catalogue& catalogue, const LetterNumber& number);

/// The consolidated report: a letter with landscape annexes (reports/consolidated-report).
base::FormData consolidated_form(const ConsolidatedReport& report, const people::Agency& office,
                                 const people::AgencyTree& agencies, const progress::Catalogue& catalogue,
                                 const LetterNumber& number);

/// The list of agencies that are late, returned or missing (reports/late-agencies).
base::FormData late_form(const ConsolidatedReport& report, const people::Agency& office,
                         const people::AgencyTree& agencies, const LetterNumber& number);

/// A letter that urges one agency to report (reports/urging-letter). `lead`: who waits for the report in a second tier
/// and writes; null: the standing office, under the letterhead of `office`.
base::FormData urging_form(const ConsolidatedReport& report, const people::Agency& office, const people::Agency& to,
                           const progress::Catalogue& catalogue, const std::vector<int>& models,
                           base::Time new_deadline, const LetterNumber& number, const people::Agency* lead = nullptr);

} // namespace canbo::reporting
