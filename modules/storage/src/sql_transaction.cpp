#include "sql_transaction.h"

#include <Poco/Data/SQLite/Utility.h>
#include <sqlite3.h>

namespace canbo::storage {

Result<std::unique_ptr<SqlTransaction>> SqlTransaction::begin(ConnectionPool& pool, Mode mode, const Sealing& sealing) {
    CANBO_TRY(auto session, mode == Mode::Write ? pool.writer().begin() : pool.take_reader());
    // From here on the destructor gives the connection back.
    std::unique_ptr<SqlTransaction> transaction(new SqlTransaction(pool, mode, sealing, std::move(session)));
    if (mode == Mode::Write)
        return transaction;
    CANBO_TRY_VOID(transaction->run(mode, [](Poco::Data::Session& connection) -> std::size_t {
        execute(connection, "BEGIN");
        // SQLite fixes what a reader sees at its first read: make that now.
        query_text(connection, "SELECT CAST(MAX(version) AS TEXT) FROM canbo_migration");
        return 0;
    }));
    return transaction;
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
    try {
        if (sqlite3_get_autocommit(Poco::Data::SQLite::Utility::dbHandle(*m_session)) == 0)
            execute(*m_session, "ROLLBACK");
    } catch (const Poco::Exception&) {
        m_session.reset(); // closing rolls back too
    }
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

Result<std::size_t> SqlTransaction::run(Mode needed, const std::function<std::size_t(Poco::Data::Session&)>& work) {
    if (m_failure)
        return fail(*m_failure);
    CANBO_CHECK(m_session != nullptr);                          // used after commit()
    CANBO_CHECK(needed == Mode::Read || m_mode == Mode::Write); // a change in a transaction begun for reading
    try {
        return work(*m_session);
    } catch (const Poco::Exception& exception) {
        fail_with(exception);
        return fail(*m_failure);
    }
}

// After a full disk or an I/O error SQLite has rolled back by itself, and a later statement would commit on its own:
// so no more statements go through this transaction.
void SqlTransaction::fail_with(const Poco::Exception& exception) {
    m_failure = storage_error(exception, m_session.get());
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
