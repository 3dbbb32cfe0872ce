#pragma once

#include "base/result.h"
#include "ledger/entry.h"

#include <string>

namespace canbo::storage {

/// The entry of its canonical JSON, as it was frozen: not checked again. @error Storage it is damaged
Result<ledger::Entry> entry_of_canonical(const std::string& canonical);

} // namespace canbo::storage
