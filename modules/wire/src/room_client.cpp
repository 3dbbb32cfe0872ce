#include "wire/room_client.h"

#include "http_transport.h"
#include "wire/messages.h"

#include <algorithm>

namespace canbo::wire {
namespace {

constexpr std::size_t most_answer = 8'000'000;
constexpr std::size_t most_bundle = 400'000'000;
constexpr std::size_t most_places = 8;

Error unreachable(const std::string& detail) {
    return {ErrorCode::Unreachable, "The exam room cannot be reached", {}, detail};
}

} // namespace

RoomClient::RoomClient(std::string pin, std::string token) : m_pin(std::move(pin)), m_token(std::move(token)) {}

RoomClient::~RoomClient() = default;

Result<std::unique_ptr<RoomClient>> RoomClient::make(const RoomTrail& trail, std::string pin, std::string token) {
    std::unique_ptr<RoomClient> out(new RoomClient(std::move(pin), std::move(token)));
    out->m_takeovers = trail.takeovers;
    const auto& url = trail.addresses;
    for (std::size_t from = 0; from <= url.size();) {
        const auto comma = std::min(url.find(',', from), url.size());
        CANBO_TRY_VOID(out->add(url.substr(from, comma - from)));
        from = comma + 1;
    }
    return out;
}

Result<void> RoomClient::add(const std::string& url) {
    const auto address = OfficeAddress::parse(url);
    if (!address || !address->pin.empty() || (address->secure && m_pin.empty()))
        return fail(ErrorCode::InvalidInput,
                    "A room's address looks like https://192.168.1.10:8443, and its code proves it", "server");
    ClientOptions options;
    options.connect_timeout = std::chrono::seconds(3);
    options.io_timeout = std::chrono::seconds(10);
    m_places.push_back({url, std::make_unique<HttpTransport>(
                                 *address, options,
                                 TransportExtras{{CertificatePin::Of::Certificate, m_pin}, std::chrono::seconds(10)})});
    return {};
}

/// What the room says beside its answer. @error Unreachable the answer is of a room that was taken over since
Result<void> RoomClient::heed(const std::string& standby, const std::string& takeovers) {
    const auto known = [&](const Place& place) { return place.url == standby; };
    if (!standby.empty() && m_places.size() < most_places && std::none_of(m_places.begin(), m_places.end(), known))
        static_cast<void>(add(standby).has_value()); // one that cannot be read is none
    const int count = std::atoi(takeovers.c_str());
    if (count < m_takeovers)
        return fail(unreachable("this room was taken over by its standby"));
    m_takeovers = count;
    return {};
}

void RoomClient::set_token(std::string token) {
    const std::lock_guard lock(m_mutex);
    m_token = std::move(token);
}

RoomTrail RoomClient::trail() const {
    const std::lock_guard lock(m_mutex);
    RoomTrail out{m_places[m_current].url, m_takeovers};
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (i != m_current)
            out.addresses += "," + m_places[i].url;
    return out;
}

Result<std::string> RoomClient::ask(const std::string& method, const std::string& path, const std::string& body,
                                    std::size_t most) {
    const std::lock_guard lock(m_mutex);
    auto answer = m_places[m_current].transport->ask({method, path, body, "application/json", m_token, true, most});
    const auto heeded = answer ? heed(answer->standby, answer->takeovers) : Result<void>();
    if (!answer || !heeded) {
        m_current = (m_current + 1) % m_places.size();
        return fail(answer ? heeded.error() : unreachable(answer.error().message + " " + answer.error().detail));
    }
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
