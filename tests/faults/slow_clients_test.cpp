#include "http/office_fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <iostream>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

int connect_to(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0 || errno == EINPROGRESS)
        return socket;
    ::close(socket);
    return -1;
}

/// Clients that cost a place and bring nothing, each back at once when it is sent away: so many say nothing, so many
/// send a request at one byte a second.
class Nuisance {
public:
    Nuisance(std::uint16_t port, int idle, int slow) : m_port(port), m_idle(idle), m_sockets(idle + slow, -1) {
        m_thread = std::thread([this] { run(); });
    }
    Nuisance(const Nuisance&) = delete;
    Nuisance& operator=(const Nuisance&) = delete;
    ~Nuisance() {
        m_ended = true;
        m_thread.join();
        for (const int socket : m_sockets)
            if (socket >= 0)
                ::close(socket);
    }
    int returned() const { return m_returned; }

private:
    void run() {
        const std::string request = "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";
        std::vector<std::size_t> sent(m_sockets.size(), 0);
        for (auto next = std::chrono::steady_clock::now(); !m_ended; next += 1s) {
            while (std::chrono::steady_clock::now() < next && !m_ended) {
                come_back(sent);
                std::this_thread::sleep_for(20ms);
            }
            for (std::size_t i = static_cast<std::size_t>(m_idle); i < m_sockets.size(); ++i) {
                const char byte = sent[i] < request.size() ? request[sent[i]] : 'x';
                if (m_sockets[i] >= 0 && ::send(m_sockets[i], &byte, 1, MSG_NOSIGNAL) == 1)
                    ++sent[i];
            }
        }
    }
    void come_back(std::vector<std::size_t>& sent) {
        for (std::size_t i = 0; i < m_sockets.size(); ++i) {
            if (m_sockets[i] >= 0) {
                char buffer[256];
                const ssize_t count = ::recv(m_sockets[i], buffer, sizeof buffer, 0);
                if (count > 0 || (count < 0 && errno == EAGAIN) || (count < 0 && errno == ENOTCONN))
                    continue;
                ::close(m_sockets[i]);
                ++m_returned;
            }
            m_sockets[i] = connect_to(m_port);
            sent[i] = 0;
        }
    }

    const std::uint16_t m_port;
    const int m_idle;
    std::vector<int> m_sockets;
    std::atomic<bool> m_ended{false};
    std::atomic<int> m_returned{0};
    std::thread m_thread;
};

} // namespace

TEST_CASE("two hundred idle clients and fifty of one byte a second leave honest ones their second",
          "[faults][limits]") {
    OfficeFixture office({}, Keep::Sqlite);
    const auto token = office.token("focal");
    const Nuisance nuisance(office.port(), 200, 50);
    std::this_thread::sleep_for(1s); // they are all there
    std::vector<std::vector<double>> times(6);
    std::atomic<int> refused{0};
    const auto until = std::chrono::steady_clock::now() + 8s;
    std::vector<std::thread> honest;
    for (auto& mine : times)
        honest.emplace_back([&] {
            while (std::chrono::steady_clock::now() < until) {
                const auto begun = std::chrono::steady_clock::now();
                try { // a connection of its own each time, as a desk that syncs once an hour
                    refused += office.put(entry_of("focal", "SYT", "a"), token).status == 201 ? 0 : 1;
                } catch (const std::exception&) {
                    ++refused;
                }
                mine.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
                std::this_thread::sleep_for(20ms);
            }
        });
    for (auto& thread : honest)
        thread.join();
    std::vector<double> all;
    for (const auto& mine : times)
        all.insert(all.end(), mine.begin(), mine.end());
    std::sort(all.begin(), all.end());
    const double p99 = all.at(all.size() * 99 / 100);
    std::cout << "200 idle and 50 slow clients, sent away " << nuisance.returned() << " times: " << all.size()
              << " honest requests, " << refused << " refused, p50 " << all.at(all.size() / 2) << " s, p99 " << p99
              << " s" << std::endl;
    CHECK(refused == 0);
    CHECK(all.size() > 200);
    CHECK(p99 <= 1.0);
}
