#include "service/room_server.h"

#include "base/log.h"
#include "http_server.h"
#include "room_api.h"

#include <atomic>
#include <thread>

namespace canbo::service {
namespace {

constexpr std::chrono::milliseconds beat{250};

} // namespace

struct RoomServer::Running {
    explicit Running(RoomServerPorts ports) : api(std::move(ports)), server(api) {}

    void let_time_pass() {
        bool failed = false;
        while (!ended) {
            const auto done = api.room().tick();
            if (!done && !failed) // once, not four times a second
                base::log(base::LogLevel::Error, "the room cannot write what time brings: {} {}", done.error().message,
                          done.error().detail);
            failed = !done;
            std::this_thread::sleep_for(beat);
        }
    }

    RoomApi api;
    HttpServer server;
    std::atomic<bool> ended{false};
    std::thread time;
};

RoomServer::RoomServer(RoomServerPorts ports) : m_running(std::make_unique<Running>(std::move(ports))) {}

RoomServer::~RoomServer() { stop(); }

Result<void> RoomServer::start(const ServerOptions& options) {
    if (options.certificate.empty() && !is_loopback(options.host))
        return fail(ErrorCode::InvalidInput, "Without a certificate a room listens on this machine only", options.host);
    auto started = m_running->server.start(options);
    if (!started && started.error().code == ErrorCode::Unreachable)
        return fail(ErrorCode::Unreachable, "The room cannot listen on this address; is the port taken?",
                    started.error().where, started.error().detail);
    if (!started)
        return started;
    m_running->time = std::thread([this] { m_running->let_time_pass(); });
    return {};
}

std::uint16_t RoomServer::port() const { return m_running->server.port(); }

void RoomServer::stop() {
    m_running->ended = true;
    if (m_running->time.joinable())
        m_running->time.join();
    m_running->server.stop();
}

} // namespace canbo::service
