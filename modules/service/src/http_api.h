#pragma once

#include "http_message.h"

#include <cstddef>
#include <functional>
#include <string_view>
#include <variant>

namespace canbo::service {

/// A request that may go on: so much of a body may be read now, and then it is answered. Never throws.
struct AdmittedRequest {
    std::size_t most_body_bytes{0};
    std::function<Answer(std::string_view body)> answer;
};

/// What a server answers with: the office's API, or an exam room's. Safe from any thread.
class HttpApi {
public:
    virtual ~HttpApi() = default;
    /// Finds the route and who asks, before any body is read. `head` outlives what is returned.
    virtual std::variant<AdmittedRequest, Answer> begin(const RequestHead& head) = 0;
    virtual void count(int status) = 0;
};

} // namespace canbo::service
