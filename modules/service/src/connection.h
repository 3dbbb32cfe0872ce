#pragma once

#include "connection_registry.h"
#include "http_api.h"
#include "service/office_server.h"

#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerSession.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>

#include <string>

namespace Poco::Net {
class HTTPServerRequestImpl;
class HTTPServerResponseImpl;
} // namespace Poco::Net

namespace canbo::service {

/// What all connections of a server share; outlives them.
struct ConnectionContext {
    HttpApi& api;
    ConnectionRegistry& registry;
    ServerLimits limits;
    Poco::Net::HTTPServerParams::Ptr params;
};

/// Poco's server session that says whether a next request is in its buffer already.
class BufferedSession final : public Poco::Net::HTTPServerSession {
public:
    using HTTPServerSession::HTTPServerSession;
    bool has_buffered() const { return buffered() > 0; }
};

/// One client's connection: request after request until it idles, fails or the server stops. Poco's own
/// HTTPServerConnection has no deadline for a whole request, holds its thread while a client idles, and answers
/// malformed requests without a problem+json.
class Connection final : public Poco::Net::TCPServerConnection {
public:
    Connection(const Poco::Net::StreamSocket& socket, ConnectionContext& context);
    void run() override;

private:
    using Ticket = ConnectionRegistry::Ticket;

    bool wait_for_request(const BufferedSession& session, std::chrono::milliseconds longest, Ticket& ticket);
    bool is_tls_greeting(const BufferedSession& session);
    /// True when the connection may be kept.
    bool serve(BufferedSession& session, Ticket& ticket);
    bool serve_request(Poco::Net::HTTPServerRequestImpl& request, Poco::Net::HTTPServerResponseImpl& response,
                       Ticket& ticket);
    bool answer_with_body(const AdmittedRequest& admitted, std::size_t length,
                          Poco::Net::HTTPServerRequestImpl& request, Poco::Net::HTTPServerResponseImpl& response,
                          Ticket& ticket);
    bool answer_early(const Answer& answer, std::size_t length, Poco::Net::HTTPServerRequestImpl& request,
                      Poco::Net::HTTPServerResponseImpl& response, Ticket& ticket);
    void answer_malformed(BufferedSession& session, const Answer& answer, Ticket& ticket);
    void send(const Answer& answer, Poco::Net::HTTPServerResponseImpl& response, bool keep, Ticket& ticket);
    void linger();

    ConnectionContext& m_context;
    std::string m_address;
    bool m_head_only{false}; ///< The request being answered is a HEAD.
};

class ConnectionFactory final : public Poco::Net::TCPServerConnectionFactory {
public:
    explicit ConnectionFactory(ConnectionContext& context) : m_context(context) {}
    Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
        return new Connection(socket, m_context);
    }

private:
    ConnectionContext& m_context;
};

} // namespace canbo::service
