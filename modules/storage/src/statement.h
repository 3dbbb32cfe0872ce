#pragma once

#include "base/clock.h"
#include "sql_transaction.h"

#include <Poco/Data/LOB.h>
#include <Poco/Data/Statement.h>
#include <Poco/Nullable.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
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

/// Content of a BLOB column. Empty is NULL in the database: so Poco binds it, and reads it back as empty.
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

using Integer = Poco::Int64;
using OptionalInteger = Poco::Nullable<Poco::Int64>;

// Values as Poco takes them. It binds references, so they are kept until the statement has run.
inline std::string keep(std::string_view text) { return std::string(text); }
inline Integer keep(std::int64_t number) { return number; }
inline Integer keep(base::Time time) { return time.time_since_epoch().count(); }
inline OptionalInteger keep(const std::optional<base::Time>& time) {
    return time ? OptionalInteger(keep(*time)) : OptionalInteger();
}
inline Poco::Data::BLOB keep(const Bytes& bytes) {
    return {reinterpret_cast<const unsigned char*>(bytes.value.data()), bytes.value.size()};
}
inline std::vector<std::string> keep(const std::vector<std::string>& list) { return list; }

template <class Kept>
void bind(Poco::Data::Statement& statement, Kept& value) {
    statement, Poco::Data::Keywords::use(value);
}
inline void bind(Poco::Data::Statement& statement, std::vector<std::string>& list) {
    for (std::string& value : list)
        statement, Poco::Data::Keywords::use(value);
}

template <class Kept>
bool has_zero(const Kept&) {
    return false;
}
inline bool has_zero(const std::string& text) { return text.find('\0') != std::string::npos; }

// Columns as Poco fills them, and as the stores want them.
template <class Column>
struct Raw {
    using Type = Column;
    static Column read(Type& value) { return std::move(value); }
};
template <>
struct Raw<base::Time> {
    using Type = Integer;
    static base::Time read(Type value) { return base::Time{std::chrono::milliseconds{value}}; }
};
template <>
struct Raw<std::optional<base::Time>> {
    using Type = OptionalInteger;
    static std::optional<base::Time> read(const Type& value) {
        if (value.isNull())
            return std::nullopt;
        return Raw<base::Time>::read(value.value());
    }
};
template <>
struct Raw<Bytes> {
    using Type = Poco::Data::BLOB;
    static Bytes read(const Type& value) {
        return {std::string(reinterpret_cast<const char*>(value.rawContent()), value.size())};
    }
};

template <class... Kept>
Result<std::size_t> run(Transaction& tx, SqlTransaction::Mode needed, const std::string& sql,
                        std::tuple<Kept...>& values, const std::function<void(Poco::Data::Statement&)>& add_columns) {
    if (std::apply([](const auto&... value) { return (has_zero(value) || ...); }, values))
        return fail(ErrorCode::InvalidInput, "Text cannot hold a zero character");
    return sql_transaction(tx).run(needed, [&](Poco::Data::Session& session) {
        Poco::Data::Statement statement(session);
        statement << sql;
        std::apply([&](auto&... value) { (bind(statement, value), ...); }, values);
        add_columns(statement);
        return statement.execute();
    });
}

} // namespace detail

/// Runs a statement that changes rows; their number. @error Storage, InvalidInput a zero character in text
template <class... Values>
Result<std::size_t> change(Transaction& tx, const std::string& sql, const Values&... values) {
    std::tuple<decltype(detail::keep(values))...> kept(detail::keep(values)...);
    return detail::run(tx, SqlTransaction::Mode::Write, sql, kept, [](Poco::Data::Statement&) {});
}

/// The rows of a SELECT, whole in memory. @error Storage, InvalidInput a zero character in text
template <class... Columns, class... Values>
Result<std::vector<std::tuple<Columns...>>> select(Transaction& tx, const std::string& sql, const Values&... values) {
    std::tuple<decltype(detail::keep(values))...> kept(detail::keep(values)...);
    std::tuple<std::vector<typename detail::Raw<Columns>::Type>...> columns;
    CANBO_TRY(const std::size_t count,
              detail::run(tx, SqlTransaction::Mode::Read, sql, kept, [&](Poco::Data::Statement& statement) {
                  std::apply([&](auto&... column) { ((statement, Poco::Data::Keywords::into(column)), ...); }, columns);
              }));
    std::vector<std::tuple<Columns...>> rows;
    rows.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(std::apply(
            [i](auto&... column) { return std::tuple<Columns...>(detail::Raw<Columns>::read(column[i])...); },
            columns));
    return rows;
}

} // namespace canbo::storage
