#include "machine_watch.h"

#include "base/file.h"
#include "base/log.h"
#include "machine/screen_eye.h"
#include "machine/system_eye.h"

#include <chrono>
#include <unistd.h>

namespace canbo::apps {
namespace {

// A sign has to be at the room within two seconds, the beat that brings it included.
constexpr std::chrono::milliseconds every{500};

} // namespace

MachineWatch::MachineWatch(std::vector<std::unique_ptr<station::MachineEye>> eyes,
                           std::function<void(std::vector<station::Seen>)> told)
    : m_eyes(std::move(eyes)), m_told(std::move(told)), m_thread([this] { run(); }) {}

MachineWatch::~MachineWatch() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void MachineWatch::run() {
    std::unique_ptr<station::MachineFacts> before;
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        lock.unlock();
        auto now = std::make_unique<station::MachineFacts>();
        for (auto& eye : m_eyes)
            eye->look(*now);
        if (auto seen = station::signs_between(before.get(), *now); !seen.empty())
            m_told(std::move(seen));
        before = std::move(now);
        lock.lock();
        m_wake.wait_for(lock, every, [this] { return m_stop; });
    }
}

std::vector<std::unique_ptr<station::MachineEye>> machine_eyes() {
    std::vector<std::unique_ptr<station::MachineEye>> out;
    out.push_back(std::make_unique<machine::SystemEye>([](const char* name) { return base::environment(name); }));
    auto screen = machine::ScreenEye::open(static_cast<int>(::getpid()));
    if (screen)
        out.push_back(*std::move(screen));
    else
        base::log(base::LogLevel::Warning, "{}: {}", screen.error().message, screen.error().detail);
    return out;
}

} // namespace canbo::apps
