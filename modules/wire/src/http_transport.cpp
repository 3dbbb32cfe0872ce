#include "http_transport.h"

#include "base/crypto.h"
#include "wire/content_digest.h"

#include <Poco/Crypto/X509Certificate.h>
#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Timespan.h>

#include <array>
#include <openssl/crypto.h>
#include <openssl/x509.h>

namespace canbo::wire {
namespace {

using Poco::Net::HTTPRequest;
using Poco::Net::HTTPResponse;

constexpr std::size_t asks_first_above = 60'000;
constexpr const char* other_certificate = "not the pinned certificate";

Poco::Timespan timespan(std::chrono::milliseconds time) {
    return Poco::Timespan(static_cast<Poco::Timespan::TimeDiff>(time.count()) * 1000);
}

/// SHA-256 of what the pin is of; "" when the library fails.
std::string pinned_digest(const Poco::Crypto::X509Certificate& certificate, CertificatePin::Of of) {
    if (of == CertificatePin::Of::Certificate) {
        const auto digest = certificate.fingerprint("SHA256");
        return {digest.begin(), digest.end()};
    }
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.certificate()), &der);
    const std::unique_ptr<unsigned char, void (*)(void*)> owned(der, [](void* block) { OPENSSL_free(block); });
    return size > 0 ? base::sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)})
                    : std::string();
}

Poco::Net::Context::Ptr client_context(const ClientOptions& options, bool pinned) {
    Poco::Net::Context::Params params;
    params.caLocation = options.ca_file.string();
    const bool by_pin_alone = pinned && options.ca_file.empty();
    params.loadDefaultCAs = options.ca_file.empty() && !pinned;
    // Strict also checks the name in the certificate when the office runs on this machine; relaxed would not. A pinned
    // certificate is checked after the handshake, before anything is sent.
    params.verificationMode = by_pin_alone ? Poco::Net::Context::VERIFY_NONE : Poco::Net::Context::VERIFY_STRICT;
    params.cipherList = "HIGH:!aNULL:!MD5";
    Poco::Net::Context::Ptr context = new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, params);
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    // Without a handler of its own Poco asks an Application object, which we do not have, from inside OpenSSL.
    context->setInvalidCertificateHandler(new Poco::Net::RejectCertificateHandler(false));
    return context;
}

/// Connects in two steps, because only so a failure tells whether there is no office or no secure way to it.
class SecureSession final : public Poco::Net::HTTPSClientSession {
public:
    SecureSession(const OfficeAddress& address, Poco::Net::Context::Ptr context, const ClientOptions& options,
                  CertificatePin pin)
        : HTTPSClientSession(address.host, address.port, context), m_context(std::move(context)),
          m_connect_time(timespan(options.connect_timeout)), m_io_time(timespan(options.io_timeout)),
          m_pin(std::move(pin)) {}

protected:
    void connect(const Poco::Net::SocketAddress& address) override {
        Poco::Net::StreamSocket line;
        try {
            line.connect(address, m_connect_time);
        } catch (const Poco::Net::ConnectionResetException& e) {
            throw Poco::Net::SSLException("no handshake", e.displayText()); // somebody is there, and ended it
        }
        shake_hands(line);
    }

private:
    /// Throws SSLException whatever goes wrong: a closed connection and a silent one come as other kinds.
    void shake_hands(Poco::Net::StreamSocket& line) {
        try {
            line.setReceiveTimeout(m_connect_time);
            line.setSendTimeout(m_connect_time);
            Poco::Net::SecureStreamSocket secured = Poco::Net::SecureStreamSocket::attach(line, getHost(), m_context);
            check_pin(secured);
            attachSocket(secured);
            socket().setReceiveTimeout(m_io_time);
            socket().setSendTimeout(m_io_time);
            socket().setNoDelay(true);
        } catch (const Poco::Net::SSLException&) {
            throw;
        } catch (const Poco::Exception& e) {
            throw Poco::Net::SSLException("no handshake", e.displayText());
        }
    }

    void check_pin(const Poco::Net::SecureStreamSocket& secured) const {
        if (!m_pin.digest.empty() && !pinned_digest(Poco::Crypto::X509Certificate(secured.peerCertificate()), m_pin.of)
                                          .starts_with(m_pin.digest))
            throw Poco::Net::SSLException(other_certificate);
    }

    Poco::Net::Context::Ptr m_context;
    Poco::Timespan m_connect_time;
    Poco::Timespan m_io_time;
    CertificatePin m_pin;
};

std::string read_answer(std::istream& in, const HttpQuestion& question, std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    std::string body;
    std::array<char, 16'384> piece{};
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        body.append(piece.data(), static_cast<std::size_t>(in.gcount()));
        if (body.size() > question.most_answer_bytes)
            throw Poco::Net::MessageException("answer too large");
        if (std::chrono::steady_clock::now() > deadline)
            throw Poco::TimeoutException("answer not complete in time");
    }
    return body;
}

} // namespace

