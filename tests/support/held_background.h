#pragma once

#include "desktop/background.h"

#include <deque>
#include <functional>
#include <utility>

namespace canbo::test {

/// Work waits until a test lets it go, as on a slow disk or line; not held, it is done at once.
struct HeldBackground final : desktop::Background {
    void post(std::function<void()> work, std::function<void()> done) override {
        tasks.emplace_back(std::move(work), std::move(done));
        if (!held)
            release();
    }
    /// Also what is posted meanwhile. From then on nothing is held.
    void release() {
        held = false;
        while (!tasks.empty()) {
            const auto [work, done] = std::move(tasks.front());
            tasks.pop_front();
            work();
            done();
        }
    }

    bool held{false};
    std::deque<std::pair<std::function<void()>, std::function<void()>>> tasks;
};

} // namespace canbo::test
