#include "sql_transaction.h"

#include <Poco/Data/SQLite/Utility.h>
#include <sqlite3.h>

namespace canbo::storage {

Result<std::unique_ptr<SqlTransaction>> SqlTransaction::begin(ConnectionPool& pool, Mode mode, const Sealing& sealing) {
    CANBO_TRY(auto session, pool.take(mode));
    // From here on the destructor gives the connection back.
    std::unique_ptr<SqlTransaction> transaction(new SqlTransaction(pool, mode, sealing, std::move(session)));
    // Poco's begin() knows only BEGIN DEFERRED, which would let two writers meet in the middle of their work.
    CANBO_TRY_VOID(transaction->run(mode, [mode](Poco::Data::Session& connection) -> std::size_t {
        if (mode == Mode::Write) {
            execute(connection, "BEGIN IMMEDIATE");
        } else {
            execute(connection, "BEGIN");
            // SQLite fixes what a reader sees at its first read: make that now.
            query_text(connection, "SELECT CAST(MAX(version) AS TEXT) FROM canbo_migration");
        }
        return 0;
    }));
    return transaction;
}

SqlTransaction::SqlTransaction(ConnectionPool& pool, Mode mode, const Sealing& sealing, SessionPtr session)
    : m_pool(pool), m_mode(mode), m_sealing(sealing), m_session(std::move(session)) {}

SqlTransaction::~SqlTransaction() {
    if (m_session)
        end();
}

// Gives the connection back without a transaction on it. It is kept open if it can be: closing the last one removes
// the log's index, and on a full disk no new one can be made, so that not even reading would work any more.
void SqlTransaction::end() {
    try {
        if (sqlite3_get_autocommit(Poco::Data::SQLite::Utility::dbHandle(*m_session)) == 0)
            execute(*m_session, "ROLLBACK");
    } catch (const Poco::Exception&) {
        m_session.reset(); // closing rolls back too
    }
    m_pool.give_back(m_mode, std::move(m_session));
}

Result<void> SqlTransaction::commit() {
    CANBO_TRY_VOID(run(m_mode, [](Poco::Data::Session& session) -> std::size_t {
        execute(session, "COMMIT");
        return 0;
    }));
    m_pool.give_back(m_mode, std::move(m_session));
    return {};
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
    end();
}

SqlTransaction& sql_transaction(Transaction& transaction) {
    auto* sql = dynamic_cast<SqlTransaction*>(&transaction);
    CANBO_CHECK(sql != nullptr);
    return *sql;
}

} // namespace canbo::storage
