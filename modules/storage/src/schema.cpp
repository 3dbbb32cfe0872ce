#include "schema.h"

#include "migrations.h"

namespace canbo::storage {
namespace {

Result<void> apply(const Engine& engine, Connection& writer, const Migration& migration,
                   const std::string& program_version) {
    for (const char* statement : migration.statements)
        if (const std::string sql = engine.schema_statement(statement); !sql.empty())
            CANBO_TRY_VOID(writer.execute(sql.c_str()));
    CANBO_TRY_VOID(writer.run("INSERT INTO canbo_migration (version, name, program) VALUES ($1, $2, $3)",
                              {migration.version, std::string_view(migration.name), std::string_view(program_version)},
                              [](const Row&) {}));
    return {};
}

Result<void> migrate_in_transaction(const Engine& engine, Connection& writer, const std::string& program_version) {
    const std::string notes =
        engine.schema_statement("CREATE TABLE IF NOT EXISTS canbo_migration (version INTEGER NOT NULL PRIMARY KEY,"
                                " name TEXT NOT NULL, program TEXT NOT NULL) STRICT");
    CANBO_TRY_VOID(writer.execute(notes.c_str()));
    CANBO_TRY(const std::int64_t version, noted_version(writer)); // another program may just have migrated
    CANBO_TRY_VOID(check_schema_is_known(version));
    if (version > 0 && version < newest_schema()) {
        CANBO_TRY_VOID(engine.prepare_upgrade(version));
    }
    for (const Migration& migration : migrations())
        if (migration.version > version)
            CANBO_TRY_VOID(apply(engine, writer, migration, program_version));
    return {};
}

} // namespace

std::int64_t newest_schema() { return migrations().back().version; }

Result<void> check_schema_is_known(std::int64_t version) {
    if (version > newest_schema())
        return fail(ErrorCode::NewerVersion, "This data was written by a newer version of Canbo; install that version",
                    {}, "schema " + std::to_string(version));
    return {};
}

Result<void> check_schema_is_current(std::int64_t version, std::string where) {
    CANBO_TRY_VOID(check_schema_is_known(version));
    if (version < newest_schema())
        return fail(ErrorCode::Closed, "This data was written by an older version of Canbo; start that program once",
                    std::move(where), "schema " + std::to_string(version));
    return {};
}

Result<std::int64_t> noted_version(Connection& connection) {
    std::int64_t version = 0;
    CANBO_TRY_VOID(connection.run("SELECT COALESCE(MAX(version), 0) FROM canbo_migration", {},
                                  [&](const Row& row) { version = row.integer(0); }));
    return version;
}

Result<void> migrate(const Engine& engine, Connection& writer, const std::string& program_version) {
    CANBO_TRY_VOID(writer.begin_writing()); // closing the connection rolls back
    CANBO_TRY_VOID(migrate_in_transaction(engine, writer, program_version));
    return writer.commit();
}

} // namespace canbo::storage
