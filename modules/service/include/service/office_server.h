#pragma once

#include "base/result.h"
#include "service/office_ports.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace canbo::service {

/// What one client may cost. A thread serves one connection. Where all have one and another comes, the one that has
/// idled longest is closed for it, or the one whose request has been arriving longest: nobody is refused for the
/// address they come from, since a whole office comes from one.
struct ServerLimits {
    int threads{64};
    int queued_connections{256};
    std::chrono::milliseconds keep_alive{2'000};    ///< An idle connection.
    std::chrono::milliseconds io_timeout{10'000};   ///< Between two pieces.
    std::chrono::milliseconds request{20'000};      ///< A request's header and body, whole.
    std::chrono::milliseconds big_request{120'000}; ///< The same for attachments.
    std::chrono::milliseconds answer{60'000};       ///< Taking the whole answer.
    std::chrono::milliseconds stop{10'000};         ///< Running requests at stop(); then they are cut.
    std::size_t header_bytes{32'000};
};

struct ServerOptions {
    std::string host{"127.0.0.1"};
    std::uint16_t port{0};             ///< 0: any free one.
    std::filesystem::path certificate; ///< PEM, with its chain; empty: plain HTTP.
    std::filesystem::path private_key; ///< PEM, not encrypted.
    ServerLimits limits;
};

/// The standing office's HTTP API. wire::init_network() must have run. start() and stop() from one thread.
class OfficeServer {
public:
    explicit OfficeServer(OfficePorts ports);
    OfficeServer(const OfficeServer&) = delete;
    OfficeServer& operator=(const OfficeServer&) = delete;
    ~OfficeServer();

    /// Answers requests when it returns. @error InvalidInput address, certificate or key; Unreachable the port is taken
    Result<void> start(const ServerOptions& options);
    /// Reads certificate and key again, for connections from now on. Nothing without TLS. From any thread.
    /// @error InvalidInput they cannot be used: the ones before stay
    Result<void> reload_certificate(const ServerOptions& options);
    /// /ready answers 503 from now on, everything else goes on: whoever sends requests here looks for another office.
    void begin_drain();
    /// Where it listens, when started.
    std::uint16_t port() const;
    /// Takes no new connection, lets running requests finish, then returns. Nothing when not started.
    void stop();

private:
    struct Running;
    std::unique_ptr<Running> m_running;
};

/// True for localhost, 127.x.x.x and ::1: where an office may listen without TLS.
bool is_loopback(const std::string& host);

} // namespace canbo::service