HttpTransport::HttpTransport(OfficeAddress address, const ClientOptions& options, TransportExtras extras)
    : m_address(std::move(address)), m_options(options), m_extras(std::move(extras)) {}

void HttpTransport::connect() {
    if (m_session)
        return;
    if (m_address.secure) {
        if (m_context.isNull())
            m_context = client_context(m_options, !m_extras.pin.digest.empty());
        m_session = std::make_unique<SecureSession>(m_address, m_context, m_options, m_extras.pin);
    } else {
        m_session = std::make_unique<Poco::Net::HTTPClientSession>(m_address.host, m_address.port);
    }
    m_session->setProxyConfig({}); // whatever somebody made the default
    m_session->setTimeout(timespan(m_options.connect_timeout), timespan(m_options.io_timeout),
                          timespan(m_options.io_timeout));
    m_session->setKeepAlive(true);
    m_session->setKeepAliveTimeout(timespan(m_extras.keep_alive)); // the office gives up after two seconds: be first
}

HttpAnswer HttpTransport::exchange(const HttpQuestion& question) {
    connect();
    HTTPRequest request(question.method, question.path, HTTPRequest::HTTP_1_1);
    request.set("Accept", "application/json, application/problem+json");
    if (!question.bearer.empty())
        request.set("Authorization", "Bearer " + question.bearer);
    for (const auto& [name, value] : question.headers)
        request.set(name, value);
    if (question.method == "PUT" || question.method == "POST" || question.method == "PATCH") {
        request.setContentType(question.content_type);
        request.setContentLength64(static_cast<Poco::Int64>(question.body.size()));
        request.set("Content-Digest", content_digest(question.body));
    }
    // A large body waits for the office's word: a token that has run out would else break the connection half-way, and
    // the answer that says so would be lost with it.
    const bool ask_first = question.body.size() > asks_first_above;
    request.setExpectContinue(ask_first);
    std::ostream& out = m_session->sendRequest(request);
    HTTPResponse response;
    if (!ask_first || m_session->peekResponse(response)) {
        out.write(question.body.data(), static_cast<std::streamsize>(question.body.size()));
        out.flush();
    }
    std::istream& in = m_session->receiveResponse(response);
    HttpAnswer answer{static_cast<int>(response.getStatus()),
                      response.getContentType(),
                      {},
                      response.get("Canbo-Standby", ""),
                      response.get("Canbo-Takeovers", "")};
    if (question.method != "HEAD")
        answer.body = read_answer(in, question, m_options.answer_deadline);
    if (m_session->networkException() != nullptr)
        m_session->networkException()->rethrow();
    if (question.method != "HEAD" && response.hasContentLength() &&
        response.getContentLength64() != static_cast<Poco::Int64>(answer.body.size()))
        throw Poco::Net::MessageException("answer cut short");
    if (!response.getKeepAlive() || (ask_first && answer.status >= 300))
        m_session.reset();
    return answer;
}

Result<HttpAnswer> HttpTransport::ask(const HttpQuestion& question) {
    if (!question.repeatable)
        m_session.reset();
    const bool kept = m_session != nullptr && m_session->connected();
    for (int attempt = 0;; ++attempt) {
        try {
            return exchange(question);
        } catch (const Poco::TimeoutException& e) {
            m_session.reset();
            return fail(ErrorCode::Unreachable, "The office did not answer in time", {}, e.displayText());
        } catch (const Poco::Net::CertificateValidationException& e) {
            m_session.reset();
            return fail(ErrorCode::Unreachable, "The office's certificate is not trusted on this machine", {},
                        e.displayText());
        } catch (const Poco::Net::InvalidCertificateException& e) {
            m_session.reset();
            return fail(ErrorCode::Unreachable, "The office's certificate is not trusted on this machine", {},
                        e.displayText());
        } catch (const Poco::Net::SSLException& e) {
            m_session.reset();
            if (e.displayText().find(other_certificate) != std::string::npos)
                return fail(ErrorCode::Unreachable,
                            "The office shows another certificate than the one pinned on this desk; ask who runs it",
                            {}, e.displayText());
            if (e.displayText().find("certificate") != std::string::npos)
                return fail(ErrorCode::Unreachable, "The office's certificate is not trusted on this machine", {},
                            e.displayText());
            return fail(ErrorCode::Unreachable, "A secure connection to the office could not be made", {},
                        e.displayText());
        } catch (const Poco::Exception& e) {
            m_session.reset();
            if (!kept || attempt > 0)
                return fail(ErrorCode::Unreachable, "The office cannot be reached", {}, e.displayText());
            // A kept connection that the office had closed meanwhile says nothing about the office: once more.
        } catch (const std::exception& e) {
            m_session.reset();
            return fail(ErrorCode::Unreachable, "The office cannot be reached", {}, e.what());
        }
    }
}

} // namespace canbo::wire
