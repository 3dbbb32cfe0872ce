#pragma once

#include "base/result.h"
#include "base/transaction.h"
#include "storage/sealing.h"

#include <filesystem>
#include <memory>
#include <string>

namespace canbo::storage {

class ConnectionPool;
class Engine;

/// A database that is only read, as it is: nothing is made, brought up to date or written, also while another
/// program works on it. For audits, backups and copies. begin(Write) is a fault of ours and aborts. Safe from any
/// thread; must outlive its transactions.
class DatabaseReader final : public base::Database {
public:
    /// @error NotFound no such file; NewerVersion; Closed its schema is older than this program's; Storage
    static Result<std::unique_ptr<DatabaseReader>> open(const std::filesystem::path& file, Sealing sealing = {});
    /// The same of a PostgreSQL database (SqlDatabase::open_postgres). @error as above; InvalidInput the address
    static Result<std::unique_ptr<DatabaseReader>> open_postgres(const std::string& address, Sealing sealing = {});
    ~DatabaseReader() override;

    Result<std::unique_ptr<Transaction>> begin(Mode mode) override;
    /// As SqlDatabase::check() and back_up().
    Result<void> check();
    Result<void> back_up(const std::filesystem::path& to);

private:
    static std::unique_ptr<DatabaseReader> over(std::unique_ptr<Engine> engine, Sealing sealing);
    DatabaseReader(std::unique_ptr<ConnectionPool> pool, Sealing sealing);

    std::unique_ptr<ConnectionPool> m_pool;
    const Sealing m_sealing;
};

} // namespace canbo::storage
