#pragma once

#include "base/result.h"
#include "people/agency.h"
#include "progress/catalogue.h"
#include "reporting/calendar.h"

#include <filesystem>

namespace canbo::formats {

/// What the suite ships about the plan.
struct PlanContent {
    progress::Catalogue catalogue;
    people::AgencyTree agencies;
    reporting::Calendar calendar;
};

/// Reads content/plan-395/ under the share folder. @error NotFound, InvalidInput (`where` names file and field)
Result<PlanContent> load_plan_content(const std::filesystem::path& share);

} // namespace canbo::formats
