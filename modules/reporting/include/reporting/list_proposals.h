#pragma once

#include "base/json.h"
#include "base/result.h"
#include "progress/list_figures.h"
#include "reporting/desk.h"

#include <string>

namespace canbo::reporting {

/// The lists of all models that have some, as the desk sees them. @error Storage
Result<progress::ListBook> read_lists(Transaction& tx, const Desk& desk);

/// What the filled lists propose for an agency's report: {"6": {"m06-co-so-tiep-nhan": 92.2}}, only models in which it
/// has a duty and only indicators that a list tells. @error Storage
Result<Json> proposals(const Desk& desk, const std::string& agency);

} // namespace canbo::reporting
