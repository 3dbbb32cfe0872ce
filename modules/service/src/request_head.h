#pragma once

#include "http_message.h"

#include <Poco/Net/HTTPRequest.h>

#include <variant>

namespace canbo::service {

struct IncomingHead {
    RequestHead head;
    std::size_t body_length{0};
};

/// A request's head as values, or the answer to one the office does not take: chunked bodies (411: everything is
/// small enough to have a length), several lengths, an address that cannot be read, too many bytes of header.
std::variant<IncomingHead, Answer> read_head(const Poco::Net::HTTPRequest& request, std::size_t most_header_bytes);

} // namespace canbo::service
