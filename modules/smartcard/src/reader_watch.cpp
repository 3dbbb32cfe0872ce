#include "smartcard/reader_watch.h"

#include <algorithm>
#include <optional>

namespace canbo::smartcard {
namespace {

/// A wait ends by itself after this, so that a stop() it did not hear holds nobody.
constexpr std::chrono::milliseconds longest_wait{1'000};
/// Between two tries to reach a service that is down.
constexpr std::chrono::milliseconds between_tries{1'000};

bool same(const std::vector<identity::ReaderState>& a, const std::vector<identity::ReaderState>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) {
        return one.name == other.name && one.card == other.card && one.events == other.events;
    });
}

} // namespace

ReaderWatch::ReaderWatch(std::unique_ptr<identity::CardReaders> readers, std::function<void(identity::ReaderBook)> told)
    : m_readers(std::move(readers)), m_told(std::move(told)), m_thread([this] { run(); }) {}

ReaderWatch::~ReaderWatch() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_readers->stop();
    m_thread.join();
}

/// Until the next try. False: the watch ends.
bool ReaderWatch::rest() {
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, between_tries, [this] { return m_stop; });
    return !m_stop;
}

void ReaderWatch::run() {
    std::optional<identity::ReaderBook> last;
    for (;;) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stop)
                return;
        }
        // The first call, and the one after a failure, only learn what is there.
        const bool fresh = !last || last->trouble;
        const auto events = m_readers->wait(fresh ? std::chrono::milliseconds(0) : longest_wait);
        auto now = events ? m_readers->list() : fail(events.error());
        // A card that another program takes or lets go is no event, but another state.
        const bool news = !last || now.has_value() == last->trouble.has_value() ||
                          (now && (!events->empty() || !same(*now, last->readers)));
        last = now ? identity::ReaderBook{*std::move(now), std::nullopt} : identity::ReaderBook{{}, now.error()};
        if (news)
            m_told(*last);
        if (last->trouble && !rest())
            return;
    }
}

} // namespace canbo::smartcard
