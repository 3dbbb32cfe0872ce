#pragma once

#include "people/permission.h"
#include "people/session.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::service {

/// Who may call a route. Entries themselves are judged further by the rule of their kind.
struct Access {
    bool open{false};                             ///< Without login.
    std::optional<people::Permission> permission; ///< Beyond being logged in; nothing: any role.
    /// Also for a login that has this step to do. Whoever has another one to do is let in nowhere else.
    std::optional<people::LoginStep> step{};
    bool open_data{false}; ///< Without login where the office gives its open data to everybody.

    bool admits(people::LoginStep open_step) const {
        return open || open_step == people::LoginStep::Nothing || open_step == step;
    }
    bool allows(people::Role role) const { return open || !permission || people::may(role, *permission); }
};

struct RouteInfo {
    std::string method;  ///< GET also answers HEAD.
    std::string pattern; ///< "/api/v1/entries/{id}"
    Access access;
};

/// The office's routes, in the order of its table; compared with openapi.json by a test.
std::vector<RouteInfo> office_routes();

/// modules/service/openapi.json as it is served.
std::string_view openapi_text();

/// A route of an exam's room.
struct RoomRouteInfo {
    std::string method;
    std::string path;
    std::string caller; ///< "anybody", "station", "invigilator", "standby"
};
/// In the order of the room's table; compared with room_openapi.json by a test.
std::vector<RoomRouteInfo> room_route_infos();
/// modules/service/room_openapi.json as it is served.
std::string_view room_openapi_text();

} // namespace canbo::service
