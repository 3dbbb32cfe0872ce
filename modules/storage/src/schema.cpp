#include "schema.h"

#include "migrations.h"
#include "sqlite_file.h"

#include <Poco/Data/Statement.h>

namespace canbo::storage {
namespace {

namespace fs = std::filesystem;

std::int64_t stored_version(Poco::Data::Session& writer) {
    const std::string version = query_text(writer, "SELECT CAST(MAX(version) AS TEXT) FROM canbo_migration");
    return version.empty() ? 0 : std::stoll(version);
}

// An earlier backup is never overwritten: it may be the only copy of what a restored file has lost.
Result<void> back_up_before(const fs::path& file, std::int64_t version) {
    const std::string base = ".v" + std::to_string(version) + ".backup";
    fs::path to = fs::path(file).concat(base);
    std::error_code code;
    for (int number = 2; fs::exists(to, code); ++number)
        to = fs::path(file).concat(base + "-" + std::to_string(number));
    return copy_database(file, to);
}

void apply(Poco::Data::Session& writer, const Migration& migration, const std::string& program_version) {
    for (const char* statement : migration.statements)
        execute(writer, statement);
    std::int64_t version = migration.version;
    std::string name = migration.name;
    std::string program = program_version;
    Poco::Data::Statement note(writer);
    using Poco::Data::Keywords::use;
    note << "INSERT INTO canbo_migration (version, name, program) VALUES ($1, $2, $3)", use(version), use(name),
        use(program);
    note.execute();
}

Result<void> migrate_in_transaction(Poco::Data::Session& writer, const fs::path& file,
                                    const std::string& program_version) {
    execute(writer, "CREATE TABLE IF NOT EXISTS canbo_migration (version INTEGER NOT NULL PRIMARY KEY,"
                    " name TEXT NOT NULL, program TEXT NOT NULL) STRICT");
    const std::int64_t version = stored_version(writer); // another program may just have migrated
    CANBO_TRY_VOID(check_schema_is_known(version));
    if (version > 0 && version < newest_schema())
        CANBO_TRY_VOID(back_up_before(file, version));
    for (const Migration& migration : migrations())
        if (migration.version > version)
            apply(writer, migration, program_version);
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

Result<void> migrate(Poco::Data::Session& writer, const fs::path& file, const std::string& program_version) {
    try {
        execute(writer, "BEGIN IMMEDIATE");
        CANBO_TRY_VOID(migrate_in_transaction(writer, file, program_version)); // closing the session rolls back
        execute(writer, "COMMIT");
        return {};
    } catch (const Poco::Exception& exception) {
        return fail(storage_error(exception, &writer));
    }
}

} // namespace canbo::storage
