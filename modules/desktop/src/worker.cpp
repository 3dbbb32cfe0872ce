#include "desktop/worker.h"

#include <wx/app.h>

namespace canbo::desktop {

Worker::Worker() : m_thread([this] { run(); }) {}

Worker::~Worker() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_tasks.clear();
    }
    m_wake.notify_all();
    m_thread.join();
}

void Worker::post(std::function<void()> work, std::function<void()> done) {
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back({std::move(work), std::move(done)});
        ++m_open;
    }
    m_wake.notify_one();
}

bool Worker::idle() {
    const std::lock_guard lock(m_mutex);
    return m_open == 0;
}

bool Worker::settle(std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    return m_settled.wait_for(lock, patience, [this] { return m_tasks.empty() && !m_at_work; });
}

void Worker::run() {
    for (;;) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stop || !m_tasks.empty(); });
            if (m_stop)
                return;
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
            m_at_work = true;
        }
        task.work();
        if (wxTheApp == nullptr)
            return;
        wxTheApp->CallAfter([this, done = std::move(task.done)] {
            done();
            const std::lock_guard lock(m_mutex);
            --m_open;
        });
        {
            const std::lock_guard lock(m_mutex);
            m_at_work = false;
        }
        m_settled.notify_all();
    }
}

} // namespace canbo::desktop
