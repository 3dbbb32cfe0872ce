#pragma once

#include <functional>
#include <list>
#include <memory>
#include <utility>

namespace canbo::desktop {

/// Ends a subscription when it is destroyed; may outlive the signal.
class Subscription {
public:
    Subscription() = default;
    explicit Subscription(std::shared_ptr<void> token) : m_token(std::move(token)) {}

private:
    std::shared_ptr<void> m_token;
};

/// "Something changed": tells everybody who subscribed, on the thread that calls emit(). UI thread only.
class Signal {
public:
    [[nodiscard]] Subscription subscribe(std::function<void()> listener) {
        auto token = std::make_shared<std::function<void()>>(std::move(listener));
        m_listeners.push_back(token);
        return Subscription(token);
    }
    void emit() {
        m_listeners.remove_if([](const auto& listener) { return listener.expired(); });
        // A listener may subscribe or end others while it is told.
        const auto now = m_listeners;
        for (const auto& listener : now)
            if (const auto alive = listener.lock())
                (*alive)();
    }

private:
    std::list<std::weak_ptr<std::function<void()>>> m_listeners;
};

} // namespace canbo::desktop
