#pragma once

#include "http_api.h"
#include "service/room_server.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

namespace canbo::service {

class RoomApi;

struct RoomRequest {
    std::string_view body;
    int station{0}; ///< Who asks, on a station's routes.
};
using RoomHandler = Answer (*)(RoomApi&, const RoomRequest&);

/// Who may call a route.
enum class RoomCaller { Anybody, Station, Invigilator, Standby };

struct RoomRoute {
    const char* method;
    const char* path;
    RoomCaller caller;
    RoomHandler handler;
};
const std::vector<RoomRoute>& room_routes();

/// The room's API without sockets. Safe from any thread.
class RoomApi final : public HttpApi {
public:
    explicit RoomApi(RoomServerPorts ports) : m_ports(std::move(ports)) {}

    std::variant<AdmittedRequest, Answer> begin(const RequestHead& head) override;
    void count(int) override {}

    exam::ExamRoom& room() { return m_ports.room; }
    const RoomServerPorts& ports() const { return m_ports; }
    /// Every wrong code counts; too many and nobody gets in for a minute. @error Forbidden, LockedOut
    Result<void> check_code(std::string_view text);
    /// "<station>.<id>.<mac>"
    std::string station_token(int station, const std::string& id) const;
    /// The standby has so many records on its disk, and will listen there when it takes the room over.
    void standby_has(std::int64_t records, const std::string& address);

private:
    Answer run(const RoomRoute& route, const RoomRequest& request);
    std::optional<int> station_of(std::string_view token) const;

    bool is_standby(std::string_view token) const;
    void wait_for_standby();
    void tell_standby(Answer& answer);

    RoomServerPorts m_ports;
    std::mutex m_standby_mutex; ///< The four below.
    std::condition_variable m_standby_heard;
    std::int64_t m_standby_records{0};
    std::string m_standby_address;
    std::optional<std::chrono::steady_clock::time_point> m_standby_seen;
    std::mutex m_mutex;
    std::vector<std::chrono::steady_clock::time_point> m_wrong_codes;
};

} // namespace canbo::service
