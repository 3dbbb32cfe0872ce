#pragma once

#include "base/result.h"
#include "shared_writer.h"
#include "sql_session.h"

#include <chrono>
#include <filesystem>
#include <mutex>
#include <vector>

namespace canbo::storage {

/// The connections to one file: one for the writers, a few for readers. Safe from any thread.
class ConnectionPool {
public:
    ConnectionPool(std::filesystem::path file, std::chrono::milliseconds wait, SessionPtr writer);

    SharedWriter& writer() { return m_writer; }
    /// A connection of one's own until give_back(). @error Storage
    Result<SessionPtr> take_reader();
    /// Null instead of a connection that failed: it is replaced when it is next needed.
    void give_back(SessionPtr reader);

private:
    const std::filesystem::path m_file;
    const std::chrono::milliseconds m_wait;
    SharedWriter m_writer;
    std::mutex m_mutex;
    std::vector<SessionPtr> m_readers;
};

} // namespace canbo::storage
