#include "room_api.h"

#include "base/log.h"
#include "service/routes.h"

#include <array>
#include <charconv>
#include <typeinfo>

namespace canbo::service {
namespace {

constexpr std::size_t most_body = 400'000;
constexpr std::size_t most_wrong_codes = 20;
constexpr std::chrono::seconds code_lock{60};
constexpr std::chrono::seconds standby_patience{2};
constexpr std::array<const char*, 4> caller_names{"anybody", "station", "invigilator", "standby"};
constexpr std::string_view bearer = "Bearer ";

std::string_view token_of(const RequestHead& head) {
    const std::string_view text = head.authorization;
    return text.starts_with(bearer) ? text.substr(bearer.size()) : std::string_view();
}

} // namespace

std::vector<RoomRouteInfo> room_route_infos() {
    std::vector<RoomRouteInfo> out;
    for (const auto& route : room_routes())
        out.push_back({route.method, route.path, caller_names[static_cast<std::size_t>(route.caller)]});
    return out;
}

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
            if (!who) {
                auto answer = problem({ErrorCode::Unauthenticated, "This station is not enrolled in the room", {}, {}});
                tell_standby(answer); // a station that heard of a standby believes no other word
                return answer;
            }
            station = *who;
        }
        if (route.caller == RoomCaller::Standby && !is_standby(token))
            return problem({ErrorCode::Unauthenticated, "Only a standby with the exam's key follows a room", {}, {}});
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

bool RoomApi::is_standby(std::string_view token) const {
    return base::equal_constant_time(
        token, wire::standby_token(m_ports.exam_key, m_ports.room.package().exam.exam, m_ports.room.room()));
}

void RoomApi::standby_has(std::int64_t records, const std::string& address) {
    {
        const std::lock_guard lock(m_standby_mutex);
        m_standby_records = records;
        m_standby_address = address;
        m_standby_seen = std::chrono::steady_clock::now();
    }
    m_standby_heard.notify_all();
}

/// Until the standby has everything that is here; a standby that falls silent is not waited for.
void RoomApi::wait_for_standby() {
    const auto needed = m_ports.room.size();
    std::unique_lock lock(m_standby_mutex);
    while (m_standby_seen && m_standby_records < needed &&
           std::chrono::steady_clock::now() - *m_standby_seen < standby_patience)
        m_standby_heard.wait_for(lock, std::chrono::milliseconds(100));
}

void RoomApi::tell_standby(Answer& answer) {
    if (const int count = m_ports.room.takeovers(); count > 0)
        answer.headers.emplace_back("Canbo-Takeovers", std::to_string(count));
    const std::lock_guard lock(m_standby_mutex);
    if (!m_standby_address.empty())
        answer.headers.emplace_back("Canbo-Standby", m_standby_address);
}

Answer RoomApi::run(const RoomRoute& route, const RoomRequest& request) {
    try {
        auto answer = route.handler(*this, request);
        if (route.caller == RoomCaller::Station && answer.status < 300 &&
            std::string_view(route.method) == "POST") // what is promised here holds when this machine is gone
            wait_for_standby();
        if (route.caller == RoomCaller::Station || route.caller == RoomCaller::Anybody)
            tell_standby(answer);
        return answer;
    } catch (const std::exception& e) { // its text may quote what was sent
        base::log(base::LogLevel::Error, "{} {}: exception {}", route.method, route.path, typeid(e).name());
    } catch (...) {
        base::log(base::LogLevel::Error, "{} {}: exception", route.method, route.path);
    }
    return problem({ErrorCode::Internal, "The room has a fault; it has been noted", {}, {}});
}

} // namespace canbo::service
