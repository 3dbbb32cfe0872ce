#pragma once

#include "ledger/kinds.h"
#include "people/agency.h"
#include "progress/catalogue.h"
#include "reporting/calendar.h"

namespace canbo::reporting {

/// Registers report, report-decision, period-lock, period-exception, consolidation, expectation, calendar,
/// tier-deadline and office-setting: what the office asks before it takes one. The catalogue must outlive the registry;
/// agencies and calendar are copied.
void register_kinds(ledger::KindRegistry& registry, const progress::Catalogue& catalogue,
                    people::AgencyTree shipped_agencies, Calendar shipped_calendar);

} // namespace canbo::reporting
