#pragma once

#include "common/learning_sync.h"
#include "desktop/network.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace canbo::apps {

/// Keeps a desk and its office in step from a thread of its own: every half minute, when something was queued, and when
/// somebody asks: the first time, too. Tells the UI thread by the toolkit's event queue. Destroyed on the UI thread.
class SyncService final : public desktop::Network {
public:
    /// What the exchange names is borrowed and must outlive it.
    explicit SyncService(DeskExchange exchange);
    ~SyncService() override;
    SyncService(const SyncService&) = delete;
    SyncService& operator=(const SyncService&) = delete;

    const desktop::NetworkState& state() const override { return m_state; }
    void sync_now() override;

private:
    struct Round {
        std::optional<Error> trouble;
        std::size_t waiting{0};
        std::size_t refused{0};
        bool changed{false};
        base::Time at{};
    };
    void run();
    Round exchange(bool asked);
    /// What is assigned to the person and not here yet comes by itself. @returns true when a course came
    bool fetch_assigned();
    void tell_fetching(desktop::NetworkState::Fetching fetching);
    void count_outbox(Round& round);
    void take(const Round& round);

    const DeskExchange m_exchange;
    desktop::NetworkState m_state; ///< UI thread.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_asked{false};
    bool m_fetch{true}; ///< The service's thread: something may have come that names a course.
    bool m_stop{false};
    std::shared_ptr<bool> m_alive{std::make_shared<bool>(true)}; ///< UI thread: answers after the end are dropped.
    std::thread m_thread;
};

} // namespace canbo::apps
