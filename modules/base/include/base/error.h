#pragma once

#include <string>
#include <string_view>

namespace canbo::base {

/// What a caller can act on. Closed: a new code needs a page in content/help/errors/ and a row in error.cpp.
enum class ErrorCode {
    InvalidInput,    ///< A value, file or message breaks a rule; `message` says which.
    NotFound,        ///< The thing asked for does not exist, or this person may not know that it does.
    Conflict,        ///< It exists already with other content, or somebody else changed it meanwhile.
    Forbidden,       ///< Logged in, but this role or agency may not do it.
    Unauthenticated, ///< No login, a wrong password, or a token that has run out.
    LockedOut,       ///< Too many failed logins; try again later.
    Closed,          ///< The period is locked for this agency.
    TooLarge,        ///< Over a size, count or depth limit.
    DigestMismatch,  ///< Content does not fit its SHA-256 digest or its signature.
    MissingGlyph,    ///< Text holds a character the shipped fonts cannot draw.
    NewerVersion,    ///< A file or database was written by a newer Canbo.
    Unreachable,     ///< The office cannot be reached, or broke off.
    Storage,         ///< Disk or database failed.
    Cancelled,       ///< The user stopped it; never shown as a fault.
    Internal,        ///< A fault of ours, caught at the edge of one request.
};

/// Stable text of a code, e.g. "invalid-input": used in JSON, problem+json types and on standard error.
std::string_view code_name(ErrorCode code);

/// Inverse of code_name; Internal when the name is unknown (a newer office may know more codes).
ErrorCode code_from_name(std::string_view name);

/// True when the world failed (disk, network, device) and not the request: exit status 3 instead of 1.
bool is_world_failure(ErrorCode code);

/// Why something could not be done.
struct Error {
    ErrorCode code{ErrorCode::Internal};
    std::string message; ///< One whole English sentence without data in it: it is the msgid of its translation.
    std::string where;   ///< Field, row, file or character position it is about; may be empty. May be shown.
    std::string detail;  ///< For the log only (SQL, path, library text). Never personal data, never sent anywhere.
};

/// Logs location and text, then aborts. Only for faults of ours: user, file and network input never can.
[[noreturn]] void check_failed(const char* expression, const char* file, int line);

} // namespace canbo::base

namespace canbo {
using base::Error;
using base::ErrorCode;
} // namespace canbo

/// A bug if false. Always on. Never for user, file or network input.
#define CANBO_CHECK(condition)                                                                                         \
    (static_cast<bool>(condition) ? void(0) : ::canbo::base::check_failed(#condition, __FILE__, __LINE__))
