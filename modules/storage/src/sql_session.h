#pragma once

#include "base/result.h"
#include "prepared_statement.h"

#include <Poco/Data/Session.h>
#include <Poco/Exception.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace canbo::storage {

/// A connection to a SQLite file, and the statements prepared on it. One thread at a time.
class Connection final : public Poco::Data::Session {
public:
    /// Throws Poco::Exception.
    explicit Connection(const std::string& file);

    PreparedStatements& statements() { return m_statements; }
    bool in_transaction() const;
    /// A statement that frames others (BEGIN, COMMIT, SAVEPOINT …). @error Storage
    Result<void> frame(const char* sql);

private:
    sqlite3* const m_handle;
    PreparedStatements m_statements; ///< Gone before the session closes.
};
using SessionPtr = std::unique_ptr<Connection>;

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
