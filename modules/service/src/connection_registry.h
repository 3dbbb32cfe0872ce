#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace canbo::service {

/// Every open connection, what it is doing and until when it may. A thread of its own ends reading, and a little later
/// the connection, of those whose time is up: a time-out per read alone lets one byte every few seconds hold a thread
/// for ever. The same thread makes room where others wait for a thread. Safe from any thread.
class ConnectionRegistry {
public:
    using Moment = std::chrono::steady_clock::time_point;

    /// `waiting`: how many connections have no thread now.
    explicit ConnectionRegistry(std::function<int()> waiting);
    ~ConnectionRegistry();
    ConnectionRegistry(const ConnectionRegistry&) = delete;
    ConnectionRegistry& operator=(const ConnectionRegistry&) = delete;

    /// Ends those that wait for a next request; the others end after their answer.
    void begin_stop();
    bool stopping() const { return m_stopping; }
    /// @returns true when all connections are gone.
    bool wait_until_empty(std::chrono::milliseconds longest);
    void cut_all();
    /// Closed to make room, since the start.
    std::uint64_t closed_for_others() const { return m_closed_for_others; }
    std::size_t open() const;

    /// A connection's place, as long as its socket is open.
    class Ticket {
    public:
        Ticket(ConnectionRegistry& registry, int socket);
        ~Ticket();
        Ticket(const Ticket&) = delete;
        Ticket& operator=(const Ticket&) = delete;
        /// For a next request.
        void set_idle();
        /// A request is arriving, or its answer is being taken.
        void set_deadline(Moment moment);
        void no_deadline(); ///< While the office works, not the client.
        bool expired() const;

    private:
        ConnectionRegistry& m_registry;
        std::uint64_t m_id{0};
    };

private:
    enum class Doing { Idles, Transfers, Works };
    struct Place {
        int socket;
        Doing doing{Doing::Idles};
        Moment since{};
        Moment deadline{Moment::max()};
        bool expired{false};
        bool closing{false}; ///< To make room.
    };
    void watch();
    void make_room(int wanted);
    Place* next_to_close(Moment now);
    void close(Place& place);

    const std::function<int()> m_waiting;
    std::atomic<bool> m_stopping{false};
    std::atomic<std::uint64_t> m_closed_for_others{0};
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::uint64_t, Place> m_places;
    std::uint64_t m_last_id{0};
    bool m_ended{false};
    std::thread m_watcher;
};

} // namespace canbo::service
