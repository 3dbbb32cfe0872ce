#pragma once

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace canbo::desktop {

/// Where slow work goes: the user interface never works over 50 ms at a time. No toolkit here, so that presenters are
/// tested without a display.
class Background {
public:
    virtual ~Background() = default;
    /// Runs `work` on the worker, one after the other in the order posted, then `done` on the caller's (UI) thread.
    virtual void post(std::function<void()> work, std::function<void()> done) = 0;
};

/// Does both at once: for tests and for the end of the program.
class InlineBackground final : public Background {
public:
    void post(std::function<void()> work, std::function<void()> done) override {
        work();
        done();
    }
};

/// A member of whoever waits for background work; when it is destroyed, answers still under way are dropped.
/// Declare it last, so that it goes first.
class Waiter {
public:
    Waiter() : m_alive(std::make_shared<bool>(true)) {}
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

    /// `work` runs on the worker and must own or outlive all it touches; `then` gets its result on the UI thread,
    /// unless this Waiter is gone by then.
    template <class Work, class Then>
    void run(Background& background, Work work, Then then) {
        using Value = std::invoke_result_t<Work>;
        auto slot = std::make_shared<std::unique_ptr<Value>>();
        std::weak_ptr<bool> alive = m_alive;
        background.post([slot, work = std::move(work)]() mutable { *slot = std::make_unique<Value>(work()); },
                        [slot, alive, then = std::move(then)]() mutable {
                            if (!alive.expired() && *slot)
                                then(std::move(**slot));
                        });
    }

private:
    std::shared_ptr<bool> m_alive;
};

} // namespace canbo::desktop
