#include "http_server.h"

#include "base/file.h"
#include "base/log.h"
#include "connection.h"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/ThreadPool.h>
#include <Poco/Timespan.h>

#include <atomic>

namespace canbo::service {
namespace {

Poco::Timespan timespan(std::chrono::milliseconds time) {
    return Poco::Timespan(std::chrono::microseconds(time).count());
}

Result<void> check_key_file(const std::filesystem::path& key) {
    CANBO_TRY(const std::string text, base::read_file(key, 1'000'000));
    if (text.find("ENCRYPTED") != std::string::npos)
        return fail(ErrorCode::InvalidInput, "The office's private key is encrypted; it needs one without a password",
                    key.string());
    return {};
}

Poco::Net::ServerSocket secure_socket(TlsCertificate& certificate) {
    Poco::Net::Context::Params params;
    params.verificationMode = Poco::Net::Context::VERIFY_NONE; // clients log in with a password
    params.cipherList = "HIGH:!aNULL:!MD5";
    params.dhUse2048Bits = true;
    Poco::Net::Context::Ptr context = new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, params);
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    context->preferServerCiphers();
    certificate.serve(context->sslContext());
    return Poco::Net::SecureServerSocket(context);
}

Poco::Net::HTTPServerParams::Ptr server_params(const ServerLimits& limits) {
    Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
    params->setMaxThreads(limits.threads);
    params->setMaxQueued(limits.queued_connections);
    params->setTimeout(timespan(limits.io_timeout));
    // An idle thread can miss the call to stop and then sleeps through its idle time: so that is short.
    params->setThreadIdleTime(timespan(std::chrono::milliseconds(500)));
    params->setKeepAlive(true);
    params->setKeepAliveTimeout(timespan(limits.keep_alive));
    return params;
}

} // namespace

/// In the order in which it must be taken down, last first.
struct HttpServer::Running {
    Running(HttpApi& api, const ServerLimits& limits)
        : pool("http", 2, limits.threads + 2),
          registry([this] { return without_thread(); }), context{api, registry, limits, server_params(limits)} {}

    /// Connections that come while threads are still to be had get one by themselves.
    int without_thread() const {
        const Poco::Net::TCPServer* running = listening;
        return running == nullptr || running->currentThreads() < context.limits.threads ? 0
                                                                                        : running->queuedConnections();
    }

    Poco::ThreadPool pool;
    std::atomic<const Poco::Net::TCPServer*> listening{nullptr};
    std::unique_ptr<Poco::Net::TCPServer> server; // the registry's thread looks at it to its end
    ConnectionRegistry registry;
    ConnectionContext context;
};

HttpServer::HttpServer(HttpApi& api) : m_api(api) {}

HttpServer::~HttpServer() { stop(); }

Result<void> HttpServer::start(const ServerOptions& options) {
    CANBO_CHECK(!m_running);
    const bool secure = !options.certificate.empty();
    if (secure) {
        CANBO_TRY_VOID(check_key_file(options.private_key));
        CANBO_TRY_VOID(m_certificate.read(options.certificate, options.private_key));
    }
    Poco::Net::ServerSocket socket;
    try {
        if (secure)
            socket = secure_socket(m_certificate);
    } catch (const std::exception& e) {
        return fail(ErrorCode::InvalidInput, "The office's certificate or private key cannot be used",
                    options.certificate.string(), e.what());
    }
    try {
        // Not SO_REUSEPORT: a second office on the same port must fail, not share it.
        socket.bind(Poco::Net::SocketAddress(options.host, options.port), true, false);
        socket.listen(options.limits.queued_connections);
        auto running = std::make_unique<Running>(m_api, options.limits);
        running->server = std::make_unique<Poco::Net::TCPServer>(new ConnectionFactory(running->context), running->pool,
                                                                 socket, running->context.params);
        running->server->start();
        running->listening = running->server.get();
        m_running = std::move(running);
    } catch (const Poco::Net::DNSException& e) {
        return fail(ErrorCode::InvalidInput, "The address to listen on does not exist", options.host, e.displayText());
    } catch (const Poco::Exception& e) {
        return fail(ErrorCode::Unreachable, "The office cannot listen on this address; is the port taken?",
                    options.host + ":" + std::to_string(options.port), e.displayText());
    }
    return {};
}

Result<void> HttpServer::reload_certificate(const ServerOptions& options) {
    if (options.certificate.empty())
        return {};
    CANBO_TRY_VOID(check_key_file(options.private_key));
    return m_certificate.read(options.certificate, options.private_key);
}

std::uint16_t HttpServer::port() const { return m_running ? m_running->server->port() : std::uint16_t{0}; }

void HttpServer::stop() {
    if (!m_running)
        return;
    try {
        m_running->registry.begin_stop();
        m_running->server->stop();
        if (!m_running->registry.wait_until_empty(m_running->context.limits.stop))
            m_running->registry.cut_all();
        m_running->pool.joinAll();
    } catch (const Poco::Exception& e) {
        base::log(base::LogLevel::Error, "the server did not stop cleanly: {}", e.className());
    }
    m_running.reset();
}

} // namespace canbo::service
