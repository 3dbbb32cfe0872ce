#pragma once

#include "base/result.h"
#include "engine.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>

namespace canbo::storage {

/// The one connection that writes, the turns of those who write on it, and the commits they share. Transactions that
/// come while others wait for their turn are pieces of one transaction of the database: one sync of the disk then
/// serves all of them, and each returns only after it. A piece that is given up takes nothing of the others with it.
/// A writer sees what those before it wrote, also while that is on its way to the disk: so whoever answers by it
/// commits first, even with nothing to change. Safe from any thread.
///
/// When to commit: at once when nobody waits for a turn, so that a lone writer never waits for company. Where the last
/// commit served several, the next waits for as many for `longest_gathering`; never for more than `most_together`.
class SharedWriter {
public:
    static constexpr std::size_t most_together = 256;
    static constexpr std::chrono::milliseconds longest_gathering{2};

    /// The engine is borrowed and must outlive it.
    SharedWriter(const Engine& engine, ConnectionPtr connection);

    /// One's turn: the connection with a piece begun on it, until one of the calls below. @error Storage
    Result<ConnectionPtr> begin();
    /// Ends the piece and gives the turn on; returns when it is on the disk. @error Storage nothing of it happened
    Result<void> commit(ConnectionPtr connection);
    /// Takes the piece back. Returns when what it has read of others' pieces is on the disk, or is not going to be.
    void give_up(ConnectionPtr connection);
    /// After an error of the database. Null: the connection is lost.
    void give_up_broken(ConnectionPtr session, const Error& why);

private:
    using Lock = std::unique_lock<std::mutex>;
    using Moment = std::chrono::steady_clock::time_point;

    /// A transaction of the database that several share.
    struct Batch {
        std::size_t members{0};
        Moment gathering_until{};
        bool ended{false};
        std::optional<Error> failure{};
        std::condition_variable changed{};
    };
    using BatchPtr = std::shared_ptr<Batch>;

    bool may_enter() const;
    Result<void> wait_for_end(Lock& lock, const BatchPtr& batch);
    void gather(Lock& lock, const BatchPtr& batch);
    void write_out(Lock& lock, const BatchPtr& batch);
    void end(const BatchPtr& batch, std::optional<Error> failure);
    void give_turn(ConnectionPtr connection);

    const Engine& m_engine;
    std::mutex m_mutex;
    std::condition_variable m_turn;
    std::condition_variable m_came;
    bool m_taken{false};
    std::size_t m_waiting{0};
    std::size_t m_together{1}; ///< How many the last commit served.
    ConnectionPtr m_connection;
    BatchPtr m_batch; ///< The open one.
};

} // namespace canbo::storage
