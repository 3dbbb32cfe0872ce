#pragma once

#include "base/result.h"
#include "wire/http_office_client.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPClientSession.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace canbo::wire {

/// What goes out; every field is ready for the wire.
struct HttpQuestion {
    std::string method;
    std::string path;
    std::string body;
    std::string content_type;
    std::string bearer;
    bool repeatable{true}; ///< May be sent a second time when a kept connection turns out to be dead.
    std::size_t most_answer_bytes{1'000'000};
    std::vector<std::pair<std::string, std::string>> headers{};
};

struct HttpAnswer {
    int status{0};
    std::string content_type;
    std::string body;
    std::string standby{};   ///< An exam room's second address (Canbo-Standby).
    std::string takeovers{}; ///< How often an exam room was taken over (Canbo-Takeovers).
};

/// What the office's client has no use for.
struct TransportExtras {
    /// The beginning of the SHA-256 of the one certificate that is believed, whoever signed it; empty: authorities.
    std::string certificate_pin{};
    std::chrono::milliseconds keep_alive{1'000}; ///< Of an idle connection: less than the server's, to be first.
};

/// One kept connection to one office. Everything Poco throws ends here. Not for two threads at once.
class HttpTransport {
public:
    HttpTransport(OfficeAddress address, const ClientOptions& options, TransportExtras extras = {});
    /// Any complete answer, whatever its status. @error Unreachable
    Result<HttpAnswer> ask(const HttpQuestion& question);

private:
    void connect();
    HttpAnswer exchange(const HttpQuestion& question);

    OfficeAddress m_address;
    ClientOptions m_options;
    TransportExtras m_extras;
    Poco::Net::Context::Ptr m_context;
    std::unique_ptr<Poco::Net::HTTPClientSession> m_session;
};

} // namespace canbo::wire
