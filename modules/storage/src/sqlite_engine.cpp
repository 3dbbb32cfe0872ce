#include "sqlite_engine.h"

#include "sqlite_connection.h"
#include "sqlite_file.h"
#include "statement.h"

namespace canbo::storage {

namespace fs = std::filesystem;

Result<ConnectionPtr> SqliteEngine::connect(Use use) const { return connect_sqlite(m_file, use, m_wait); }

std::string SqliteEngine::refusal(const std::string& table) const {
    std::string sql;
    for (const char* change : {"INSERT", "UPDATE", "DELETE"})
        sql += "CREATE TRIGGER " + table + "_moved_away_" + change + " BEFORE " + change + " ON " + table +
               " BEGIN SELECT RAISE(ABORT, 'this office was moved to another database'); END;";
    return sql;
}

// A copy of the file beside it. An earlier one is never overwritten: it may be the only copy of what a restored file
// has lost.
Result<void> SqliteEngine::prepare_upgrade(std::int64_t version) const {
    const std::string base = ".v" + std::to_string(version) + ".backup";
    fs::path to = fs::path(m_file).concat(base);
    std::error_code code;
    for (int number = 2; fs::exists(to, code); ++number)
        to = fs::path(m_file).concat(base + "-" + std::to_string(number));
    return copy_database(m_file, to);
}

Result<void> SqliteEngine::check(base::Database& database) const {
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

Result<void> SqliteEngine::back_up(const fs::path& to) const { return copy_database(m_file, to); }

} // namespace canbo::storage
