#include "request_head.h"

#include <Poco/Exception.h>
#include <Poco/String.h>
#include <Poco/URI.h>

#include <charconv>

namespace canbo::service {
namespace {

Answer bad_request(int status = 400) {
    return problem({ErrorCode::InvalidInput, "This is not a request the office can read", {}, {}}, status);
}

/// What the nearest proxy saw: those before it may be anybody's invention.
std::string last_of(const std::string& forwarded) {
    const auto comma = forwarded.rfind(',');
    return Poco::trim(comma == std::string::npos ? forwarded : forwarded.substr(comma + 1));
}

std::optional<std::size_t> parse_length(const std::string& text) {
    std::size_t length = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (text.empty() || code != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return length;
}

} // namespace

std::variant<IncomingHead, Answer> read_head(const Poco::Net::HTTPRequest& request, std::size_t most_header_bytes) {
    IncomingHead out;
    std::size_t bytes = request.getURI().size();
    int lengths = 0;
    for (const auto& [name, value] : request) {
        bytes += name.size() + value.size();
        if (Poco::icompare(name, "Transfer-Encoding") == 0)
            return problem({ErrorCode::InvalidInput, "A request needs a Content-Length", {}, {}}, 411);
        if (Poco::icompare(name, "Content-Length") != 0)
            continue;
        const auto length = parse_length(value);
        if (!length || ++lengths > 1)
            return bad_request();
        out.body_length = *length;
    }
    if (bytes > most_header_bytes)
        return problem({ErrorCode::TooLarge, "The request's header is too large", {}, {}}, 431);
    if (request.getVersion() != Poco::Net::HTTPMessage::HTTP_1_1 &&
        request.getVersion() != Poco::Net::HTTPMessage::HTTP_1_0)
        return bad_request();
    try {
        const Poco::URI uri(request.getURI());
        out.head.path = uri.getPath();
        for (const auto& [name, value] : uri.getQueryParameters())
            out.head.query.emplace(name, value);
    } catch (const Poco::Exception&) {
        return bad_request();
    }
    out.head.method = request.getMethod();
    out.head.authorization = request.get("Authorization", "");
    out.head.content_digest = request.get("Content-Digest", "");
    out.head.upload_offset = request.get("Upload-Offset", "");
    out.head.upload_complete = request.get("Upload-Complete", "");
    out.head.if_none_match = request.get("If-None-Match", "");
    out.head.address = last_of(request.get("X-Forwarded-For", ""));
    return out;
}

} // namespace canbo::service
