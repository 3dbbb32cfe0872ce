#pragma once

#include "base/result.h"
#include "engine.h"
#include "shared_writer.h"

#include <mutex>
#include <vector>

namespace canbo::storage {

/// The connections to one database: one for the writers, a few for readers. Safe from any thread.
class ConnectionPool {
public:
    /// `writer` may be null: it is opened when it is first needed.
    ConnectionPool(std::unique_ptr<const Engine> engine, ConnectionPtr writer);

    const Engine& engine() const { return *m_engine; }

    SharedWriter& writer() { return m_writer; }
    /// A connection of one's own until give_back(). @error Storage
    Result<ConnectionPtr> take_reader();
    /// Null instead of a connection that failed: it is replaced when it is next needed.
    void give_back(ConnectionPtr reader);

private:
    const std::unique_ptr<const Engine> m_engine;
    SharedWriter m_writer;
    std::mutex m_mutex;
    std::vector<ConnectionPtr> m_readers;
};

} // namespace canbo::storage
