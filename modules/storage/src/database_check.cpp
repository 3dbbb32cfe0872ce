#include "database_check.h"

#include "statement.h"

namespace canbo::storage {

Result<void> check_database(base::Database& database) {
    CANBO_TRY(auto tx, database.begin(base::Database::Mode::Read));
    CANBO_TRY(const auto findings, select<std::string>(*tx, "PRAGMA integrity_check(1)"));
    if (findings.empty() || std::get<0>(findings.front()) != "ok")
        return fail(ErrorCode::Storage, "The data file is damaged; restore a backup", {},
                    findings.empty() ? "integrity_check said nothing" : std::get<0>(findings.front()));
    CANBO_TRY(const auto orphans, select<std::string>(*tx, "SELECT \"table\" FROM pragma_foreign_key_check"));
    if (!orphans.empty())
        return fail(ErrorCode::Storage, "The data file is damaged; restore a backup", {},
                    "foreign keys of " + std::get<0>(orphans.front()));
    return {};
}

} // namespace canbo::storage
