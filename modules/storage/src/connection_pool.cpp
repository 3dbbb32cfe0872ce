#include "connection_pool.h"

namespace canbo::storage {
namespace {

constexpr std::size_t most_idle_readers = 8;

} // namespace

ConnectionPool::ConnectionPool(std::filesystem::path file, std::chrono::milliseconds wait, SessionPtr writer)
    : m_file(std::move(file)), m_wait(wait), m_writer(std::move(writer)) {}

Result<SessionPtr> ConnectionPool::take(base::Database::Mode mode) {
    return mode == base::Database::Mode::Write ? take_writer() : take_reader();
}

Result<SessionPtr> ConnectionPool::take_writer() {
    std::unique_lock lock(m_mutex);
    if (!m_writer_free.wait_for(lock, m_wait, [this] { return !m_writing; }))
        return fail(ErrorCode::Storage, "The data is being written for too long; try again", {},
                    "another transaction of this program holds the writer");
    m_writing = true;
    if (m_writer)
        return std::move(m_writer);
    lock.unlock();
    auto session = open_session(m_file, SessionUse::Write, m_wait);
    if (!session)
        give_back(base::Database::Mode::Write, nullptr);
    return session;
}

Result<SessionPtr> ConnectionPool::take_reader() {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_readers.empty()) {
            SessionPtr session = std::move(m_readers.back());
            m_readers.pop_back();
            return session;
        }
    }
    return open_session(m_file, SessionUse::Read, m_wait);
}

void ConnectionPool::give_back(base::Database::Mode mode, SessionPtr session) {
    {
        const std::lock_guard lock(m_mutex);
        if (mode == base::Database::Mode::Write) {
            m_writer = std::move(session);
            m_writing = false;
        } else if (session && m_readers.size() < most_idle_readers) {
            m_readers.push_back(std::move(session));
        }
    } // a connection too many closes after the lock is gone
    if (mode == base::Database::Mode::Write)
        m_writer_free.notify_one();
}

} // namespace canbo::storage
