#include "postgres_error.h"

#include <string>
#include <string_view>

namespace canbo::storage {
namespace {

struct Meaning {
    ErrorCode code;
    const char* sentence;
    std::string_view state; ///< SQLSTATE, or how it begins.
};

// https://www.postgresql.org/docs/15/errcodes-appendix.html; the first that fits.
constexpr Meaning meanings[] = {
    {ErrorCode::Storage, "Another program is writing to the data just now; try again", "55P03"},
    {ErrorCode::Storage, "The disk is full, nothing was changed; make room and try again", "53100"},
    {ErrorCode::Storage, "There is not enough memory for this, nothing was changed", "53"},
    {ErrorCode::Storage, "The database server cannot be reached; try again", "08"},
    {ErrorCode::Storage, "The database server cannot be reached; try again", "57P"},
    {ErrorCode::Storage, "The database server cannot be reached; try again", "25P03"},
    {ErrorCode::Storage, "This user may not do that in the database", "42501"},
    {ErrorCode::Storage, "This database takes no changes: its server copies another one", "25006"},
    {ErrorCode::Storage, "The disk could not be read or written, nothing was changed", "58030"},
    {ErrorCode::Storage, "The data file is damaged; restore a backup", "XX"},
    {ErrorCode::InvalidInput, "Text must be UTF-8", "22021"},
};

/// The server's words as one line.
std::string text_of(const char* text) {
    std::string out;
    for (const char c : std::string_view(text ? text : ""))
        if (c != '\t')
            out += c == '\n' ? ' ' : c;
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

} // namespace

Error postgres_error(const PGconn* connection, const PGresult* result) {
    const std::string state = text_of(result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr);
    std::string detail = text_of(result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr);
    if (detail.empty())
        detail = text_of(PQerrorMessage(connection));
    detail += " (PostgreSQL " + (state.empty() ? std::string("connection") : state) + ")";
    for (const auto& meaning : meanings)
        if (!state.empty() && state.starts_with(meaning.state))
            return {meaning.code, meaning.sentence, {}, detail};
    if (state.empty() || PQstatus(connection) == CONNECTION_BAD)
        return {ErrorCode::Storage, "The database server cannot be reached; try again", {}, detail};
    return {ErrorCode::Storage, "The data could not be read or written, nothing was changed", {}, detail};
}

Error unknown_commit(const Error& why) {
    return {ErrorCode::Storage,
            "The database server broke off while this was written; ask again whether it was kept",
            {},
            why.detail};
}

} // namespace canbo::storage
