#include "wire/browser_login.h"

#include "base/crypto.h"
#include "base/translation.h"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>
#include <Poco/URI.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace canbo::wire {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t most_request_bytes = 8'000;

std::string random_text() { // 256 bits in characters that need no escaping
    std::string text = base::to_base64(base::random_bytes(32));
    for (char& c : text)
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    while (text.back() == '=')
        text.pop_back();
    return text;
}

std::string challenge_of(const std::string& verifier) {
    std::string text = base::to_base64(base::sha256(verifier));
    for (char& c : text)
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    while (text.back() == '=')
        text.pop_back();
    return text;
}

/// The path and query of "GET … HTTP/1.1"; empty for anything else.
std::string target_of(const std::string& request) {
    const std::size_t end = request.find(" HTTP/1.");
    return request.starts_with("GET /") && end != std::string::npos ? request.substr(4, end - 4) : std::string();
}

std::string page(const std::string& sentence) {
    const std::string body = fmt::format("<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Canbo</title>"
                                         "<p style=\"font:18px sans-serif;margin:3em\">{}</p></html>",
                                         sentence);
    return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n"
                       "Cache-Control: no-store\r\nContent-Security-Policy: default-src 'none'; style-src "
                       "'unsafe-inline'\r\nConnection: close\r\n\r\n{}",
                       body.size(), body);
}

std::string receive_head(Poco::Net::StreamSocket& socket) {
    std::string head;
    std::array<char, 1'024> piece{};
    socket.setReceiveTimeout(Poco::Timespan(2, 0));
    while (head.size() < most_request_bytes && head.find("\r\n\r\n") == std::string::npos) {
        const int count = socket.receiveBytes(piece.data(), static_cast<int>(piece.size()));
        if (count <= 0)
            break;
        head.append(piece.data(), static_cast<std::size_t>(count));
    }
    return head;
}

} // namespace

struct BrowserLogin::Listener {
    Poco::Net::ServerSocket socket{};

    /// The query that a visitor brings; empty when none came within a moment.
    Poco::URI::QueryParameters visitor(const std::string& state) {
        if (!socket.poll(Poco::Timespan(0, 200'000), Poco::Net::Socket::SELECT_READ))
            return {};
        try {
            Poco::Net::StreamSocket browser = socket.acceptConnection();
            const Poco::URI target(target_of(receive_head(browser)));
            const auto query = target.getQueryParameters();
            const bool ours =
                target.getPath() == "/canbo" && std::any_of(query.begin(), query.end(), [&](const auto& one) {
                    return one.first == "state" && base::equal_constant_time(one.second, state);
                });
            const std::string answer =
                ours ? page(base::tr("The login goes on in Canbo; this page may be closed"))
                     : std::string("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            browser.sendBytes(answer.data(), static_cast<int>(answer.size()));
            browser.shutdownSend();
            return ours ? query : Poco::URI::QueryParameters{};
        } catch (const Poco::Exception&) {
            return {}; // whoever it was has gone
        }
    }
};

BrowserLogin::BrowserLogin() : m_listener(std::make_unique<Listener>()) {}
BrowserLogin::BrowserLogin(BrowserLogin&&) noexcept = default;
BrowserLogin& BrowserLogin::operator=(BrowserLogin&&) noexcept = default;
BrowserLogin::~BrowserLogin() = default;

Result<BrowserLogin> BrowserLogin::begin(const LoginMethods& methods) {
    if (methods.authorization_endpoint.empty())
        return fail(ErrorCode::NotFound, "This office has no login service; log in with a password");
    BrowserLogin login;
    try {
        login.m_listener->socket.bind(Poco::Net::SocketAddress("127.0.0.1", methods.redirect_port), true, false);
        login.m_listener->socket.listen(4);
        login.m_login.redirect_uri =
            fmt::format("http://127.0.0.1:{}/canbo", login.m_listener->socket.address().port());
        login.m_login.verifier = random_text();
        login.m_login.nonce = random_text();
        login.m_state = random_text();
        Poco::URI uri(methods.authorization_endpoint);
        if (uri.getScheme() != "https" && uri.getHost() != "127.0.0.1" && uri.getHost() != "localhost")
            return fail(ErrorCode::Unreachable, "A login service is reached by https only");
        uri.addQueryParameter("response_type", "code");
        uri.addQueryParameter("client_id", methods.client_id);
        uri.addQueryParameter("redirect_uri", login.m_login.redirect_uri);
        uri.addQueryParameter("scope", methods.scope);
        uri.addQueryParameter("state", login.m_state);
        uri.addQueryParameter("nonce", login.m_login.nonce);
        uri.addQueryParameter("code_challenge", challenge_of(login.m_login.verifier));
        uri.addQueryParameter("code_challenge_method", "S256");
        login.m_url = uri.toString();
    } catch (const Poco::Exception& e) {
        return fail(ErrorCode::Unreachable, "No port of this machine can be opened for the browser", {}, e.className());
    }
    return login;
}

Result<ServiceLogin> BrowserLogin::wait(std::chrono::seconds longest, const std::function<bool()>& stop) {
    const auto until = Steady::now() + longest;
    while (Steady::now() < until) {
        if (stop && stop())
            return fail(ErrorCode::Cancelled, "The login was stopped");
        const auto query = m_listener->visitor(m_state);
        for (const auto& [name, value] : query) {
            if (name == "error")
                return fail(ErrorCode::Unauthenticated, "The login service refuses this login; log in again");
            if (name == "code")
                m_login.code = value;
        }
        if (!m_login.code.empty())
            return m_login;
    }
    return fail(ErrorCode::Unreachable, "Nobody came back from the browser in time; log in again");
}

} // namespace canbo::wire
