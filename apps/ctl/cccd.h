#pragma once

#include "identity/check_card.h"
#include "runtime.h"

#include <string>

namespace canbo::ctl {

// What the commands about chip cards share; each subject has its own file.
void add_cccd_reading(Command& area, Runtime& runtime); ///< readers, read
void add_cccd_paper(Command& area, Runtime& runtime);   ///< qr, mrz, inspect
void add_cccd_trust(Command& area, Runtime& runtime);   ///< trust …, verify-evidence

/// The roots admitted on this desk. @error Storage, InvalidInput
Result<identity::TrustAnchors> desk_anchors(const Runtime& runtime);
/// Who reads a date wants to know which century: today in Vietnam.
Result<base::Day> today(Runtime& runtime);
/// What the number alone lets one doubt, by content/cccd/places.json. Nothing for text that is no number.
Result<identity::Findings> place_findings(Runtime& runtime, const std::string& number);

void print_person(const identity::Person& person);
void print_findings(const identity::Findings& findings);

} // namespace canbo::ctl
