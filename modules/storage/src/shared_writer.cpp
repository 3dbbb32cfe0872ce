#include "shared_writer.h"

#include "storage/office_stores.h"

#include <atomic>

namespace canbo::storage {
namespace {

std::atomic<std::uint64_t> commits{0};
std::atomic<std::uint64_t> transactions{0};

/// The whole transaction, or one's own piece of it.
Result<void> take_back(Connection& connection, bool whole) {
    if (whole)
        return connection.frame("ROLLBACK");
    CANBO_TRY_VOID(connection.frame("ROLLBACK TO piece"));
    return connection.frame("RELEASE piece");
}

} // namespace

CommitFigures commit_figures() { return {commits, transactions}; }

SharedWriter::SharedWriter(const Engine& engine, ConnectionPtr connection)
    : m_engine(engine), m_connection(std::move(connection)) {}

bool SharedWriter::may_enter() const { return !m_taken && (!m_batch || m_batch->members < most_together); }

Result<ConnectionPtr> SharedWriter::begin() {
    Lock lock(m_mutex);
    ++m_waiting;
    m_came.notify_all();
    const bool mine = m_turn.wait_for(lock, m_engine.wait(), [this] { return may_enter(); });
    --m_waiting;
    if (!mine) {
        if (m_batch)
            m_batch->changed.notify_all(); // whoever waited for this one waits no more
        return fail(ErrorCode::Storage, "The data is being written for too long; try again", {},
                    "another transaction of this program holds the writer");
    }
    m_taken = true;
    const bool first = !m_batch;
    ConnectionPtr connection = std::move(m_connection);
    lock.unlock();
    if (!connection) {
        auto opened = m_engine.connect(Use::Write);
        if (!opened) {
            give_up_broken(nullptr, opened.error());
            return opened;
        }
        connection = *std::move(opened);
    }
    // A lone piece is the whole transaction: a savepoint would only cost.
    if (const auto begun = first ? connection->begin_writing() : connection->frame("SAVEPOINT piece"); !begun) {
        give_up_broken(std::move(connection), begun.error());
        return fail(begun.error());
    }
    if (first) {
        lock.lock();
        m_batch = std::make_shared<Batch>();
        m_batch->gathering_until = std::chrono::steady_clock::now() + longest_gathering;
    }
    return connection;
}

Result<void> SharedWriter::commit(ConnectionPtr connection) {
    BatchPtr batch;
    {
        const Lock lock(m_mutex);
        batch = m_batch;
    }
    if (batch->members > 0) { // only the one whose turn it is changes it
        if (const auto released = connection->frame("RELEASE piece"); !released) {
            give_up_broken(std::move(connection), released.error());
            return fail(released.error());
        }
    }
    Lock lock(m_mutex);
    ++batch->members;
    give_turn(std::move(connection));
    return wait_for_end(lock, batch);
}

void SharedWriter::give_up(ConnectionPtr connection) {
    Lock lock(m_mutex);
    const BatchPtr batch = m_batch;
    lock.unlock();
    const bool alone = batch->members == 0;
    const auto back = take_back(*connection, alone);
    if (!back) {
        give_up_broken(std::move(connection), back.error());
        return;
    }
    lock.lock();
    if (alone)
        end(batch, std::nullopt);
    give_turn(std::move(connection));
    if (!alone) [[maybe_unused]]
        const auto waited = wait_for_end(lock, batch);
}

// After a full disk or an I/O error SQLite may have rolled back everything by itself. The connection is kept open if it
// can be: closing the last one removes the log's index, and on a full disk no new one can be made, so that not even
// reading would work any more.
void SharedWriter::give_up_broken(ConnectionPtr connection, const Error& why) {
    if (connection && connection->in_transaction()) {
        const Lock lock(m_mutex);
        const bool others = m_batch && m_batch->members > 0;
        const bool back = take_back(*connection, !others).has_value();
        if (back && others) {
            give_turn(std::move(connection));
            m_batch->changed.notify_all(); // one of them commits
            return;
        }
        if (!back)
            connection.reset(); // closing rolls back too
    }
    const Lock lock(m_mutex);
    if (m_batch)
        end(m_batch, why);
    give_turn(std::move(connection));
}

void SharedWriter::give_turn(ConnectionPtr connection) {
    m_connection = std::move(connection);
    m_taken = false;
    m_turn.notify_one();
}

/// The last of those who came together writes for all: whoever gave the turn on while others waited for it is woken
/// when that is done.
Result<void> SharedWriter::wait_for_end(Lock& lock, const BatchPtr& batch) {
    while (!batch->ended) {
        const bool full = batch->members >= most_together;
        if (!m_taken && !full && m_waiting == 0)
            gather(lock, batch);
        if (batch->ended)
            break;
        if (!m_taken && (full || m_waiting == 0))
            write_out(lock, batch);
        else
            batch->changed.wait(lock);
    }
    if (batch->failure)
        return fail(*batch->failure);
    return {};
}

void SharedWriter::gather(Lock& lock, const BatchPtr& batch) {
    if (batch->members >= m_together)
        return;
    m_came.wait_until(lock, batch->gathering_until, [&] { return m_taken || m_waiting > 0 || batch->ended; });
}

void SharedWriter::write_out(Lock& lock, const BatchPtr& batch) {
    m_taken = true;
    ConnectionPtr connection = std::move(m_connection);
    lock.unlock();
    const auto written = connection->commit();
    std::optional<Error> failure;
    if (!written) {
        failure = written.error();
        if (connection->in_transaction() && !connection->frame("ROLLBACK"))
            connection.reset(); // closing rolls back too
    }
    lock.lock();
    m_together = batch->members;
    ++commits;
    transactions += batch->members;
    end(batch, std::move(failure));
    give_turn(std::move(connection));
}

void SharedWriter::end(const BatchPtr& batch, std::optional<Error> failure) {
    batch->ended = true;
    batch->failure = std::move(failure);
    batch->changed.notify_all();
    m_batch.reset();
}

} // namespace canbo::storage
