#include "connection_registry.h"

#include <Poco/Net/Net.h>
#include <Poco/Net/SocketDefs.h>

#include <utility>

namespace canbo::service {
namespace {

constexpr std::chrono::milliseconds tick{100};
constexpr std::chrono::seconds time_to_answer{5}; // after reading has been ended, for the 408

} // namespace

ConnectionRegistry::ConnectionRegistry(int most_per_address)
    : m_most_per_address(most_per_address), m_watcher([this] { watch(); }) {}

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
    }
}

bool ConnectionRegistry::wait_until_empty(std::chrono::milliseconds longest) {
    const Moment until = std::chrono::steady_clock::now() + longest;
    while (std::chrono::steady_clock::now() < until) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_places.empty())
                return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

void ConnectionRegistry::cut_all() {
    const std::lock_guard lock(m_mutex);
    for (auto& [id, place] : m_places)
        ::shutdown(place.socket, SHUT_RDWR);
}

ConnectionRegistry::Ticket::Ticket(ConnectionRegistry& registry, int socket, std::string address)
    : m_registry(registry) {
    const std::lock_guard lock(registry.m_mutex);
    int& count = registry.m_per_address[address];
    if (registry.m_most_per_address > 0 && count >= registry.m_most_per_address)
        return;
    ++count;
    m_id = ++registry.m_last_id;
    registry.m_places.emplace(m_id, Place{socket, std::move(address)});
}

ConnectionRegistry::Ticket::~Ticket() {
    if (m_id == 0)
        return;
    const std::lock_guard lock(m_registry.m_mutex);
    const auto place = m_registry.m_places.find(m_id);
    const auto count = m_registry.m_per_address.find(place->second.address);
    if (--count->second == 0)
        m_registry.m_per_address.erase(count);
    m_registry.m_places.erase(place);
}

void ConnectionRegistry::Ticket::set_deadline(Moment moment) {
    const std::lock_guard lock(m_registry.m_mutex);
    m_registry.m_places.at(m_id).deadline = moment;
}

bool ConnectionRegistry::Ticket::expired() const {
    const std::lock_guard lock(m_registry.m_mutex);
    return m_registry.m_places.at(m_id).expired;
}

} // namespace canbo::service
