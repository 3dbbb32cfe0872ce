#include "prepared_statement.h"

#include "sql_session.h"

#include <sqlite3.h>

namespace canbo::storage {
namespace {

Error error_of(sqlite3* connection) {
    return sqlite_error(sqlite3_extended_errcode(connection), sqlite3_errmsg(connection));
}

} // namespace

PreparedStatements::~PreparedStatements() { finalize_all(); }

void PreparedStatements::finalize_all() {
    for (const auto& [sql, statement] : m_statements)
        sqlite3_finalize(statement);
    m_statements.clear();
}

Result<sqlite3_stmt*> PreparedStatements::find(const std::string& sql) {
    if (const auto it = m_statements.find(sql); it != m_statements.end())
        return it->second;
    if (m_statements.size() >= most_kept)
        finalize_all();
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_connection, sql.c_str(), static_cast<int>(sql.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return fail(error_of(m_connection));
    m_statements.emplace(sql, statement);
    return statement;
}

PreparedStatement::~PreparedStatement() {
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

void PreparedStatement::bind_text(std::string_view text) {
    const char* begin = text.data() == nullptr ? "" : text.data(); // a null pointer would bind NULL
    CANBO_CHECK(sqlite3_bind_text64(m_statement, ++m_bound, begin, text.size(), SQLITE_STATIC, SQLITE_UTF8) ==
                SQLITE_OK);
}

void PreparedStatement::bind_bytes(std::string_view bytes) {
    CANBO_CHECK(sqlite3_bind_blob64(m_statement, ++m_bound, bytes.data(), bytes.size(), SQLITE_STATIC) == SQLITE_OK);
}

void PreparedStatement::bind_integer(std::int64_t number) {
    CANBO_CHECK(sqlite3_bind_int64(m_statement, ++m_bound, number) == SQLITE_OK);
}

void PreparedStatement::bind_null() { CANBO_CHECK(sqlite3_bind_null(m_statement, ++m_bound) == SQLITE_OK); }

Result<bool> PreparedStatement::step() {
    CANBO_CHECK(m_bound == sqlite3_bind_parameter_count(m_statement));
    const int code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return fail(error_of(sqlite3_db_handle(m_statement)));
    return code == SQLITE_ROW;
}

std::size_t PreparedStatement::changed_rows() const {
    return static_cast<std::size_t>(sqlite3_changes(sqlite3_db_handle(m_statement)));
}

bool PreparedStatement::is_null(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

std::int64_t PreparedStatement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

std::string PreparedStatement::text(int column) const {
    const auto* begin = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    if (begin == nullptr)
        return {};
    return {begin, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::string PreparedStatement::bytes(int column) const {
    const auto* begin = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    if (begin == nullptr)
        return {};
    return {begin, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

} // namespace canbo::storage
