#pragma once

#include "reporting/desk.h"

#include <string>

namespace canbo::reporting {

/// A draft of the person's own agency. @error Forbidden, NotFound
Result<Draft> own_draft(Transaction& tx, const Desk& desk, const std::string& id, people::Permission permission);
/// Stores it as changed now, and commits.
Result<void> save_draft(const Desk& desk, Transaction& tx, Draft draft);

} // namespace canbo::reporting
