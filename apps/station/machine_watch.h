#pragma once

#include "station/machine.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace canbo::apps {

/// Looks at the machine again and again on a thread of its own, until it is destroyed.
class MachineWatch {
public:
    /// `told`: on that thread, with what is new; never empty.
    MachineWatch(std::vector<std::unique_ptr<station::MachineEye>> eyes,
                 std::function<void(std::vector<station::Seen>)> told);
    MachineWatch(const MachineWatch&) = delete;
    MachineWatch& operator=(const MachineWatch&) = delete;
    ~MachineWatch();

private:
    void run();

    std::vector<std::unique_ptr<station::MachineEye>> m_eyes;
    std::function<void(std::vector<station::Seen>)> m_told;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop{false};
    std::thread m_thread;
};

/// The eyes of this machine. What cannot be opened is told as unseen by the rest.
std::vector<std::unique_ptr<station::MachineEye>> machine_eyes();

} // namespace canbo::apps
