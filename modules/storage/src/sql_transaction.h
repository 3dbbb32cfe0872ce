#pragma once

#include "base/transaction.h"
#include "connection_pool.h"
#include "prepared_statement.h"
#include "storage/sealing.h"

#include <functional>
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

    /// Gives a prepared statement to `use`, which binds and steps it; after a failure the transaction only fails.
    Result<void> run(Mode needed, const std::string& sql, const std::function<Result<void>(PreparedStatement&)>& use);

private:
    SqlTransaction(ConnectionPool& pool, Mode mode, const Sealing& sealing, SessionPtr session);
    Result<void> begin_reading();
    void end_reading();
    void fail_with(const Error& error);

    ConnectionPool& m_pool;
    const Mode m_mode;
    const Sealing& m_sealing;
    SessionPtr m_session; ///< Null once it has ended.
    std::optional<Error> m_failure;
};

/// The SqlTransaction behind a port's transaction. One of another database is a fault of ours and aborts.
SqlTransaction& sql_transaction(Transaction& transaction);

} // namespace canbo::storage
