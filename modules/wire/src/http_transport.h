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

/// By what a certificate is known besides, or instead of, the authority that signed it.
struct CertificatePin {
    enum class Of {
        Certificate, ///< The whole of it in DER: an exam room's, which signs its own.
        PublicKey    ///< Its SubjectPublicKeyInfo (as in RFC 7469): a renewed certificate keeps the key.
    };
    Of of{Of::Certificate};
    std::string digest{}; ///< SHA-256 or its beginning; empty: none.
};

struct TransportExtras {
    /// The one that is believed. Whoever signed it, unless the options name an authority: then both must hold.
    CertificatePin pin{};
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
