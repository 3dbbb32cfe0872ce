#pragma once

#include "http_api.h"
#include "service/office_server.h"
#include "tls_certificate.h"

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
    /// For connections from now on. Nothing without TLS. @error InvalidInput the one before stays
    Result<void> reload_certificate(const ServerOptions& options);
    std::uint16_t port() const;
    void stop();

private:
    struct Running;
    HttpApi& m_api;
    TlsCertificate m_certificate;
    std::unique_ptr<Running> m_running;
};

} // namespace canbo::service
