#include "connection_registry.h"

#include <Poco/Net/Net.h>
#include <Poco/Net/SocketDefs.h>

#include <utility>

namespace canbo::service {
namespace {

constexpr std::chrono::milliseconds tick{20};
constexpr std::chrono::seconds time_to_answer{5}; // after reading has been ended, for the 408
/// An honest request is here by then: one that is not may have to go for others.
constexpr std::chrono::milliseconds slow{400};

} // namespace

ConnectionRegistry::ConnectionRegistry(std::function<int()> waiting)
    : m_waiting(std::move(waiting)), m_watcher([this] { watch(); }) {}

ConnectionRegistry::~ConnectionRegistry() {
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
    m_watcher.join();
}

void ConnectionRegistry::watch() {
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_for(lock, tick, [this] { return m_ended; })) {
        const Moment now = std::chrono::steady_clock::now();
        for (auto& [id, place] : m_places) {
            if (now < place.deadline)
                continue;
            // Below TLS: the connection's own thread is inside OpenSSL and must find out by itself.
            ::shutdown(place.socket, place.expired ? SHUT_RDWR : SHUT_RD);
            place.deadline = place.expired ? Moment::max() : now + time_to_answer;
            place.expired = true;
        }
        lock.unlock();
        const int wanted = m_waiting();
        lock.lock();
        if (wanted > 0)
            make_room(wanted);
    }
}

void ConnectionRegistry::make_room(int wanted) {
    for (const auto& [id, place] : m_places)
        wanted -= place.closing ? 1 : 0;
    const Moment now = std::chrono::steady_clock::now();
    for (; wanted > 0; --wanted) {
        Place* place = next_to_close(now);
        if (place == nullptr)
            return;
        close(*place);
        ++m_closed_for_others;
    }
}

/// The one that has idled longest; where none idles, the one that has been transferring longest.
ConnectionRegistry::Place* ConnectionRegistry::next_to_close(Moment now) {
    Place* found = nullptr;
    for (auto& [id, place] : m_places) {
        const bool may_go =
            !place.closing && place.doing != Doing::Works && (place.doing == Doing::Idles || now - place.since > slow);
        const bool sooner = found == nullptr || (found->doing == Doing::Transfers && place.doing == Doing::Idles) ||
                            (found->doing == place.doing && place.since < found->since);
        if (may_go && sooner)
            found = &place;
    }
    return found;
}

/// What has arrived already is still read from an idle one, and answered.
void ConnectionRegistry::close(Place& place) {
    place.closing = true;
    ::shutdown(place.socket, place.doing == Doing::Idles ? SHUT_RD : SHUT_RDWR);
}

void ConnectionRegistry::begin_stop() {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    for (auto& [id, place] : m_places)
        if (place.doing == Doing::Idles)
            close(place);
}

std::size_t ConnectionRegistry::open() const {
    const std::lock_guard lock(m_mutex);
    return m_places.size();
}

bool ConnectionRegistry::wait_until_empty(std::chrono::milliseconds longest) {
    const Moment until = std::chrono::steady_clock::now() + longest;
    while (std::chrono::steady_clock::now() < until) {
        if (open() == 0)
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

void ConnectionRegistry::cut_all() {
    const std::lock_guard lock(m_mutex);
    for (auto& [id, place] : m_places)
        ::shutdown(place.socket, SHUT_RDWR);
}

ConnectionRegistry::Ticket::Ticket(ConnectionRegistry& registry, int socket) : m_registry(registry) {
    const std::lock_guard lock(registry.m_mutex);
    m_id = ++registry.m_last_id;
    registry.m_places.emplace(m_id, Place{socket});
    registry.m_places.at(m_id).since = std::chrono::steady_clock::now();
}

ConnectionRegistry::Ticket::~Ticket() {
    const std::lock_guard lock(m_registry.m_mutex);
    m_registry.m_places.erase(m_id);
}

void ConnectionRegistry::Ticket::set_idle() {
    const std::lock_guard lock(m_registry.m_mutex);
    Place& place = m_registry.m_places.at(m_id);
    place.doing = Doing::Idles;
    place.since = std::chrono::steady_clock::now();
    place.deadline = Moment::max();
    if (m_registry.m_stopping) // begin_stop() may have passed it by
        m_registry.close(place);
}

void ConnectionRegistry::Ticket::set_deadline(Moment moment) {
    const std::lock_guard lock(m_registry.m_mutex);
    Place& place = m_registry.m_places.at(m_id);
    if (place.doing != Doing::Transfers)
        place.since = std::chrono::steady_clock::now();
    place.doing = Doing::Transfers;
    place.deadline = moment;
}

void ConnectionRegistry::Ticket::no_deadline() {
    const std::lock_guard lock(m_registry.m_mutex);
    Place& place = m_registry.m_places.at(m_id);
    place.doing = Doing::Works;
    place.deadline = Moment::max();
}

bool ConnectionRegistry::Ticket::expired() const {
    const std::lock_guard lock(m_registry.m_mutex);
    return m_registry.m_places.at(m_id).expired;
}

} // namespace canbo::service
