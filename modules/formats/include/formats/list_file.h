#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "base/result.h"
#include "progress/filled_list.h"

#include <string>
#include <string_view>

namespace canbo::formats {

/// Rows of a list from CSV (RFC 4180, UTF-8, comma or semicolon). The first row names the columns by code or by name,
/// in any order; blank rows are skipped, cells brought to their one form (progress::normal_cell). What is wrong with
/// the head goes into `issues` ("row 1, column ma"); cells are checked by progress::check_rows.
/// @error InvalidInput not UTF-8, a quote that does not end. @returns only rows and lines
Result<progress::FilledList> read_list_csv(std::string_view text, const progress::ListSpec& spec, Issues& issues);

/// The same from JSON: content/schema/model-list.schema.json.
progress::FilledList read_list_json(const Json& json, const progress::ListSpec& spec, Issues& issues);

/// CSV that spreadsheets open (byte order mark, columns by name) and read_list_csv reads back. A text that a
/// spreadsheet would take for a formula gets an apostrophe before it, which reading takes away.
std::string write_list_csv(const progress::ListSpec& spec, const std::vector<progress::ListRow>& rows);

} // namespace canbo::formats
