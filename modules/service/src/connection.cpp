#include "connection.h"

#include "base/log.h"
#include "request_head.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponseImpl.h>
#include <Poco/Net/NetException.h>
#include <Poco/Timespan.h>

#include <array>
#include <typeinfo>

namespace canbo::service {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds slice{500};
constexpr std::size_t worth_draining = 64'000;
constexpr std::size_t most_lingering = 4'000'000;
constexpr std::chrono::milliseconds longest_lingering{1'000};

// Unreachable: a desk on a bad line tries again; it must not take this for a refusal of what it sent.
const Error too_slow{ErrorCode::Unreachable, "The request took too long to arrive", {}, {}};
const Error not_http{ErrorCode::InvalidInput, "This is not a request the office can read", {}, {}};

/// Exactly `length` bytes, or nothing.
std::optional<std::string> read_body(std::istream& in, std::size_t length) {
    std::string body;
    std::array<char, 16'384> piece{};
    while (body.size() < length && in) {
        const std::size_t wanted = std::min(piece.size(), length - body.size());
        in.read(piece.data(), static_cast<std::streamsize>(wanted));
        body.append(piece.data(),
                    static_cast<std::size_t>(in.gcount())); // memory grows with what came, not with a claim
    }
    if (body.size() != length)
        return std::nullopt;
    return body;
}

} // namespace

Connection::Connection(const Poco::Net::StreamSocket& socket, ConnectionContext& context)
    : TCPServerConnection(socket), m_context(context) {}

void Connection::run() {
    try {
        Ticket ticket(m_context.registry, socket().impl()->sockfd());
        m_address = socket().peerAddress().host().toString();
        BufferedSession session(socket(), m_context.params);
        bool keep = wait_for_request(session, m_context.limits.io_timeout, ticket) && serve(session, ticket);
        while (keep)
            keep = wait_for_request(session, m_context.limits.keep_alive, ticket) && serve(session, ticket);
    } catch (const Poco::Exception& e) {
        base::log(base::LogLevel::Debug, "connection ended: {}", e.className());
    } catch (const std::exception& e) {
        base::log(base::LogLevel::Warning, "connection ended: {}", typeid(e).name());
    }
}

/// Whoever is closed for others, or because the server stops, wakes from here: its socket reads as ended.
bool Connection::wait_for_request(const BufferedSession& session, std::chrono::milliseconds longest, Ticket& ticket) {
    ticket.set_idle();
    return session.has_buffered() ||
           socket().poll(Poco::Timespan(std::chrono::microseconds(longest).count()), Poco::Net::Socket::SELECT_READ);
}

/// A client that wants TLS where there is none. Its greeting has no line end to wait for: unanswered, it would wait for
/// us until its own time is over.
bool Connection::is_tls_greeting(const BufferedSession& session) {
    char first = 0;
    return !socket().secure() && !session.has_buffered() && socket().receiveBytes(&first, 1, MSG_PEEK) == 1 &&
           first == 0x16;
}

bool Connection::serve(BufferedSession& session, Ticket& ticket) {
    ticket.set_deadline(steady_clock::now() + m_context.limits.request);
    m_head_only = false;
    try {
        if (is_tls_greeting(session)) {
            answer_malformed(session, problem(not_http, 400), ticket);
            return false;
        }
        Poco::Net::HTTPServerResponseImpl response(session);
        Poco::Net::HTTPServerRequestImpl request(response, session, m_context.params.get());
        response.setVersion(Poco::Net::HTTPMessage::HTTP_1_1);
        return serve_request(request, response, ticket);
    } catch (const Poco::Net::NoMessageException&) {
        return false;
    } catch (const Poco::Net::MessageException&) {
        answer_malformed(session, problem(not_http, 400), ticket);
    } catch (const Poco::SyntaxException&) { // a Content-Length that is no number
        answer_malformed(session, problem(not_http, 400), ticket);
    } catch (const Poco::Exception&) {
        if (ticket.expired())
            answer_malformed(session, problem(too_slow, 408), ticket);
    }
    return false;
}

void Connection::answer_malformed(BufferedSession& session, const Answer& answer, Ticket& ticket) {
    Poco::Net::HTTPServerResponseImpl response(session);
    response.setVersion(Poco::Net::HTTPMessage::HTTP_1_1);
    send(answer, response, false, ticket);
    linger();
}

bool Connection::serve_request(Poco::Net::HTTPServerRequestImpl& request, Poco::Net::HTTPServerResponseImpl& response,
                               Ticket& ticket) {
    if (ticket.expired()) { // cut inside the header
        send(problem(too_slow, 408), response, false, ticket);
        return false;
    }
    auto incoming = read_head(request, m_context.limits.header_bytes);
    if (const auto* refused = std::get_if<Answer>(&incoming)) {
        send(*refused, response, false, ticket);
        linger();
        return false;
    }
    auto [head, length] = std::get<IncomingHead>(std::move(incoming));
    if (head.address.empty() || !is_loopback(m_address)) // only a proxy on this machine may speak for others
        head.address = m_address;
    m_head_only = head.method == "HEAD";
    const auto admitted = m_context.api.begin(head);
    if (const auto* early = std::get_if<Answer>(&admitted))
        return answer_early(*early, length, request, response, ticket);
    return answer_with_body(std::get<AdmittedRequest>(admitted), length, request, response, ticket);
}

bool Connection::answer_early(const Answer& answer, std::size_t length, Poco::Net::HTTPServerRequestImpl& request,
                              Poco::Net::HTTPServerResponseImpl& response, Ticket& ticket) {
    // A small body is cheaper to read than a connection to open again.
    const bool drained = length == 0 || (length <= worth_draining && !request.getExpectContinue() &&
                                         read_body(request.stream(), length).has_value());
    const bool keep = drained && request.getKeepAlive();
    send(answer, response, keep, ticket);
    if (!keep)
        linger();
    return keep;
}

bool Connection::answer_with_body(const AdmittedRequest& admitted, std::size_t length,
                                  Poco::Net::HTTPServerRequestImpl& request,
                                  Poco::Net::HTTPServerResponseImpl& response, Ticket& ticket) {
    const std::size_t most = admitted.most_body_bytes;
    if (length > most)
        return answer_early(problem({ErrorCode::TooLarge, "The request is larger than the office takes here", {}, {}}),
                            length, request, response, ticket);
    if (most > 1'000'000)
        ticket.set_deadline(steady_clock::now() + m_context.limits.big_request);
    if (request.getExpectContinue() && length > 0)
        response.sendContinue();
    const auto body = read_body(request.stream(), length);
    if (!body) {
        send(problem(too_slow, ticket.expired() ? 408 : 400), response, false, ticket);
        return false;
    }
    ticket.no_deadline();
    const Answer answer = admitted.answer(*body);
    const bool keep = request.getKeepAlive() && !m_context.registry.stopping();
    send(answer, response, keep, ticket);
    return keep;
}

void Connection::send(const Answer& answer, Poco::Net::HTTPServerResponseImpl& response, bool keep, Ticket& ticket) {
    m_context.api.count(answer.status);
    response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answer.status));
    response.setDate(Poco::Timestamp());
    response.setContentType(answer.content_type);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Cache-Control", "no-store");
    response.set("Content-Security-Policy", "default-src 'none'");
    if (socket().secure()) // two years, as RFC 6797 would have it for who comes by a browser
        response.set("Strict-Transport-Security", "max-age=63072000");
    for (const auto& [name, value] : answer.headers)
        response.set(name, value);
    response.setKeepAlive(keep);
    if (!ticket.expired())
        ticket.set_deadline(steady_clock::now() + m_context.limits.answer);
    if (answer.status != Poco::Net::HTTPResponse::HTTP_NOT_MODIFIED) // there it would speak of what is not sent
        response.setContentLength64(static_cast<Poco::Int64>(answer.body.size()));
    std::ostream& out = response.send();
    if (!m_head_only)
        out.write(answer.body.data(), static_cast<std::streamsize>(answer.body.size()));
    out.flush(); // before anybody lingers or closes
}

/// Closing with unread bytes would reset the connection and could take the answer from the client's hands: so read on
/// for a moment.
void Connection::linger() {
    const auto until = steady_clock::now() + longest_lingering;
    std::array<char, 16'384> piece{};
    std::size_t seen = 0;
    try {
        if (!socket().secure())
            socket().shutdownSend();
        while (
            seen < most_lingering && steady_clock::now() < until &&
            socket().poll(Poco::Timespan(std::chrono::microseconds(slice).count()), Poco::Net::Socket::SELECT_READ)) {
            const int count = socket().receiveBytes(piece.data(), static_cast<int>(piece.size()));
            if (count <= 0)
                return;
            seen += static_cast<std::size_t>(count);
        }
    } catch (const Poco::Exception&) {
        // It is closed anyway.
    }
}

} // namespace canbo::service
