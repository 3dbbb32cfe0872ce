#include "sql_transaction.h"

namespace canbo::storage {

Result<std::unique_ptr<SqlTransaction>> SqlTransaction::begin(ConnectionPool& pool, Mode mode, const Sealing& sealing) {
    CANBO_TRY(auto session, mode == Mode::Write ? pool.writer().begin() : pool.take_reader());
    // From here on the destructor gives the connection back.
    std::unique_ptr<SqlTransaction> transaction(new SqlTransaction(pool, mode, sealing, std::move(session)));
    if (mode == Mode::Write)
        return transaction;
    CANBO_TRY_VOID(transaction->begin_reading());
    return transaction;
}

// SQLite fixes what a reader sees at its first read: that is made now.
Result<void> SqlTransaction::begin_reading() {
    const auto step = [](PreparedStatement& statement) -> Result<void> {
        CANBO_TRY_VOID(statement.step());
        return {};
    };
    CANBO_TRY_VOID(run(m_mode, "BEGIN", step));
    return run(m_mode, "SELECT version FROM canbo_migration LIMIT 1", step);
}

SqlTransaction::SqlTransaction(ConnectionPool& pool, Mode mode, const Sealing& sealing, SessionPtr session)
    : m_pool(pool), m_mode(mode), m_sealing(sealing), m_session(std::move(session)) {}

SqlTransaction::~SqlTransaction() {
    if (!m_session)
        return;
    if (m_mode == Mode::Write)
        m_pool.writer().give_up(std::move(m_session));
    else
        end_reading();
}

// Kept open if it can be: closing the last connection removes the log's index, and on a full disk no new one can be
// made, so that not even reading would work any more.
void SqlTransaction::end_reading() {
    if (m_session->in_transaction() && !m_session->frame("ROLLBACK"))
        m_session.reset(); // closing rolls back too
    m_pool.give_back(std::move(m_session));
}

Result<void> SqlTransaction::commit() {
    if (m_failure)
        return fail(*m_failure);
    CANBO_CHECK(m_session != nullptr); // committed twice
    if (m_mode == Mode::Read) {
        end_reading();
        return {};
    }
    auto done = m_pool.writer().commit(std::move(m_session));
    if (!done)
        m_failure = done.error();
    return done;
}

Result<void> SqlTransaction::run(Mode needed, const std::string& sql,
                                 const std::function<Result<void>(PreparedStatement&)>& use) {
    if (m_failure)
        return fail(*m_failure);
    CANBO_CHECK(m_session != nullptr);                          // used after commit()
    CANBO_CHECK(needed == Mode::Read || m_mode == Mode::Write); // a change in a transaction begun for reading
    const auto done = [&]() -> Result<void> {
        CANBO_TRY(sqlite3_stmt* const prepared, m_session->statements().find(sql));
        PreparedStatement statement(prepared);
        return use(statement);
    }();
    if (!done)
        fail_with(done.error());
    return done;
}

// After a full disk or an I/O error SQLite has rolled back by itself, and a later statement would commit on its own:
// so no more statements go through this transaction.
void SqlTransaction::fail_with(const Error& error) {
    m_failure = error;
    if (m_mode == Mode::Write)
        m_pool.writer().give_up_broken(std::move(m_session), *m_failure);
    else
        end_reading();
}

SqlTransaction& sql_transaction(Transaction& transaction) {
    auto* sql = dynamic_cast<SqlTransaction*>(&transaction);
    CANBO_CHECK(sql != nullptr);
    return *sql;
}

} // namespace canbo::storage
