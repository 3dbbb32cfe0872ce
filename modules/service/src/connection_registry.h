#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace canbo::service {

/// Every open connection with the moment until which it may take. A thread of its own ends reading, and a little
/// later the connection, of those whose time is up: a time-out per read alone lets one byte every few seconds hold a
/// thread for ever. Safe from any thread.
class ConnectionRegistry {
public:
    using Moment = std::chrono::steady_clock::time_point;

    /// `most_per_address` 0: no limit.
    explicit ConnectionRegistry(int most_per_address);
    ~ConnectionRegistry();
    ConnectionRegistry(const ConnectionRegistry&) = delete;
    ConnectionRegistry& operator=(const ConnectionRegistry&) = delete;

    void begin_stop() { m_stopping = true; }
    bool stopping() const { return m_stopping; }
    /// @returns true when all connections are gone.
    bool wait_until_empty(std::chrono::milliseconds longest);
    void cut_all();

    /// A connection's place, as long as its socket is open.
    class Ticket {
    public:
        Ticket(ConnectionRegistry& registry, int socket, std::string address);
        ~Ticket();
        Ticket(const Ticket&) = delete;
        Ticket& operator=(const Ticket&) = delete;
        bool admitted() const { return m_id != 0; } ///< False: this address has too many.
        void set_deadline(Moment moment);
        void no_deadline() { set_deadline(Moment::max()); } ///< While the office works, not the client.
        bool expired() const;

    private:
        ConnectionRegistry& m_registry;
        std::uint64_t m_id{0};
    };

private:
    struct Place {
        int socket;
        std::string address;
        Moment deadline{Moment::max()};
        bool expired{false};
    };
    void watch();

    const int m_most_per_address;
    std::atomic<bool> m_stopping{false};
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::uint64_t, Place> m_places;
    std::map<std::string, int> m_per_address;
    std::uint64_t m_last_id{0};
    bool m_ended{false};
    std::thread m_watcher;
};

} // namespace canbo::service
