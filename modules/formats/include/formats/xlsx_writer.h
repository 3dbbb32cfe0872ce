#pragma once

#include "base/result.h"
#include "base/workbook.h"

#include <filesystem>

namespace canbo::formats {

/// Writes a workbook as XLSX with real number, percent and date cells, a frozen head row and filters.
/// Dates are Vietnam's. The same workbook gives the same bytes. Replaces the file only when all went well.
/// @error Storage, InvalidInput a sheet name or a text longer than a cell may hold (32,767 characters)
Result<void> write_xlsx(const base::Workbook& workbook, const std::filesystem::path& file);

} // namespace canbo::formats
