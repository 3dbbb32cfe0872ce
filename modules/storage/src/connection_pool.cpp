#include "connection_pool.h"

namespace canbo::storage {
namespace {

constexpr std::size_t most_idle_readers = 8;

} // namespace

ConnectionPool::ConnectionPool(std::unique_ptr<const Engine> engine, ConnectionPtr writer)
    : m_engine(std::move(engine)), m_writer(*m_engine, std::move(writer)) {}

Result<ConnectionPtr> ConnectionPool::take_reader() {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_readers.empty()) {
            ConnectionPtr reader = std::move(m_readers.back());
            m_readers.pop_back();
            return reader;
        }
    }
    return m_engine->connect(Use::Read);
}

void ConnectionPool::give_back(ConnectionPtr reader) {
    const std::lock_guard lock(m_mutex);
    if (reader && !reader->lost() && m_readers.size() < most_idle_readers)
        m_readers.push_back(std::move(reader));
    // A connection too many closes after the lock is gone: parameters live longer than it.
}

} // namespace canbo::storage
