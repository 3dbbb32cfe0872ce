#include "sql_session.h"

#include <Poco/Data/DataException.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Statement.h>
#include <sqlite3.h>

#include <mutex>
#include <thread>
#include <vector>

namespace canbo::storage {

using namespace Poco::Data::Keywords;

namespace {

sqlite3* handle_of(const Poco::Data::Session& session) { return Poco::Data::SQLite::Utility::dbHandle(session); }

// Without SQLite's count of the memory it uses, which all its threads would wait for at each allocation.
void register_connector() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        Poco::Data::SQLite::Connector::registerConnector();
    });
}

// Two programs that make the file at the same moment: the switch to WAL does not wait for its turn by itself.
void switch_to_wal(Poco::Data::Session& session, std::chrono::milliseconds wait) {
    const auto end = std::chrono::steady_clock::now() + wait;
    for (;;) {
        try {
            if (query_text(session, "PRAGMA journal_mode = WAL") == "wal")
                return;
            throw Poco::Data::DataException("the file system cannot hold a write-ahead log");
        } catch (const Poco::Exception&) {
            const int code = sqlite3_errcode(handle_of(session));
            if (code != SQLITE_BUSY || std::chrono::steady_clock::now() > end)
                throw;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

} // namespace

Connection::Connection(const std::string& file)
    : Session("SQLite", file), m_handle(handle_of(*this)), m_statements(m_handle) {}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(m_handle) == 0; }

Result<void> Connection::frame(const char* sql) {
    CANBO_TRY(sqlite3_stmt* const prepared, m_statements.find(sql));
    CANBO_TRY_VOID(PreparedStatement(prepared).step());
    return {};
}

Result<SessionPtr> open_session(const std::filesystem::path& file, SessionUse use, std::chrono::milliseconds wait) {
    SessionPtr session;
    try {
        register_connector();
        session = std::make_unique<Connection>(utf8_path(file));
        sqlite3_busy_timeout(handle_of(*session), static_cast<int>(wait.count()));
        execute(*session, "PRAGMA foreign_keys = ON");
        if (use == SessionUse::Read) {
            execute(*session, "PRAGMA query_only = ON");
        } else {
            switch_to_wal(*session, wait);
            execute(*session, "PRAGMA synchronous = FULL");
        }
        return session;
    } catch (const Poco::Exception& exception) {
        return fail(storage_error(exception, session.get()));
    }
}

void execute(Poco::Data::Session& session, const std::string& sql) {
    Poco::Data::Statement statement(session);
    statement << sql;
    statement.execute();
}

std::string query_text(Poco::Data::Session& session, const std::string& sql) {
    std::vector<std::string> values; // a vector, because a scalar keeps its old value when there is no row
    Poco::Data::Statement statement(session);
    statement << sql, into(values);
    statement.execute();
    return values.empty() ? std::string() : values.front();
}

Error storage_error(const Poco::Exception& exception, const Poco::Data::Session* session) {
    const int code = session ? sqlite3_extended_errcode(handle_of(*session)) : SQLITE_CANTOPEN;
    return sqlite_error(code, exception.displayText());
}

Error sqlite_error(int code, std::string detail) {
    detail += " (SQLite " + std::to_string(code) + ")";
    if (code == SQLITE_IOERR_SHMSIZE) // a full disk too: the log's index could not be made
        code = SQLITE_FULL;
    switch (code & 0xff) {
    case SQLITE_FULL:
        return fail(ErrorCode::Storage, "The disk is full, nothing was changed; make room and try again", {}, detail)
            .value();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return fail(ErrorCode::Storage, "Another program is writing to the data just now; try again", {}, detail)
            .value();
    case SQLITE_IOERR:
        return fail(ErrorCode::Storage, "The disk could not be read or written, nothing was changed", {}, detail)
            .value();
    case SQLITE_NOTADB:
        return fail(ErrorCode::Storage, "This file is not a Canbo database", {}, detail).value();
    case SQLITE_CORRUPT:
        return fail(ErrorCode::Storage, "The data file is damaged; restore a backup", {}, detail).value();
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return fail(ErrorCode::Storage, "The data file cannot be opened for writing", {}, detail).value();
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
        return fail(ErrorCode::Storage, "There is not enough memory for this, nothing was changed", {}, detail).value();
    default:
        return fail(ErrorCode::Storage, "The data could not be read or written, nothing was changed", {}, detail)
            .value();
    }
}

std::string utf8_path(const std::filesystem::path& file) {
    const std::u8string text = std::filesystem::absolute(file).u8string();
    return {text.begin(), text.end()};
}

} // namespace canbo::storage
