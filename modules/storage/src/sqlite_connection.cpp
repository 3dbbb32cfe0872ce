#include "sqlite_connection.h"

#include <sqlite3.h>

#include <mutex>
#include <thread>
#include <unordered_map>

namespace canbo::storage {
namespace {

/// What a store asks is few statements; those with lists of any length are not to fill the memory.
constexpr std::size_t most_prepared = 128;

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

/// Ends a statement's reading when it goes out of sight: an open one would hold the transaction.
class Running {
public:
    explicit Running(sqlite3_stmt* statement) : m_statement(statement) {}
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }

private:
    sqlite3_stmt* m_statement;
};

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : m_statement(statement) {}
    bool is_null(int column) const override { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(m_statement, column); }
    std::string_view bytes(int column) const override {
        const void* data = sqlite3_column_blob(m_statement, column);
        return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
    }

private:
    sqlite3_stmt* m_statement;
};

int bind(sqlite3_stmt* statement, int place, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return sqlite3_bind_int64(statement, place, *number);
    if (const auto* text = std::get_if<std::string_view>(&value))
        return sqlite3_bind_text64(statement, place, text->data() ? text->data() : "", text->size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
    if (const auto* bytes = std::get_if<BytesView>(&value))
        return sqlite3_bind_blob64(statement, place, bytes->bytes.data(), bytes->bytes.size(), SQLITE_STATIC);
    return sqlite3_bind_null(statement, place);
}

class SqliteConnection final : public Connection {
public:
    explicit SqliteConnection(sqlite3* handle) : m_handle(handle) {}
    ~SqliteConnection() override {
        m_prepared.clear();
        sqlite3_close(m_handle);
    }

    Result<std::size_t> run(const std::string& sql, const std::vector<Value>& values, const EachRow& row) override;
    Result<void> execute(const char* sql) override;
    Result<void> frame(const std::string& sql) override;
    Result<void> begin_writing() override { return frame("BEGIN IMMEDIATE"); }
    Result<void> begin_reading() override;
    Result<std::size_t> look(const std::string& sql, const std::vector<Value>& values, const EachRow& row) override {
        return run(sql, values, row);
    }
    Result<void> commit() override { return frame("COMMIT"); }
    bool in_transaction() const override { return sqlite3_get_autocommit(m_handle) == 0; }
    /// Kept open whatever happens: closing the last connection removes the log's index, and on a full disk no new one
    /// can be made, so that not even reading would work any more.
    bool lost() const override { return false; }

    sqlite3* handle() { return m_handle; }
    Error last_error() const { return sqlite_error(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle)); }

private:
    Result<sqlite3_stmt*> prepared(const std::string& sql);

    sqlite3* m_handle;
    std::unordered_map<std::string, Prepared> m_prepared;
};

Result<sqlite3_stmt*> SqliteConnection::prepared(const std::string& sql) {
    if (const auto known = m_prepared.find(sql); known != m_prepared.end())
        return known->second.get();
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    Prepared statement(raw);
    if (code != SQLITE_OK || !raw)
        return fail(last_error());
    if (m_prepared.size() >= most_prepared)
        m_prepared.clear();
    return m_prepared.emplace(sql, std::move(statement)).first->second.get();
}

Result<std::size_t> SqliteConnection::run(const std::string& sql, const std::vector<Value>& values,
                                          const EachRow& row) {
    CANBO_TRY(auto* statement, prepared(sql));
    const Running running(statement);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (bind(statement, static_cast<int>(i) + 1, values[i]) != SQLITE_OK)
            return fail(last_error());
    const SqliteRow reader(statement);
    std::size_t rows = 0;
    int code = SQLITE_OK;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        row(reader);
        ++rows;
    }
    if (code != SQLITE_DONE)
        return fail(last_error());
    return sqlite3_column_count(statement) > 0 ? rows : static_cast<std::size_t>(sqlite3_changes(m_handle));
}

Result<void> SqliteConnection::execute(const char* sql) {
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return fail(last_error());
    return {};
}

Result<void> SqliteConnection::frame(const std::string& sql) {
    CANBO_TRY_VOID(run(sql, {}, [](const Row&) {}));
    return {};
}

Result<void> SqliteConnection::begin_reading() {
    CANBO_TRY_VOID(frame("BEGIN"));
    // What a reader sees is fixed at its first read: make that now.
    CANBO_TRY_VOID(run("SELECT MAX(version) FROM canbo_migration", {}, [](const Row&) {}));
    return {};
}

// Two programs that make the file at the same moment: the switch to WAL does not wait for its turn by itself.
Result<void> switch_to_wal(SqliteConnection& connection, std::chrono::milliseconds wait) {
    const auto end = std::chrono::steady_clock::now() + wait;
    for (;;) {
        std::string mode;
        const auto done = connection.run("PRAGMA journal_mode = WAL", {}, [&](const Row& row) { mode = row.bytes(0); });
        if (done && mode == "wal")
            return {};
        if (done)
            return fail(sqlite_error(SQLITE_CANTOPEN, "the file system cannot hold a write-ahead log"));
        if (sqlite3_errcode(connection.handle()) != SQLITE_BUSY || std::chrono::steady_clock::now() > end)
            return fail(done.error());
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

} // namespace

void prepare_sqlite() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

Result<ConnectionPtr> connect_sqlite(const std::filesystem::path& file, Use use, std::chrono::milliseconds wait) {
    prepare_sqlite();
    sqlite3* handle = nullptr;
    const int code =
        sqlite3_open_v2(utf8_path(file).c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    auto connection = std::make_unique<SqliteConnection>(handle);
    if (code != SQLITE_OK)
        return fail(connection->last_error());
    sqlite3_busy_timeout(handle, static_cast<int>(wait.count()));
    CANBO_TRY_VOID(connection->execute("PRAGMA foreign_keys = ON"));
    if (use == Use::Read) {
        CANBO_TRY_VOID(connection->execute("PRAGMA query_only = ON"));
    } else {
        CANBO_TRY_VOID(switch_to_wal(*connection, wait));
        CANBO_TRY_VOID(connection->execute("PRAGMA synchronous = FULL"));
    }
    return ConnectionPtr(std::move(connection));
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
