#include "postgres_connection.h"
#include "postgres_engine.h"
#include "schema.h"
#include "storage/database_reader.h"
#include "storage/sql_database.h"

namespace canbo::storage {
namespace {

/// What stands in the database. Whoever starts a program is told by the server's own words why it does not let them in:
/// libpq gives no code for that.
Result<std::int64_t> version_in(const PostgresEngine& engine) {
    auto version = engine.look_at();
    if (version)
        return version;
    Error error = version.error();
    if (error.where.empty())
        error.where = error.detail;
    return fail(std::move(error));
}

} // namespace

Result<std::unique_ptr<SqlDatabase>> SqlDatabase::open_postgres(const std::string& address,
                                                                std::string_view program_version, Sealing sealing,
                                                                std::chrono::milliseconds wait) {
    CANBO_TRY_VOID(check_postgres_address(address));
    auto engine = std::make_unique<PostgresEngine>(address, wait);
    CANBO_TRY(const std::int64_t version, version_in(*engine));
    CANBO_TRY_VOID(check_schema_is_known(version));
    return open(std::move(engine), program_version, std::move(sealing));
}

Result<std::unique_ptr<DatabaseReader>> DatabaseReader::open_postgres(const std::string& address, Sealing sealing) {
    CANBO_TRY_VOID(check_postgres_address(address));
    auto engine = std::make_unique<PostgresEngine>(address, longest_wait);
    CANBO_TRY(const std::int64_t version, version_in(*engine));
    CANBO_TRY_VOID(check_schema_is_current(version, {}));
    return over(std::move(engine), std::move(sealing));
}

} // namespace canbo::storage
