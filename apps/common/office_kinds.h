#pragma once

#include "formats/content.h"
#include "ledger/kinds.h"
#include "service/office_ports.h"

#include <filesystem>

namespace canbo::apps {

/// Every kind of entry this office takes: each feature gives its own. The one place where the office meets features.
/// The content must outlive the registry; the courses that came with the program are read from `share` once.
void register_kinds(ledger::KindRegistry& kinds, const formats::PlanContent& content,
                    const std::filesystem::path& share);

/// The shipped agencies with every recorded change on top. `entries` must outlive it.
service::AgencySource agency_source(ledger::EntryStore& entries, people::AgencyTree shipped);

} // namespace canbo::apps
