#pragma once

#include <atomic>
#include <cstdint>

namespace canbo::base {

/// Asked by long work between steps; set by whoever no longer wants the result. Safe from any thread.
class CancelToken {
public:
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    bool cancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_cancelled{false};
};

/// Told by long work how far it is. Called on the worker's thread; implementations hand over to theirs.
class Progress {
public:
    virtual ~Progress() = default;
    /// `total` 0: not known yet.
    virtual void step(std::uint64_t done, std::uint64_t total) = 0;
    /// True: stop soon and return ErrorCode::Cancelled.
    virtual bool cancelled() const { return false; }
};

} // namespace canbo::base
