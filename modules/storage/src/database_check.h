#pragma once

#include "base/result.h"
#include "base/transaction.h"

namespace canbo::storage {

/// Reads the whole file and checks its structure, indexes and foreign keys. @error Storage it is damaged
Result<void> check_database(base::Database& database);

} // namespace canbo::storage
