#pragma once

#include "desktop/background.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace canbo::desktop {

/// One worker thread; answers come back to the UI thread by the toolkit's event queue. Made and destroyed on the UI
/// thread; the destructor lets the piece under way finish and drops what was not begun.
class Worker final : public Background {
public:
    Worker();
    ~Worker() override;
    void post(std::function<void()> work, std::function<void()> done) override;
    /// Nothing is under way or waiting: for tests.
    bool idle();
    /// Until all that was posted is worked and its answers lie in the toolkit's queue, at most for `patience`.
    /// @returns whether it came to that
    bool settle(std::chrono::milliseconds patience);

private:
    struct Task {
        std::function<void()> work;
        std::function<void()> done;
    };
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_settled;
    std::deque<Task> m_tasks;
    int m_open{0};
    bool m_at_work{false};
    bool m_stop{false};
    std::thread m_thread;
};

} // namespace canbo::desktop
