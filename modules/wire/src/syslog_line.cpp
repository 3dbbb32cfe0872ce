#include "wire/syslog_line.h"

#include <Poco/Environment.h>
#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Timespan.h>

#include <charconv>

namespace canbo::wire {
namespace {

const Poco::Timespan patience(15, 0);

Poco::Net::Context::Ptr context_of(const SyslogCollector& collector) {
    Poco::Net::Context::Params params;
    params.caLocation = collector.ca_file.string();
    params.loadDefaultCAs = collector.ca_file.empty();
    params.verificationMode = Poco::Net::Context::VERIFY_STRICT;
    params.cipherList = "HIGH:!aNULL:!MD5";
    Poco::Net::Context::Ptr context = new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, params);
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    context->setInvalidCertificateHandler(new Poco::Net::RejectCertificateHandler(false));
    return context;
}

void send_all(Poco::Net::SecureStreamSocket& line, const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const int sent = line.sendBytes(text.data() + at, static_cast<int>(text.size() - at));
        if (sent <= 0)
            throw Poco::IOException("nothing was sent");
        at += static_cast<std::size_t>(sent);
    }
}

/// Until the collector has closed its side: closing with its bytes unread could take ours from it.
void end(Poco::Net::SecureStreamSocket& line) {
    line.shutdown();
    char rest[256];
    try {
        while (line.poll(patience, Poco::Net::Socket::SELECT_READ) && line.receiveBytes(rest, sizeof rest) > 0) {
        }
    } catch (const Poco::Exception&) {
        // It has closed already.
    }
}

} // namespace

Result<SyslogCollector> SyslogCollector::parse(std::string_view text) {
    const auto bad = [&] {
        return fail(ErrorCode::InvalidInput, "This is not an address like soc.example:6514", std::string(text));
    };
    SyslogCollector out;
    const auto colon = text.rfind(':');
    const bool bare_six = text.starts_with('[') && text.ends_with(']');
    if (colon != std::string_view::npos && !bare_six) {
        const std::string_view port = text.substr(colon + 1);
        const auto [last, code] = std::from_chars(port.data(), port.data() + port.size(), out.port);
        if (code != std::errc() || last != port.data() + port.size() || out.port == 0)
            return bad();
        text = text.substr(0, colon);
    }
    if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    if (text.empty() || text.find_first_of(" /@[]") != std::string_view::npos)
        return bad();
    out.host = text;
    return out;
}

std::string own_host_name() { return Poco::Environment::nodeName(); }

Result<void> send_syslog(const SyslogCollector& collector, const std::vector<std::string>& messages) {
    try {
        Poco::Net::StreamSocket plain;
        plain.connect(Poco::Net::SocketAddress(collector.host, collector.port), patience);
        plain.setReceiveTimeout(patience);
        plain.setSendTimeout(patience);
        auto line = Poco::Net::SecureStreamSocket::attach(plain, collector.host, context_of(collector));
        for (const std::string& message : messages)
            send_all(line, std::to_string(message.size()) + " " + message);
        end(line);
        return {};
    } catch (const Poco::Net::SSLException& e) {
        return fail(ErrorCode::Unreachable, "There is no secure connection to the collector", collector.host,
                    e.displayText());
    } catch (const Poco::Exception& e) {
        return fail(ErrorCode::Unreachable, "The collector cannot be reached", collector.host, e.displayText());
    }
}

} // namespace canbo::wire
