#include "wire/room_client.h"

#include "http_transport.h"
#include "wire/messages.h"

namespace canbo::wire {
namespace {

constexpr std::size_t most_answer = 8'000'000;
constexpr std::size_t most_bundle = 400'000'000;

Error unreachable(const std::string& detail) {
    return {ErrorCode::Unreachable, "The exam room cannot be reached", {}, detail};
}

} // namespace

RoomClient::RoomClient(std::unique_ptr<HttpTransport> transport, std::string token)
    : m_transport(std::move(transport)), m_token(std::move(token)) {}

RoomClient::~RoomClient() = default;

Result<std::unique_ptr<RoomClient>> RoomClient::make(const std::string& url, std::string pin, std::string token) {
    const auto address = OfficeAddress::parse(url);
    if (!address || (address->secure && pin.empty()))
        return fail(ErrorCode::InvalidInput,
                    "A room's address looks like https://192.168.1.10:8443, and its code proves it", "server");
    ClientOptions options;
    options.connect_timeout = std::chrono::seconds(3);
    options.io_timeout = std::chrono::seconds(10);
    return std::unique_ptr<RoomClient>(
        new RoomClient(std::make_unique<HttpTransport>(*address, options, TransportExtras{std::move(pin), std::chrono::seconds(10)}), std::move(token)));
}

void RoomClient::set_token(std::string token) {
    const std::lock_guard lock(m_mutex);
    m_token = std::move(token);
}

Result<std::string> RoomClient::ask(const std::string& method, const std::string& path, const std::string& body,
                                    std::size_t most) {
    const std::lock_guard lock(m_mutex);
    auto answer = m_transport->ask({method, path, body, "application/json", m_token, true, most});
    if (!answer)
        return fail(unreachable(answer.error().message + " " + answer.error().detail));
    if (answer->status >= 200 && answer->status < 300)
        return std::move(answer->body);
    if (answer->content_type.starts_with("application/problem+json"))
        if (const auto json = base::parse_json(answer->body, {64'000, 8}))
            if (auto error = problem_from_json(*json))
                return fail(*std::move(error));
    return fail(unreachable("status " + std::to_string(answer->status)));
}

Result<Json> RoomClient::get(const std::string& path) {
    CANBO_TRY(const auto body, ask("GET", path, "", most_answer));
    auto json = base::parse_json(body, {most_answer, 16});
    if (!json)
        return fail(unreachable(json.error().message));
    return json;
}

Result<Json> RoomClient::post(const std::string& path, const Json& message) {
    CANBO_TRY(const auto body, ask("POST", path, message.dump(), most_answer));
    auto json = base::parse_json(body, {most_answer, 16});
    if (!json)
        return fail(unreachable(json.error().message));
    return json;
}

Result<std::string> RoomClient::post_for_bytes(const std::string& path, const Json& message) {
    return ask("POST", path, message.dump(), most_bundle);
}

} // namespace canbo::wire
