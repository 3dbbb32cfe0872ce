#pragma once

#include <string>
#include <string_view>

// All that differs between the SQL of the two databases. Statements of the stores are the same for both; they keep to
// what both have: ON CONFLICT, COALESCE, LIKE without escapes, CAST to BIGINT of a SUM, numbered placeholders.
namespace canbo::storage {

/// A statement of a migration for PostgreSQL; "" where it needs none. Tables get its names of the types, and the order
/// of bytes for text; a trigger that refuses a change becomes one over a function, and TRUNCATE is refused with DELETE.
/// Triggers before INSERT are left out: what they refuse, INSERT OR REPLACE, does not exist here.
std::string postgres_schema(std::string_view sqlite);

/// What each transaction begins with. A writer takes the one lock of its database, so that whoever writes sees all that
/// was committed before, sequences have no gaps and are given in the order of the commits.
inline constexpr const char* postgres_begin_writing = "BEGIN; SELECT pg_advisory_xact_lock(395395395)";
/// A reader's picture is made by its first query.
inline constexpr const char* postgres_begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";

} // namespace canbo::storage
