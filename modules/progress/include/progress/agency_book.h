#pragma once

#include "base/result.h"
#include "ledger/kinds.h"
#include "people/agency.h"
#include "progress/catalogue.h"

namespace canbo::progress {

inline constexpr const char* agency_kind = "agency";

/// The shipped agencies with every recorded change on top. @error Storage
Result<people::AgencyTree> load_agencies(Transaction& tx, ledger::EntryStore& entries, people::AgencyTree shipped);

/// Registers the kinds this module owns: agency, plan, plan-adjustment, gate-opening, model-list. The catalogue must
/// outlive the registry; the tree is copied.
void register_kinds(ledger::KindRegistry& registry, const Catalogue& catalogue, people::AgencyTree shipped);

} // namespace canbo::progress
