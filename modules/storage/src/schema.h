#pragma once

#include "base/result.h"
#include "engine.h"

#include <cstdint>
#include <string>

namespace canbo::storage {

/// The version this program writes.
std::int64_t newest_schema();

/// @error NewerVersion
Result<void> check_schema_is_known(std::int64_t version);

/// For those who only read. @error NewerVersion; Closed it is older, or new
Result<void> check_schema_is_current(std::int64_t version, std::string where);

/// Brings the database up to newest_schema() in one transaction, after what the engine does before that when it held
/// anything. Two programs may do so at the same time. @error Storage nothing was changed; NewerVersion
Result<void> migrate(const Engine& engine, Connection& writer, const std::string& program_version);

/// The version that a database has noted; 0 when it is new. @error Storage
Result<std::int64_t> noted_version(Connection& connection);

} // namespace canbo::storage
