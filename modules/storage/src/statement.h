#pragma once

#include "base/clock.h"
#include "sql_transaction.h"

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

/// Content of a BLOB column. Empty is NULL in the database, and read back as empty: so it was from the first version
/// on.
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

// What stands for a value of the stores. Borrows text and bytes.
template <class T>
Value value_of(const T& value) {
    if constexpr (std::is_same_v<T, base::Time>)
        return std::int64_t{value.time_since_epoch().count()};
    else if constexpr (std::is_integral_v<T>)
        return std::int64_t{value};
    else
        return std::string_view(value);
}
inline Value value_of(const std::optional<base::Time>& time) { return time ? value_of(*time) : Value(); }
inline Value value_of(const Bytes& bytes) { return bytes.value.empty() ? Value() : Value(BytesView{bytes.value}); }

template <class T>
void add(std::vector<Value>& values, const T& value) {
    values.push_back(value_of(value));
}
inline void add(std::vector<Value>& values, const std::vector<std::string>& list) {
    for (const std::string& value : list)
        values.push_back(value_of(value));
}

// A column as the stores want it.
template <class Column>
Column read(const Row& row, int column) {
    if constexpr (std::is_same_v<Column, std::int64_t>)
        return row.integer(column);
    else if constexpr (std::is_same_v<Column, base::Time>)
        return base::Time{std::chrono::milliseconds{row.integer(column)}};
    else if constexpr (std::is_same_v<Column, std::optional<base::Time>>)
        return row.is_null(column) ? std::nullopt : std::optional(read<base::Time>(row, column));
    else
        return Column{std::string(row.bytes(column))};
}

template <class... Columns, int... places>
std::tuple<Columns...> read_row(const Row& row, std::integer_sequence<int, places...>) {
    return {read<Columns>(row, places)...};
}

template <class... Values>
Result<std::size_t> run(Transaction& tx, SqlTransaction::Mode needed, const std::string& sql, const EachRow& row,
                        const Values&... values) {
    std::vector<Value> all;
    all.reserve(sizeof...(values));
    (add(all, values), ...);
    for (const Value& value : all)
        if (const auto* text = std::get_if<std::string_view>(&value);
            text && text->find('\0') != std::string_view::npos)
            return fail(ErrorCode::InvalidInput, "Text cannot hold a zero character");
    return sql_transaction(tx).run(needed, sql, all, row);
}

} // namespace detail

/// Runs a statement that changes rows; their number. @error Storage, InvalidInput a zero character in text
template <class... Values>
Result<std::size_t> change(Transaction& tx, const std::string& sql, const Values&... values) {
    return detail::run(
        tx, SqlTransaction::Mode::Write, sql, [](const Row&) {}, values...);
}

/// The rows of a SELECT, whole in memory. @error Storage, InvalidInput a zero character in text
template <class... Columns, class... Values>
Result<std::vector<std::tuple<Columns...>>> select(Transaction& tx, const std::string& sql, const Values&... values) {
    std::vector<std::tuple<Columns...>> rows;
    const auto keep = [&rows](const Row& row) {
        rows.push_back(detail::read_row<Columns...>(row, std::make_integer_sequence<int, sizeof...(Columns)>()));
    };
    CANBO_TRY_VOID(detail::run(tx, SqlTransaction::Mode::Read, sql, keep, values...));
    return rows;
}

} // namespace canbo::storage
