#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace canbo::storage {

/// The statements of one connection, each prepared once: preparing costs more than running most of them.
class PreparedStatements {
public:
    explicit PreparedStatements(sqlite3* connection) : m_connection(connection) {}
    PreparedStatements(const PreparedStatements&) = delete;
    PreparedStatements& operator=(const PreparedStatements&) = delete;
    ~PreparedStatements();

    /// Valid until the next call. @error Storage
    Result<sqlite3_stmt*> find(const std::string& sql);

private:
    static constexpr std::size_t most_kept = 100; ///< Lists of placeholders make texts without end.
    void finalize_all();

    sqlite3* const m_connection;
    std::unordered_map<std::string, sqlite3_stmt*> m_statements;
};

/// One run of a prepared statement, from binding its values to its last row. Texts and bytes are borrowed until it is
/// destroyed; one at a time on a connection.
class PreparedStatement {
public:
    explicit PreparedStatement(sqlite3_stmt* statement) : m_statement(statement) {}
    PreparedStatement(const PreparedStatement&) = delete;
    PreparedStatement& operator=(const PreparedStatement&) = delete;
    ~PreparedStatement();

    // The next placeholder's value.
    void bind_text(std::string_view text);
    void bind_bytes(std::string_view bytes);
    void bind_integer(std::int64_t number);
    void bind_null();

    /// True when there is a row to read. @error Storage
    Result<bool> step();
    std::size_t changed_rows() const;

    // The row's columns, from 0. NULL reads as empty and as 0.
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::string bytes(int column) const;

private:
    sqlite3_stmt* const m_statement;
    int m_bound{0};
};

} // namespace canbo::storage
