#pragma once

#include "base/result.h"
#include "base/transaction.h"
#include "storage/sql_database.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

// An office that moves from one kind of database to the other.
namespace canbo::storage {

/// What a table holds, to be held against another database's.
struct TableDigest {
    std::string table;
    std::int64_t rows{0};
    std::string
        digest; ///< SHA-256 over every row by its key, each column with its kind and length; the same in both kinds.
    bool operator==(const TableDigest&) const = default;
};

/// Of every table, as one picture. Reads the whole database. @error Storage
Result<std::vector<TableDigest>> table_digests(base::Database& database);

/// Copies every row of an office to an empty database, as it stands: what is sealed stays sealed. Others may go on
/// working on `from`: they read, and their writing waits. Then, in this order: `to` is committed with a mark, its
/// digests are held against those of what was read, `prove` looks at it, `from` refuses every further change by its own
/// triggers, the mark goes. Whatever breaks off in between leaves one of the two in charge, and is finished by the same
/// call again.
/// @returns what was moved
/// @error Conflict        `to` holds something; DigestMismatch what was written is not what was read
/// @error Storage         and what `prove` says: nothing was changed in `from`
Result<std::vector<TableDigest>> move_database(SqlDatabase& from, SqlDatabase& to,
                                               const std::function<Result<void>(base::Database& moved)>& prove);

/// Before work on a database. @error Closed its office was moved away, or a move into it was not finished
Result<void> check_in_charge(base::Database& database);

} // namespace canbo::storage
