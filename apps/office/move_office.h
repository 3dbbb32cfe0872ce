#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace canbo::office {

/// Moves an office between sqlite:FOLDER, its folder with office.db, and postgresql://…, a database that is there and
/// empty; the keys stay in the folder. Its server may go on meanwhile: what it is sent waits, and after the move it
/// refuses every change, so that desks keep theirs until the office is started on the new database. Proves itself by
/// the digests of every table and by the whole audit chain, prints them, and records it in the audit log. What was
/// broken off is finished by the same call again.
/// @error InvalidInput the two are not one of each kind; and as storage/move_database.h
Result<void> move_office(const std::string& from, const std::string& to, std::string_view version);

} // namespace canbo::office
