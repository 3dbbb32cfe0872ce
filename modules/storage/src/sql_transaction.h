#pragma once

#include "base/transaction.h"
#include "connection_pool.h"
#include "storage/sealing.h"

#include <optional>

namespace canbo::storage {

/// What a SqlDatabase begins and the stores work in.
class SqlTransaction final : public Transaction {
public:
    using Mode = base::Database::Mode;

    /// Pool and sealing must outlive it. @error Storage
    static Result<std::unique_ptr<SqlTransaction>> begin(ConnectionPool& pool, Mode mode, const Sealing& sealing);
    ~SqlTransaction() override;

    Result<void> commit() override;
    const Sealing& sealing() const { return m_sealing; }

    /// Runs one statement; the number of rows read or changed. After a failure the transaction only fails.
    /// @error Storage
    Result<std::size_t> run(Mode needed, const std::string& sql, const std::vector<Value>& values, const EachRow& row);
    /// From its commit on the table refuses every change, from whatever program. @error Storage
    Result<void> refuse_changes(const std::string& table);

private:
    SqlTransaction(ConnectionPool& pool, Mode mode, const Sealing& sealing, ConnectionPtr connection);
    void end_reading();
    void fail_with(Error error);

    ConnectionPool& m_pool;
    const Mode m_mode;
    const Sealing& m_sealing;
    ConnectionPtr m_connection; ///< Null once it has ended.
    std::optional<Error> m_failure;
    bool m_looked{false};
};

/// The SqlTransaction behind a port's transaction. One of another database is a fault of ours and aborts.
SqlTransaction& sql_transaction(Transaction& transaction);

} // namespace canbo::storage
