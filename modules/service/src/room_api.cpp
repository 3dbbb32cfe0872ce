#include "room_api.h"

#include "base/log.h"

#include <charconv>
#include <typeinfo>

namespace canbo::service {
namespace {

constexpr std::size_t most_body = 400'000;
constexpr std::size_t most_wrong_codes = 20;
constexpr std::chrono::seconds code_lock{60};
constexpr std::string_view bearer = "Bearer ";

std::string_view token_of(const RequestHead& head) {
    const std::string_view text = head.authorization;
    return text.starts_with(bearer) ? text.substr(bearer.size()) : std::string_view();
}

} // namespace

std::string RoomApi::station_token(int station, const std::string& id) const {
    const auto claim = std::to_string(station) + "." + id;
    return claim + "." + base::to_hex(base::hmac_sha256(m_ports.token_key, "canbo station\n" + claim));
}

std::optional<int> RoomApi::station_of(std::string_view token) const {
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    int station = 0;
    if (first == std::string_view::npos || last <= first ||
        std::from_chars(token.data(), token.data() + first, station).ec != std::errc())
        return std::nullopt;
    const std::string id(token.substr(first + 1, last - first - 1));
    if (!base::equal_constant_time(station_token(station, id), token) || !m_ports.room.is_station(station, id))
        return std::nullopt;
    return station;
}

Result<void> RoomApi::check_code(std::string_view text) {
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(m_wrong_codes, [&](auto when) { return now - when > code_lock; });
    if (m_wrong_codes.size() >= most_wrong_codes)
        return fail(ErrorCode::LockedOut, "Too many wrong codes; wait a minute");
    const auto code = wire::parse_room_code(text);
    if (code && base::equal_constant_time(code->pin + code->secret, m_ports.code.pin + m_ports.code.secret))
        return {};
    m_wrong_codes.push_back(now);
    return fail(ErrorCode::Forbidden, "This is not the code of this room");
}

std::variant<AdmittedRequest, Answer> RoomApi::begin(const RequestHead& head) {
    const bool reads = head.method == "GET" || head.method == "HEAD";
    bool path_known = false;
    for (const auto& route : room_routes()) {
        if (head.path != route.path)
            continue;
        path_known = true;
        if (reads ? std::string_view(route.method) != "GET" : head.method != route.method)
            continue;
        int station = 0;
        const auto token = token_of(head);
        if (route.caller == RoomCaller::Station) {
            const auto who = station_of(token);
            if (!who)
                return problem({ErrorCode::Unauthenticated, "This station is not enrolled in the room", {}, {}});
            station = *who;
        }
        if (route.caller == RoomCaller::Invigilator && !base::equal_constant_time(token, m_ports.admin_token))
            return problem({ErrorCode::Unauthenticated, "Only the room's own folder has the token for this", {}, {}});
        return AdmittedRequest{most_body, [this, &route, station](std::string_view body) {
                                   return run(route, {body, station});
                               }};
    }
    if (path_known)
        return problem({ErrorCode::InvalidInput, "This address does not know this method", "method", {}}, 405);
    return problem({ErrorCode::NotFound, "There is nothing at this address", {}, {}});
}

Answer RoomApi::run(const RoomRoute& route, const RoomRequest& request) {
    try {
        return route.handler(*this, request);
    } catch (const std::exception& e) { // its text may quote what was sent
        base::log(base::LogLevel::Error, "{} {}: exception {}", route.method, route.path, typeid(e).name());
    } catch (...) {
        base::log(base::LogLevel::Error, "{} {}: exception", route.method, route.path);
    }
    return problem({ErrorCode::Internal, "The room has a fault; it has been noted", {}, {}});
}

} // namespace canbo::service
