#include "service/office_server.h"

#include "http_server.h"
#include "office_api.h"

#include <Poco/Net/IPAddress.h>

namespace canbo::service {

struct OfficeServer::Running {
    explicit Running(OfficePorts ports) : api(std::move(ports)), server(api) {}

    OfficeApi api;
    HttpServer server;
};

OfficeServer::OfficeServer(OfficePorts ports) : m_running(std::make_unique<Running>(std::move(ports))) {}

OfficeServer::~OfficeServer() = default;

Result<void> OfficeServer::start(const ServerOptions& options) { return m_running->server.start(options); }

Result<void> OfficeServer::reload_certificate(const ServerOptions& options) {
    return m_running->server.reload_certificate(options);
}

void OfficeServer::begin_drain() { m_running->api.begin_drain(); }

std::uint16_t OfficeServer::port() const { return m_running->server.port(); }

void OfficeServer::stop() { m_running->server.stop(); }

bool is_loopback(const std::string& host) {
    if (host == "localhost" || host == "::1")
        return true;
    Poco::Net::IPAddress address;
    return Poco::Net::IPAddress::tryParse(host, address) && address.isLoopback();
}

} // namespace canbo::service
