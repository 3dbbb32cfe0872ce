#pragma once

#include "base/error.h"
#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::service {

/// A request without its body. Free of Poco, so that handlers are plain functions.
struct RequestHead {
    std::string method;
    std::string path; ///< Percent-decoded.
    std::map<std::string, std::string> query;
    std::string authorization;
    std::string content_digest;
    std::string upload_offset;
    std::string upload_complete;
    std::string address; ///< Of the client, or of the proxy before it.
    std::string if_none_match{};
};

struct Answer {
    int status{200};
    std::string content_type{"application/json"};
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers{};
};

/// The one table of error codes and HTTP statuses.
int status_of(ErrorCode code);

/// problem+json of an error, with what its status asks for (WWW-Authenticate, Retry-After).
Answer problem(const Error& error);
Answer problem(const Error& error, int status);
/// The same for a message that could not be read: 400 where a rule of the job would be 422.
Answer malformed(const Error& error);

/// 429 to somebody who asks too often, to be asked again in a few seconds.
Answer too_often();

Answer json_answer(const Json& json, int status = 200);

/// A whole number in the query. @error InvalidInput
Result<std::int64_t> query_number(const RequestHead& head, const char* name, std::int64_t fallback, std::int64_t least,
                                  std::int64_t most);

} // namespace canbo::service
