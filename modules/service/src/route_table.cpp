#include "handlers.h"
#include "ledger/entry.h"
#include "service/routes.h"
#include "wire/content_digest.h"
#include "wire/messages.h"

namespace canbo::service {
namespace {

constexpr std::size_t small_body = 64'000;
const Access open_to_all{true, {}};
const Access logged_in{false, {}};

Access needs(people::Permission permission) { return {false, permission}; }
const Access open_data{false, {}, {}, true};
Access during(people::LoginStep step) { return {false, {}, step}; }

} // namespace

const std::vector<Route>& route_table() {
    using people::LoginStep;
    using people::Permission;
    static const std::vector<Route> routes{
        {"GET", "/health", open_to_all, small_body, get_health},
        {"GET", "/ready", open_to_all, small_body, get_ready},
        {"GET", "/metrics", open_to_all, small_body, get_metrics},
        {"GET", "/api/v1/openapi.json", open_to_all, small_body, get_openapi},
        {"POST", "/api/v1/login", open_to_all, small_body, post_login},
        {"POST", "/api/v1/refresh", open_to_all, small_body, post_refresh}, // the refresh token is its login
        {"POST", "/api/v1/logout", logged_in, small_body, post_logout},
        {"GET", "/api/v1/login/methods", open_to_all, small_body, get_login_methods},
        {"POST", "/api/v1/login/service", open_to_all, small_body,
         post_login_service}, // the service's code is its login
        {"POST", "/api/v1/login/code", during(LoginStep::Code), small_body, post_login_code},
        {"POST", "/api/v1/password", during(LoginStep::Password), small_body, post_password},
        {"POST", "/api/v1/second-factor/begin", during(LoginStep::Enrol), small_body, post_begin_factor},
        {"POST", "/api/v1/second-factor/confirm", during(LoginStep::Enrol), small_body, post_confirm_factor},
        {"POST", "/api/v1/second-factor/remove", logged_in, small_body, post_remove_factor},
        {"GET", "/api/v1/account", logged_in, small_body, get_own_account},
        {"GET", "/api/v1/sessions", logged_in, small_body, get_sessions},
        {"POST", "/api/v1/sessions/{id}/end", logged_in, small_body, post_end_session},
        {"POST", "/api/v1/sessions/end-others", logged_in, small_body, post_end_others},
        {"PUT", "/api/v1/entries/{id}", logged_in, ledger::most_entry_bytes, put_entry},
        {"GET", "/api/v1/entries/{id}", logged_in, small_body, get_entry},
        {"GET", "/api/v1/changes", logged_in, small_body, get_changes},
        {"PUT", "/api/v1/blobs/{digest}", needs(Permission::AttachFiles), wire::most_blob_bytes, put_blob},
        {"GET", "/api/v1/blobs/{digest}", logged_in, small_body, get_blob},
        {"GET", "/api/v1/blobs/{digest}/parts", needs(Permission::AttachFiles), small_body, get_parts},
        {"PATCH", "/api/v1/blobs/{digest}/parts", needs(Permission::AttachFiles), wire::most_part_bytes, patch_parts},
        {"GET", "/api/v1/accounts", needs(Permission::ManageAccounts), small_body, get_accounts},
        {"POST", "/api/v1/accounts", needs(Permission::ManageAccounts), small_body, post_account},
        {"POST", "/api/v1/accounts/{name}/disable", needs(Permission::ManageAccounts), small_body, post_disable},
        {"POST", "/api/v1/accounts/{name}/password", needs(Permission::ManageAccounts), small_body,
         post_account_password},
        {"POST", "/api/v1/accounts/{name}/must-change", needs(Permission::ManageAccounts), small_body,
         post_must_change},
        {"GET", "/api/v1/accounts/{name}/sessions", needs(Permission::ManageAccounts), small_body,
         get_account_sessions},
        {"POST", "/api/v1/accounts/{name}/sessions/{id}/end", needs(Permission::ManageAccounts), small_body,
         post_end_account_session},
        {"POST", "/api/v1/accounts/{name}/end-sessions", needs(Permission::ManageAccounts), small_body,
         post_end_account_sessions},
        {"POST", "/api/v1/accounts/{name}/second-factor/reset", needs(Permission::ManageAccounts), small_body,
         post_reset_factor},
        {"GET", "/api/v1/account/data", logged_in, small_body, get_own_data},
        {"GET", "/api/v1/accounts/{name}/data", needs(Permission::ManagePersonalData), small_body, get_person_data},
        {"POST", "/api/v1/accounts/{name}/erase", needs(Permission::ManagePersonalData), small_body, post_erase},
        {"GET", "/api/v1/people", needs(Permission::WriteReport), small_body, get_people},
        {"GET", "/api/v1/exams/{exam}/key-parts", needs(Permission::HoldExams), small_body, get_key_parts},
        {"GET", "/api/v1/open-data", open_data, small_body, get_open_data},
        {"GET", "/api/v1/open-data.json", open_data, small_body, get_open_data},
        {"GET", "/api/v1/open-data.csv", open_data, small_body, get_open_data_csv},
        {"GET", "/api/v1/audit", needs(Permission::ReadAudit), small_body, get_audit},
    };
    return routes;
}

std::vector<RouteInfo> office_routes() {
    std::vector<RouteInfo> out;
    for (const Route& route : route_table())
        out.push_back({route.method, route.pattern, route.access});
    return out;
}

} // namespace canbo::service
