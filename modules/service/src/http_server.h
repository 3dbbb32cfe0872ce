#pragma once

#include "http_api.h"
#include "service/office_server.h"

#include <memory>

namespace canbo::service {

/// Sockets, threads and limits around an API, which must outlive it. start() and stop() from one thread.
class HttpServer {
public:
    explicit HttpServer(HttpApi& api);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();

    /// @error InvalidInput address, certificate or key; Unreachable the port is taken
    Result<void> start(const ServerOptions& options);
    std::uint16_t port() const;
    void stop();

private:
    struct Running;
    HttpApi& m_api;
    std::unique_ptr<Running> m_running;
};

} // namespace canbo::service
