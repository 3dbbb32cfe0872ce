#pragma once

#include "base/workbook.h"
#include "people/agency.h"
#include "progress/catalogue.h"
#include "reporting/consolidate.h"

namespace canbo::reporting {

/// The consolidated report as sheets: models × agencies, indicators, completeness, what waits for guidance.
base::Workbook consolidated_workbook(const ConsolidatedReport& report, const people::AgencyTree& agencies,
                                     const progress::Catalogue& catalogue);

} // namespace canbo::reporting
