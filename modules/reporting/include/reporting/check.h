#pragma once

#include "base/issues.h"
#include "people/agency.h"
#include "progress/catalogue.h"
#include "progress/duties.h"
#include "progress/list_figures.h"
#include "progress/plan.h"
#include "reporting/report.h"

#include <optional>

namespace canbo::reporting {

/// What a report is checked against.
struct CheckContext {
    const progress::Catalogue& catalogue;
    const progress::Duties& duties; ///< On the period's last day.
    const progress::PlanBook& plans;
    base::Day today;
    const Report* previous{nullptr};          ///< The agency's last report of the same kind, if any.
    const progress::ListBook* lists{nullptr}; ///< What the agency's lists propose; null: they are not asked.
};

/// Wrong data is an error, what is left out a warning. `where` names the field: "models[6].percent".
/// The same rules hold in the form, in a file that is imported and at the office.
void check_report(const Report& report, const CheckContext& context, Issues& issues);

} // namespace canbo::reporting
