#include "sql_transaction.h"

#include <utility>

namespace canbo::storage {

Result<std::unique_ptr<SqlTransaction>> SqlTransaction::begin(ConnectionPool& pool, Mode mode, const Sealing& sealing) {
    CANBO_TRY(auto connection, mode == Mode::Write ? pool.writer().begin() : pool.take_reader());
    // From here on the destructor gives the connection back.
    std::unique_ptr<SqlTransaction> transaction(new SqlTransaction(pool, mode, sealing, std::move(connection)));
    if (mode == Mode::Read) {
        if (auto begun = transaction->m_connection->begin_reading(); !begun) {
            transaction->fail_with(begun.error());
            return fail(begun.error());
        }
    }
    return transaction;
}

SqlTransaction::SqlTransaction(ConnectionPool& pool, Mode mode, const Sealing& sealing, ConnectionPtr connection)
    : m_pool(pool), m_mode(mode), m_sealing(sealing), m_connection(std::move(connection)) {}

SqlTransaction::~SqlTransaction() {
    if (!m_connection)
        return;
    if (m_mode == Mode::Write)
        m_pool.writer().give_up(std::move(m_connection));
    else
        end_reading();
}

void SqlTransaction::end_reading() {
    if (m_connection->in_transaction() && !m_connection->frame("ROLLBACK"))
        m_connection.reset(); // closing rolls back too
    m_pool.give_back(std::move(m_connection));
}

Result<void> SqlTransaction::commit() {
    if (m_failure)
        return fail(*m_failure);
    CANBO_CHECK(m_connection != nullptr); // committed twice
    if (m_mode != Mode::Write) {
        end_reading();
        return {};
    }
    auto done = m_pool.writer().commit(std::move(m_connection));
    if (!done)
        m_failure = done.error();
    return done;
}

Result<std::size_t> SqlTransaction::run(Mode needed, const std::string& sql, const std::vector<Value>& values,
                                        const EachRow& row) {
    if (m_failure)
        return fail(*m_failure);
    CANBO_CHECK(m_connection != nullptr);                       // used after commit()
    CANBO_CHECK(needed == Mode::Read || m_mode == Mode::Write); // a change in a transaction begun for reading
    if (m_mode == Mode::Look)
        CANBO_CHECK(!std::exchange(m_looked, true)); // a second question would see another moment
    auto done = m_mode == Mode::Look ? m_connection->look(sql, values, row) : m_connection->run(sql, values, row);
    if (!done)
        fail_with(done.error());
    return done;
}

Result<void> SqlTransaction::refuse_changes(const std::string& table) {
    if (m_failure)
        return fail(*m_failure);
    CANBO_CHECK(m_connection != nullptr && m_mode == Mode::Write);
    auto done = m_connection->execute(m_pool.engine().refusal(table).c_str());
    if (!done)
        fail_with(done.error());
    return done;
}

// After a full disk or an I/O error SQLite has rolled back by itself, and a later statement would commit on its own:
// so no more statements go through this transaction. PostgreSQL takes no more, either.
void SqlTransaction::fail_with(Error error) {
    m_failure = std::move(error);
    if (m_mode == Mode::Write)
        m_pool.writer().give_up_broken(std::move(m_connection), *m_failure);
    else
        end_reading();
}

SqlTransaction& sql_transaction(Transaction& transaction) {
    auto* sql = dynamic_cast<SqlTransaction*>(&transaction);
    CANBO_CHECK(sql != nullptr);
    return *sql;
}

} // namespace canbo::storage
