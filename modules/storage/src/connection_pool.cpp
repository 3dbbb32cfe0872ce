#include "connection_pool.h"

namespace canbo::storage {
namespace {

constexpr std::size_t most_idle_readers = 8;

} // namespace

ConnectionPool::ConnectionPool(std::filesystem::path file, std::chrono::milliseconds wait, SessionPtr writer)
    : m_file(file), m_wait(wait), m_writer(std::move(file), wait, std::move(writer)) {}

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

void ConnectionPool::give_back(SessionPtr reader) {
    const std::lock_guard lock(m_mutex);
    if (reader && m_readers.size() < most_idle_readers)
        m_readers.push_back(std::move(reader));
    // A connection too many closes after the lock is gone: parameters live longer than it.
}

} // namespace canbo::storage
