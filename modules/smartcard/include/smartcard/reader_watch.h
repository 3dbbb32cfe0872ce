#pragma once

#include "identity/card_reader.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace canbo::smartcard {

/// Looks after the readers on a thread of its own and tells what changed: plugging, laying on and taking off within a
/// second, a service that stopped and came back within two. Tells first what there is at the beginning.
class ReaderWatch {
public:
    /// `told` is called on the watch's thread, never after the destructor has returned.
    ReaderWatch(std::unique_ptr<identity::CardReaders> readers, std::function<void(identity::ReaderBook)> told);
    ~ReaderWatch();
    ReaderWatch(const ReaderWatch&) = delete;
    ReaderWatch& operator=(const ReaderWatch&) = delete;

private:
    void run();
    bool rest();

    std::unique_ptr<identity::CardReaders> m_readers;
    std::function<void(identity::ReaderBook)> m_told;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop{false};
    std::thread m_thread;
};

} // namespace canbo::smartcard
