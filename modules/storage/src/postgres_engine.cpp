#include "postgres_engine.h"

#include "postgres_connection.h"
#include "postgres_dialect.h"
#include "schema.h"
#include "statement.h"

namespace canbo::storage {

Result<std::int64_t> PostgresEngine::look_at() const {
    CANBO_TRY(const auto connection, connect(Use::Read));
    std::int64_t tables = 0, ours = 0;
    CANBO_TRY_VOID(connection->run("SELECT COUNT(*), COUNT(*) FILTER (WHERE tablename = 'canbo_migration')"
                                   " FROM pg_tables WHERE schemaname = current_schema()",
                                   {}, [&](const Row& row) {
                                       tables = row.integer(0);
                                       ours = row.integer(1);
                                   }));
    if (tables == 0)
        return 0;
    if (ours == 0)
        return fail(ErrorCode::Storage, "This database is one of another program");
    return noted_version(*connection);
}

Result<ConnectionPtr> PostgresEngine::connect(Use use) const { return connect_postgres(m_address, use, m_wait); }

std::string PostgresEngine::schema_statement(const char* sqlite) const { return postgres_schema(sqlite); }

std::string PostgresEngine::refusal(const std::string& table) const {
    return "CREATE OR REPLACE FUNCTION moved_away() RETURNS trigger LANGUAGE plpgsql AS"
           " $$BEGIN RAISE EXCEPTION 'this office was moved to another database'; END$$;"
           " CREATE TRIGGER moved_away BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON " +
           table + " FOR EACH STATEMENT EXECUTE FUNCTION moved_away()";
}

// A dump is not ours to make: pg_dump belongs to the server's version, and where to put it is its administrator's.
Result<void> PostgresEngine::prepare_upgrade(std::int64_t) const { return {}; }

Result<void> PostgresEngine::check(base::Database& database) const {
    CANBO_TRY(auto tx, database.begin(base::Database::Mode::Read));
    CANBO_TRY(const auto tables, select<std::string>(*tx, "SELECT CAST(tablename AS TEXT) FROM pg_tables"
                                                          " WHERE schemaname = current_schema()"));
    for (const auto& [table] : tables)
        CANBO_TRY_VOID(select<std::int64_t>(*tx, "SELECT COALESCE(SUM(LENGTH(CAST(row_of AS TEXT))), 0) FROM \"" +
                                                     table + "\" AS row_of"));
    return {};
}

Result<void> PostgresEngine::back_up(const std::filesystem::path&) const {
    return fail(ErrorCode::Storage, "A PostgreSQL database is copied by pg_dump");
}

} // namespace canbo::storage
