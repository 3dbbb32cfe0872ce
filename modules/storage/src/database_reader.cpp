#include "storage/database_reader.h"

#include "connection_pool.h"
#include "schema.h"
#include "sql_transaction.h"
#include "sqlite_engine.h"
#include "sqlite_file.h"
#include "storage/sql_database.h"

namespace canbo::storage {

Result<std::unique_ptr<DatabaseReader>> DatabaseReader::open(const std::filesystem::path& file, Sealing sealing) {
    std::error_code code;
    if (!std::filesystem::exists(file, code))
        return fail(ErrorCode::NotFound, "There is no such file", file.string());
    CANBO_TRY(const std::int64_t version, look_at(file));
    CANBO_TRY_VOID(check_schema_is_current(version, file.string()));
    return over(std::make_unique<SqliteEngine>(file, longest_wait), std::move(sealing));
}

std::unique_ptr<DatabaseReader> DatabaseReader::over(std::unique_ptr<Engine> engine, Sealing sealing) {
    auto pool = std::make_unique<ConnectionPool>(std::move(engine), nullptr);
    return std::unique_ptr<DatabaseReader>(new DatabaseReader(std::move(pool), std::move(sealing)));
}

DatabaseReader::DatabaseReader(std::unique_ptr<ConnectionPool> pool, Sealing sealing)
    : m_pool(std::move(pool)), m_sealing(std::move(sealing)) {}

DatabaseReader::~DatabaseReader() = default;

Result<std::unique_ptr<Transaction>> DatabaseReader::begin(Mode mode) {
    CANBO_CHECK(mode != Mode::Write);
    CANBO_TRY(auto transaction, SqlTransaction::begin(*m_pool, mode, m_sealing));
    return std::unique_ptr<Transaction>(std::move(transaction));
}

Result<void> DatabaseReader::check() { return m_pool->engine().check(*this); }

Result<void> DatabaseReader::back_up(const std::filesystem::path& to) { return m_pool->engine().back_up(to); }

} // namespace canbo::storage
