#include "provider_http.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/URI.h>

#include <array>
#include <istream>
#include <memory>

namespace canbo::service {
namespace {

constexpr std::size_t most_answer_bytes = 300'000;
constexpr std::chrono::seconds longest{10};

using Session = std::unique_ptr<Poco::Net::HTTPClientSession>;

bool is_this_machine(const std::string& host) { return host == "localhost" || host == "127.0.0.1" || host == "::1"; }

Session connect_to(const Poco::URI& uri, const std::filesystem::path& ca_file) {
    if (uri.getScheme() == "http")
        return is_this_machine(uri.getHost())
                   ? std::make_unique<Poco::Net::HTTPClientSession>(uri.getHost(), uri.getPort())
                   : nullptr;
    if (uri.getScheme() != "https")
        return nullptr;
    Poco::Net::Context::Ptr context(new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", "", ca_file.string(),
                                                           Poco::Net::Context::VERIFY_STRICT, 9, ca_file.empty()));
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    context->enableExtendedCertificateVerification(true);
    return std::make_unique<Poco::Net::HTTPSClientSession>(uri.getHost(), uri.getPort(), context);
}

Result<std::string> read_all(std::istream& in) {
    const auto until = std::chrono::steady_clock::now() + longest;
    std::string body;
    std::array<char, 8'192> piece{};
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0) {
        body.append(piece.data(), static_cast<std::size_t>(in.gcount()));
        if (body.size() > most_answer_bytes || std::chrono::steady_clock::now() > until)
            return fail(ErrorCode::Unreachable, "The login service's answer cannot be read", {}, "too much");
    }
    return body;
}

Result<Json> ask(Poco::Net::HTTPClientSession& session, const Poco::URI& uri, const std::string& form,
                 const std::string& basic_login) {
    session.setTimeout(Poco::Timespan(longest.count(), 0));
    Poco::Net::HTTPRequest request(form.empty() ? "GET" : "POST", uri.getPathEtc().empty() ? "/" : uri.getPathEtc(),
                                   Poco::Net::HTTPMessage::HTTP_1_1);
    request.set("Accept", "application/json");
    if (!basic_login.empty())
        request.set("Authorization", "Basic " + basic_login);
    if (!form.empty()) {
        request.setContentType("application/x-www-form-urlencoded");
        request.setContentLength64(static_cast<Poco::Int64>(form.size()));
    }
    session.sendRequest(request) << form << std::flush;
    Poco::Net::HTTPResponse response;
    CANBO_TRY(const std::string body, read_all(session.receiveResponse(response)));
    const int status = response.getStatus();
    if (status >= 400 && status < 500 && !form.empty())
        return fail(ErrorCode::Unauthenticated, "The login service refuses this login; log in again");
    auto json = base::parse_json(body, {most_answer_bytes, 12});
    if (status != 200 || !json)
        return fail(ErrorCode::Unreachable, "The login service's answer cannot be read", {}, std::to_string(status));
    return *std::move(json);
}

} // namespace

Result<Json> ask_provider(const std::string& url, const std::string& form, const std::string& basic_login,
                          const std::filesystem::path& ca_file) {
    try {
        const Poco::URI uri(url);
        const Session session = connect_to(uri, ca_file);
        if (!session)
            return fail(ErrorCode::Unreachable, "A login service is reached by https only");
        return ask(*session, uri, form, basic_login);
    } catch (const Poco::Exception& e) {
        return fail(ErrorCode::Unreachable, "The login service cannot be reached", {}, e.className());
    }
}

} // namespace canbo::service
