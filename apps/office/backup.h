#pragma once

#include "base/result.h"

#include <filesystem>
#include <string_view>

namespace canbo::office {

/// A consistent copy of an office's folder, while its server goes on: the database as it stands and the keys, in a
/// folder that only this user may read. `with_data_key` false: data.key is kept elsewhere.
/// @error Conflict `to` holds something; NotFound no office; Storage
Result<void> back_up(const std::filesystem::path& folder, const std::filesystem::path& to, bool with_data_key);

/// Makes an office's folder of a backup, after every page, row and receipt of it has been checked, and records that in
/// the office's audit log. Receipts given after the backup speak of entries it does not have: their desks send again.
/// @error Conflict there is an office already; DigestMismatch the backup was changed; NotFound; Storage
Result<void> restore(const std::filesystem::path& from, const std::filesystem::path& folder, std::string_view version);

} // namespace canbo::office
