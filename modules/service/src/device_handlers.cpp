#include "handlers.h"
#include "login.h"
#include "wire/account_messages.h"

namespace canbo::service {
namespace {

Result<Json> list_sessions(OfficeApi& api, const std::string& account, const std::string& current) {
    const OfficePorts& ports = api.ports();
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto found, ports.sessions.of_account(*tx, account, ports.clock.now()));
    std::vector<wire::DeviceSession> shown;
    for (const auto& one : found)
        shown.push_back({one.id, one.device, one.opened, one.last_used, one.id == current});
    return to_json(shown);
}

Result<void> must_exist(OfficeApi& api, Transaction& tx, const std::string& account) {
    CANBO_TRY(const auto found, api.ports().accounts.find(tx, account));
    if (!found)
        return fail(ErrorCode::NotFound, "There is no such account", "name");
    return {};
}

/// One session of the account, or with an empty id all but `except`.
Result<Json> end_sessions(OfficeApi& api, const std::string& actor, const std::string& account, const std::string& id,
                          const std::string& except = {}) {
    const OfficePorts& ports = api.ports();
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(must_exist(api, *tx, account));
    if (id.empty()) {
        CANBO_TRY_VOID(ports.sessions.remove_of(*tx, account, except));
    } else {
        CANBO_TRY(const auto found, ports.sessions.find(*tx, id, ports.clock.now()));
        if (!found || found->account != account)
            return fail(ErrorCode::NotFound, "This session has ended already", "id");
        CANBO_TRY_VOID(ports.sessions.remove(*tx, id));
    }
    CANBO_TRY_VOID(api.record(*tx, actor, "session.end", account));
    CANBO_TRY_VOID(tx->commit());
    return Json{{"status", "ok"}};
}

Answer answer_of(const Result<Json>& done) { return done ? json_answer(*done) : problem(done.error()); }

} // namespace

Answer get_sessions(OfficeApi& api, const Request& request) {
    return answer_of(list_sessions(api, request.person.name, request.session.id));
}

Answer post_end_session(OfficeApi& api, const Request& request) {
    return answer_of(end_sessions(api, request.person.name, request.person.name, request.path_values.front()));
}

Answer post_end_others(OfficeApi& api, const Request& request) {
    return answer_of(end_sessions(api, request.person.name, request.person.name, {}, request.session.id));
}

Answer get_account_sessions(OfficeApi& api, const Request& request) {
    const auto list = [&]() -> Result<Json> {
        {
            CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
            CANBO_TRY_VOID(must_exist(api, *tx, request.path_values.front()));
            CANBO_TRY_VOID(api.record(*tx, request.person.name, "session.list", request.path_values.front()));
            CANBO_TRY_VOID(tx->commit());
        }
        return list_sessions(api, request.path_values.front(), request.session.id);
    };
    return answer_of(list());
}

Answer post_end_account_session(OfficeApi& api, const Request& request) {
    return answer_of(end_sessions(api, request.person.name, request.path_values[0], request.path_values[1]));
}

Answer post_end_account_sessions(OfficeApi& api, const Request& request) {
    return answer_of(end_sessions(api, request.person.name, request.path_values.front(), {}));
}

} // namespace canbo::service
