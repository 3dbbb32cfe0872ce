#include "storage/sql_database.h"

#include "connection_pool.h"
#include "schema.h"
#include "seal_plain.h"
#include "sealed_text.h"
#include "sql_transaction.h"
#include "sqlite_engine.h"
#include "sqlite_file.h"

namespace canbo::storage {

Result<std::unique_ptr<SqlDatabase>> SqlDatabase::open_sqlite(const std::filesystem::path& file,
                                                              std::string_view program_version, Sealing sealing,
                                                              std::chrono::milliseconds wait) {
    CANBO_TRY(const std::int64_t version, look_at(file));
    CANBO_TRY_VOID(check_schema_is_known(version));
    CANBO_TRY_VOID(make_private_file(file));
    CANBO_TRY(auto database, open(std::make_unique<SqliteEngine>(file, wait), program_version, std::move(sealing)));
    if (!database->m_sealing.key.empty()) {
        CANBO_TRY_VOID(seal_plain_rows(file, database->m_sealing, wait));
    }
    return database;
}

Result<std::unique_ptr<SqlDatabase>> SqlDatabase::open(std::unique_ptr<Engine> engine, std::string_view program_version,
                                                       Sealing sealing) {
    CANBO_TRY(auto writer, engine->connect(Use::Write));
    CANBO_TRY_VOID(migrate(*engine, *writer, std::string(program_version)));
    auto pool = std::make_unique<ConnectionPool>(std::move(engine), std::move(writer));
    std::unique_ptr<SqlDatabase> database(new SqlDatabase(std::move(pool), std::move(sealing)));
    if (!database->m_sealing.key.empty()) {
        CANBO_TRY_VOID(check_key(*database, database->m_sealing.key));
    }
    return database;
}

SqlDatabase::SqlDatabase(std::unique_ptr<ConnectionPool> pool, Sealing sealing)
    : m_pool(std::move(pool)), m_sealing(std::move(sealing)) {}

SqlDatabase::~SqlDatabase() = default;

Result<std::unique_ptr<Transaction>> SqlDatabase::begin(Mode mode) {
    CANBO_TRY(auto transaction, SqlTransaction::begin(*m_pool, mode, m_sealing));
    return std::unique_ptr<Transaction>(std::move(transaction));
}

Result<void> SqlDatabase::check() { return m_pool->engine().check(*this); }

Result<void> SqlDatabase::back_up(const std::filesystem::path& to) { return m_pool->engine().back_up(to); }

} // namespace canbo::storage
