#include "storage/move_database.h"

#include "base/crypto.h"
#include "sql_transaction.h"
#include "storage/stores.h"
#include "table_list.h"

#include <algorithm>
#include <variant>

namespace canbo::storage {
namespace {

using Mode = base::Database::Mode;

constexpr std::size_t rows_at_once = 200;
constexpr std::size_t contents_at_once = 4; // of many megabytes each
constexpr const char* unfinished = "unfinished_move";
constexpr const char* moved = "moved_away";

/// A row of its own; text and bytes are told apart by the table's kinds.
using Cell = std::variant<std::monostate, std::int64_t, std::string>;
using Cells = std::vector<Cell>;

std::string names(const TableSpec& table, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text.append(i == 0 ? "" : ", ").append(table.columns[i]);
    return text;
}

std::string numbers(std::size_t count) {
    std::string text;
    for (std::size_t i = 1; i <= count; ++i)
        text.append(i == 1 ? "$" : ", $").append(std::to_string(i));
    return text;
}

Value value_of(const Cell& cell, char kind) {
    if (const auto* number = std::get_if<std::int64_t>(&cell))
        return *number;
    if (const auto* text = std::get_if<std::string>(&cell))
        return kind == 'b' ? Value(BytesView{*text}) : Value(std::string_view(*text));
    return {};
}

std::vector<Value> values_of(const TableSpec& table, const Cells& cells, std::size_t count) {
    std::vector<Value> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(value_of(cells[i], table.kinds[i]));
    return values;
}

Cells cells_of(const TableSpec& table, const Row& row) {
    Cells cells;
    for (std::size_t i = 0; i < table.kinds.size(); ++i) {
        const int column = static_cast<int>(i);
        if (row.is_null(column))
            cells.emplace_back();
        else if (table.kinds[i] == 'i')
            cells.emplace_back(row.integer(column));
        else
            cells.emplace_back(std::string(row.bytes(column)));
    }
    return cells;
}

/// Each digest covers the one before it.
void add_row(TableDigest& digest, const Cells& cells) {
    std::string text = digest.digest;
    for (const Cell& cell : cells) {
        if (const auto* number = std::get_if<std::int64_t>(&cell))
            text += "i" + std::to_string(*number) + ":";
        else if (const auto* bytes = std::get_if<std::string>(&cell))
            text.append("t").append(std::to_string(bytes->size())).append(":").append(*bytes);
        else
            text += "n:";
    }
    digest.digest = base::sha256_hex(text);
    ++digest.rows;
}

/// Reads a table by its key, a page at a time, and gives each row to `use`.
Result<TableDigest> read_table(Transaction& tx, const TableSpec& table,
                               const std::function<Result<void>(const Cells&)>& use) {
    const bool has_contents = table.kinds.find('b') != std::string_view::npos;
    const std::size_t page = has_contents ? contents_at_once : rows_at_once;
    const std::string key = names(table, table.key_columns);
    const std::string order = " ORDER BY " + key + " LIMIT " + std::to_string(page);
    const std::string first = "SELECT " + names(table, table.columns.size()) + " FROM " + table.name;
    const std::string next = first + " WHERE (" + key + ") > (" + numbers(table.key_columns) + ")";
    TableDigest digest{table.name, 0, base::sha256_hex(table.name)};
    std::vector<Cells> rows;
    do {
        const auto after = rows.empty() ? std::vector<Value>() : values_of(table, rows.back(), table.key_columns);
        std::vector<Cells> found;
        CANBO_TRY_VOID(sql_transaction(tx).run(Mode::Read, (rows.empty() ? first : next) + order, after,
                                               [&](const Row& row) { found.push_back(cells_of(table, row)); }));
        rows = std::move(found);
        for (const Cells& cells : rows) {
            add_row(digest, cells);
            CANBO_TRY_VOID(use(cells));
        }
    } while (rows.size() == page);
    return digest;
}

Result<std::vector<TableDigest>> read_all(Transaction& tx) {
    std::vector<TableDigest> all;
    for (const TableSpec& table : table_list()) {
        CANBO_TRY(auto digest, read_table(tx, table, [](const Cells&) { return Result<void>(); }));
        all.push_back(std::move(digest));
    }
    return all;
}

Result<std::vector<TableDigest>> copy_all(Transaction& from, Transaction& to) {
    std::vector<TableDigest> all;
    for (const TableSpec& table : table_list()) {
        const std::size_t columns = table.columns.size();
        const std::string insert = std::string("INSERT INTO ") + table.name + " (" + names(table, columns) +
                                   ") VALUES (" + numbers(columns) + ")";
        CANBO_TRY(auto digest, read_table(from, table, [&](const Cells& cells) -> Result<void> {
                      CANBO_TRY_VOID(sql_transaction(to).run(Mode::Write, insert, values_of(table, cells, columns),
                                                             [](const Row&) {}));
                      return {};
                  }));
        all.push_back(std::move(digest));
    }
    return all;
}

bool is_empty(const std::vector<TableDigest>& tables) {
    return std::all_of(tables.begin(), tables.end(), [](const TableDigest& table) { return table.rows == 0; });
}

Result<bool> has_setting(Transaction& tx, const char* name) {
    CANBO_TRY(const auto value, SqlSettingStore().get(tx, name));
    return value.has_value();
}

Result<void> remove_setting(Transaction& tx, const char* name) {
    CANBO_TRY_VOID(sql_transaction(tx).run(Mode::Write, "DELETE FROM setting WHERE name = $1",
                                           {Value(std::string_view(name))}, [](const Row&) {}));
    return {};
}

/// Sees to it that `to` holds what the source does, with the mark; by an earlier call that was broken off, or now.
/// @returns what the source held
Result<std::vector<TableDigest>> fill(Transaction& source, SqlDatabase& to) {
    CANBO_TRY(auto target, to.begin(Mode::Write));
    CANBO_TRY(const auto there, read_all(*target));
    if (is_empty(there)) {
        CANBO_TRY(auto copied, copy_all(source, *target));
        CANBO_TRY_VOID(SqlSettingStore().set(*target, unfinished, "1"));
        CANBO_TRY_VOID(target->commit());
        return copied;
    }
    CANBO_TRY(const bool marked, has_setting(*target, unfinished));
    if (!marked)
        return fail(ErrorCode::Conflict, "This database holds an office already; a move needs an empty one");
    return read_all(source);
}

/// The digests of what was moved, without the mark, which only one of the two has.
Result<std::vector<TableDigest>> moved_digests(SqlDatabase& to) {
    CANBO_TRY(auto tx, to.begin(Mode::Write)); // given up: the mark stays
    CANBO_TRY_VOID(remove_setting(*tx, unfinished));
    return read_all(*tx);
}

/// The source is the old one from here on.
Result<void> close_source(Transaction& source) {
    CANBO_TRY_VOID(SqlSettingStore().set(source, moved, "1"));
    for (const TableSpec& table : table_list())
        CANBO_TRY_VOID(sql_transaction(source).refuse_changes(table.name));
    return source.commit();
}

/// @returns whether there was one
Result<bool> take_mark(SqlDatabase& to) {
    CANBO_TRY(auto target, to.begin(Mode::Write));
    CANBO_TRY(const bool marked, has_setting(*target, unfinished));
    CANBO_TRY_VOID(remove_setting(*target, unfinished));
    CANBO_TRY_VOID(target->commit());
    return marked;
}

} // namespace

Result<std::vector<TableDigest>> table_digests(base::Database& database) {
    CANBO_TRY(auto tx, database.begin(Mode::Read));
    return read_all(*tx);
}

Result<std::vector<TableDigest>> move_database(SqlDatabase& from, SqlDatabase& to,
                                               const std::function<Result<void>(base::Database& moved)>& prove) {
    CANBO_TRY(auto source, from.begin(Mode::Write)); // nobody else writes from here on
    CANBO_TRY(const bool closed, has_setting(*source, moved));
    if (!closed) {
        CANBO_TRY(const auto read, fill(*source, to));
        CANBO_TRY(const auto written, moved_digests(to));
        if (read != written)
            return fail(ErrorCode::DigestMismatch,
                        "What was written is not what was read; make the new database empty");
        CANBO_TRY_VOID(prove(to));
        CANBO_TRY_VOID(close_source(*source));
    }
    CANBO_TRY(const bool marked, take_mark(to));
    if (!marked)
        return fail(ErrorCode::Closed, "This office was moved to another database; start it with --database");
    return table_digests(to);
}

Result<void> check_in_charge(base::Database& database) {
    CANBO_TRY(auto tx, database.begin(Mode::Read));
    CANBO_TRY(const bool gone, has_setting(*tx, moved));
    if (gone)
        return fail(ErrorCode::Closed, "This office was moved to another database; start it with --database");
    CANBO_TRY(const bool half, has_setting(*tx, unfinished));
    if (half)
        return fail(ErrorCode::Closed, "A move into this database was not finished; run canbo-office migrate again");
    return {};
}

} // namespace canbo::storage
