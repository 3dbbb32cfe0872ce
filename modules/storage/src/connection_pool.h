#pragma once

#include "base/result.h"
#include "base/transaction.h"
#include "sql_session.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <vector>

namespace canbo::storage {

/// The connections to one file: one for the writer, a few for readers. Safe from any thread.
class ConnectionPool {
public:
    ConnectionPool(std::filesystem::path file, std::chrono::milliseconds wait, SessionPtr writer);

    /// A connection of one's own until give_back(); for the writer this is also the turn to write. @error Storage
    Result<SessionPtr> take(base::Database::Mode mode);
    /// Null instead of a connection that failed: it is replaced when it is next needed.
    void give_back(base::Database::Mode mode, SessionPtr session);

private:
    Result<SessionPtr> take_writer();
    Result<SessionPtr> take_reader();

    const std::filesystem::path m_file;
    const std::chrono::milliseconds m_wait;
    std::mutex m_mutex;
    std::condition_variable m_writer_free;
    bool m_writing{false};
    SessionPtr m_writer;
    std::vector<SessionPtr> m_readers;
};

} // namespace canbo::storage
