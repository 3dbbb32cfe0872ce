#include "http_message.h"

#include "people/account.h"
#include "wire/messages.h"

#include <charconv>

namespace canbo::service {

int status_of(ErrorCode code) {
    switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::DigestMismatch:
    case ErrorCode::MissingGlyph:
        return 422;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::Conflict:
    case ErrorCode::NewerVersion:
        return 409;
    case ErrorCode::Forbidden:
        return 403;
    case ErrorCode::Unauthenticated:
        return 401;
    case ErrorCode::LockedOut:
        return 429;
    case ErrorCode::Closed:
        return 423;
    case ErrorCode::TooLarge:
        return 413;
    case ErrorCode::Storage:
    case ErrorCode::Unreachable:
        return 503;
    case ErrorCode::Cancelled:
    case ErrorCode::Internal:
        return 500;
    }
    return 500;
}

Answer problem(const Error& error) { return problem(error, status_of(error.code)); }

Answer problem(const Error& error, int status) {
    Answer answer{status, "application/problem+json",
                  wire::problem_to_json(error, status).dump(-1, ' ', false, Json::error_handler_t::replace)};
    if (status == 401)
        answer.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"canbo\"");
    if (status == 429)
        answer.headers.emplace_back("Retry-After", std::to_string(std::chrono::seconds(people::lock_time).count()));
    return answer;
}

Answer malformed(const Error& error) {
    return problem(error, error.code == ErrorCode::InvalidInput ? 400 : status_of(error.code));
}

Answer too_often() {
    Answer answer = problem({ErrorCode::LockedOut, "Too many requests came at once; try again in a moment", {}, {}});
    for (auto& [name, value] : answer.headers)
        if (name == "Retry-After")
            value = "5";
    return answer;
}

Answer json_answer(const Json& json, int status) { return {status, "application/json", json.dump()}; }

Result<std::int64_t> query_number(const RequestHead& head, const char* name, std::int64_t fallback, std::int64_t least,
                                  std::int64_t most) {
    const auto it = head.query.find(name);
    if (it == head.query.end())
        return fallback;
    const std::string& text = it->second;
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size() || value < least || value > most)
        return fail(ErrorCode::InvalidInput, "The number is outside what is allowed here", name);
    return value;
}

} // namespace canbo::service
