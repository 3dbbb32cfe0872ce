#pragma once

#include "base/result.h"
#include "sql_session.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace canbo::storage {

/// The version this program writes.
std::int64_t newest_schema();

/// @error NewerVersion
Result<void> check_schema_is_known(std::int64_t version);

/// Brings the database up to newest_schema() in one transaction, after a copy beside it when it held anything.
/// Two programs may do so at the same time. @error Storage nothing was changed; NewerVersion
Result<void> migrate(Poco::Data::Session& writer, const std::filesystem::path& file,
                     const std::string& program_version);

} // namespace canbo::storage
