#pragma once

#include "base/result.h"
#include "storage/sealing.h"

#include <chrono>
#include <filesystem>

namespace canbo::storage {

/// Seals what a version that sealed nothing, or fewer kinds, left plain: entries, the outbox and attachments, in one
/// transaction after a copy of the file beside it; then the file is written anew, so that no free page keeps a name,
/// and the copy, which would, is taken away. The copies that migrations left are treated alike. What was done is noted:
/// the next start looks at one row. @error Storage nothing was changed
Result<void> seal_plain_rows(const std::filesystem::path& file, const Sealing& sealing, std::chrono::milliseconds wait);

} // namespace canbo::storage
