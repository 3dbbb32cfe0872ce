#pragma once

#include "base/clock.h"
#include "prepared_statement.h"
#include "sql_transaction.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

// What the stores write SQL with:
//
//     CANBO_TRY(const auto changed, change(tx, "DELETE FROM outbox WHERE id = $1", id));
//     CANBO_TRY(auto rows, select<std::string, base::Time>(tx, "SELECT actor, time FROM audit"));
//     for (auto& [actor, time] : rows) ...
//
// Placeholders are numbered in the order in which they first appear (SQLite counts them so, PostgreSQL by number).
// Values and columns: text, std::int64_t, base::Time (milliseconds), std::optional<base::Time> (NULL), Bytes (BLOB).
// A std::vector<std::string> among the values stands for as many placeholders as it has elements: see placeholders().
namespace canbo::storage {

/// Content of a BLOB column. Empty is NULL in the database, and read back as empty.
struct Bytes {
    std::string value;
};

/// "$3, $4": `count` placeholders from number `first`.
inline std::string placeholders(std::size_t first, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "$" : ", $") + std::to_string(first + i);
    return text;
}

namespace detail {

inline void bind_value(PreparedStatement& statement, std::string_view text) { statement.bind_text(text); }
inline void bind_value(PreparedStatement& statement, std::int64_t number) { statement.bind_integer(number); }
inline void bind_value(PreparedStatement& statement, base::Time time) {
    statement.bind_integer(time.time_since_epoch().count());
}
inline void bind_value(PreparedStatement& statement, const std::optional<base::Time>& time) {
    if (time)
        bind_value(statement, *time);
    else
        statement.bind_null();
}
inline void bind_value(PreparedStatement& statement, const Bytes& bytes) {
    if (bytes.value.empty())
        statement.bind_null();
    else
        statement.bind_bytes(bytes.value);
}
inline void bind_value(PreparedStatement& statement, const std::vector<std::string>& list) {
    for (const std::string& text : list)
        statement.bind_text(text);
}

inline bool has_zero(std::string_view text) { return text.find('\0') != std::string_view::npos; }
inline bool has_zero(std::int64_t) { return false; }
inline bool has_zero(base::Time) { return false; }
inline bool has_zero(const std::optional<base::Time>&) { return false; }
inline bool has_zero(const Bytes&) { return false; }
inline bool has_zero(const std::vector<std::string>& list) {
    return std::any_of(list.begin(), list.end(), [](const std::string& text) { return has_zero(text); });
}

template <class Column>
Column read(const PreparedStatement& row, int column) {
    if constexpr (std::is_same_v<Column, std::string>) {
        return row.text(column);
    } else if constexpr (std::is_same_v<Column, std::int64_t>) {
        return row.integer(column);
    } else if constexpr (std::is_same_v<Column, base::Time>) {
        return base::Time{std::chrono::milliseconds{row.integer(column)}};
    } else if constexpr (std::is_same_v<Column, std::optional<base::Time>>) {
        return row.is_null(column) ? std::nullopt : std::optional(read<base::Time>(row, column));
    } else {
        static_assert(std::is_same_v<Column, Bytes>);
        return {row.bytes(column)};
    }
}

template <class... Columns, std::size_t... Places>
std::tuple<Columns...> read_row(const PreparedStatement& row, std::index_sequence<Places...>) {
    return {read<Columns>(row, static_cast<int>(Places))...};
}

/// Binds the values and gives the statement to `use`, which steps it.
template <class Use, class... Values>
Result<void> run(Transaction& tx, SqlTransaction::Mode needed, const std::string& sql, Use use,
                 const Values&... values) {
    if ((has_zero(values) || ...))
        return fail(ErrorCode::InvalidInput, "Text cannot hold a zero character");
    return sql_transaction(tx).run(needed, sql, [&](PreparedStatement& statement) -> Result<void> {
        (bind_value(statement, values), ...);
        return use(statement);
    });
}

} // namespace detail

/// Runs a statement that changes rows; their number. @error Storage, InvalidInput a zero character in text
template <class... Values>
Result<std::size_t> change(Transaction& tx, const std::string& sql, const Values&... values) {
    std::size_t changed = 0;
    const auto use = [&changed](PreparedStatement& statement) -> Result<void> {
        CANBO_TRY_VOID(statement.step());
        changed = statement.changed_rows();
        return {};
    };
    CANBO_TRY_VOID(detail::run(tx, SqlTransaction::Mode::Write, sql, use, values...));
    return changed;
}

/// The rows of a SELECT, whole in memory. @error Storage, InvalidInput a zero character in text
template <class... Columns, class... Values>
Result<std::vector<std::tuple<Columns...>>> select(Transaction& tx, const std::string& sql, const Values&... values) {
    std::vector<std::tuple<Columns...>> rows;
    const auto use = [&rows](PreparedStatement& statement) -> Result<void> {
        for (;;) {
            CANBO_TRY(const bool found, statement.step());
            if (!found)
                return {};
            rows.push_back(detail::read_row<Columns...>(statement, std::index_sequence_for<Columns...>()));
        }
    };
    CANBO_TRY_VOID(detail::run(tx, SqlTransaction::Mode::Read, sql, use, values...));
    return rows;
}

} // namespace canbo::storage
