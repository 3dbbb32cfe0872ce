#pragma once

#include "connection.h"
#include "engine.h"

#include <chrono>
#include <string>
#include <string_view>

namespace canbo::storage {

/// @error InvalidInput no address of a PostgreSQL database, or one beyond this machine without TLS
Result<void> check_postgres_address(const std::string& address);

/// Whether a host or its address, as libpq says it, is one that no network lies before.
bool is_this_machine(std::string_view host);

/// A connection to a PostgreSQL database, for an address that was checked. Cut off, it connects again when a
/// transaction begins. @error Storage
Result<ConnectionPtr> connect_postgres(const std::string& address, Use use, std::chrono::milliseconds wait);

} // namespace canbo::storage
