#pragma once

#include "base/json.h"
#include "http_transport.h"
#include "wire/http_office_client.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::wire {

/// One call of the office's client on its way to the transport.
struct HttpOfficeClient::Call {
    std::string method;
    std::string path;
    std::string body{};
    std::string content_type{"application/json"};
    std::size_t most_answer_bytes{1'000'000};
    std::string bearer{};
    bool repeatable{true};
    std::vector<std::pair<std::string, std::string>> headers{};

    static Result<void> put_parts(HttpOfficeClient& client, std::string_view digest, std::string_view content);
};

/// What cannot be read is no answer: may be tried again, never a refusal.
Error unreadable(const Error& error);

template <class T>
Result<T> readable(Result<T> result) {
    if (!result)
        return fail(unreadable(result.error()));
    return result;
}

/// A value as one segment of a path.
std::string escaped(std::string_view segment);

} // namespace canbo::wire
