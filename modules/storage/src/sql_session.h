#pragma once

#include "base/result.h"

#include <Poco/Data/Session.h>
#include <Poco/Exception.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace canbo::storage {

using SessionPtr = std::unique_ptr<Poco::Data::Session>;

enum class SessionUse { Write, Read };

/// A connection with the settings every connection of ours has. @error Storage
Result<SessionPtr> open_session(const std::filesystem::path& file, SessionUse use, std::chrono::milliseconds wait);

/// Runs a statement without values; its rows are dropped. Throws Poco::Exception: SqlTransaction catches it.
void execute(Poco::Data::Session& session, const std::string& sql);

/// The first column of the first row, or "" without rows. Throws Poco::Exception.
std::string query_text(Poco::Data::Session& session, const std::string& sql);

/// What happened, in a sentence that helps. `session` may be null when there is none yet.
Error storage_error(const Poco::Exception& exception, const Poco::Data::Session* session);
/// The same for a result code of SQLite.
Error sqlite_error(int code, std::string detail);

/// SQLite wants UTF-8 on every system.
std::string utf8_path(const std::filesystem::path& file);

} // namespace canbo::storage
