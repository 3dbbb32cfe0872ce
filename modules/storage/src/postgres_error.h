#pragma once

#include "base/result.h"

#include <libpq-fe.h>

namespace canbo::storage {

/// What went wrong on a connection, in a sentence that helps. `result` may be null: the connection itself failed. The
/// detail has the server's own sentence and code, never its DETAIL, which quotes rows.
Error postgres_error(const PGconn* connection, const PGresult* result);

/// The answer to a commit did not come.
Error unknown_commit(const Error& why);

} // namespace canbo::storage
