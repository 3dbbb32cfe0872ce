// The part of HttpOfficeClient that is about accounts.
#include "http_call.h"

namespace canbo::wire {
namespace {

std::string path_of(std::string_view account, const char* what) {
    return "/api/v1/accounts/" + escaped(account) + what;
}

} // namespace

Result<Json> HttpOfficeClient::post_as_person(std::string path, const Json& message) {
    const std::lock_guard lock(m_mutex);
    Call call{"POST", std::move(path), message.dump()};
    call.repeatable = false; // each sending counts: a wrong password, a code used up
    return json_as_person(call);
}

Result<LoginAnswer> HttpOfficeClient::keep(const Json& json) {
    CANBO_TRY(LoginAnswer answer, readable(login_answer_from_json(json)));
    const std::lock_guard lock(m_mutex);
    CANBO_TRY_VOID(keep_locked(answer));
    return answer;
}

Result<LoginMethods> HttpOfficeClient::login_methods() {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(const HttpAnswer answer, send({"GET", "/api/v1/login/methods"}));
    CANBO_TRY(const Json json, readable(base::parse_json(answer.body)));
    return readable(login_methods_from_json(json));
}

Result<LoginAnswer> HttpOfficeClient::login_by_service(const ServiceLogin& request) {
    const std::lock_guard lock(m_mutex);
    return open_session("/api/v1/login/service", to_json(request));
}

Result<LoginAnswer> HttpOfficeClient::login_code(std::string_view code) {
    CANBO_TRY(const Json json, post_as_person("/api/v1/login/code", to_json(CodeRequest{std::string(code)})));
    return keep(json);
}

Result<LoginAnswer> HttpOfficeClient::change_password(const PasswordChange& change) {
    CANBO_TRY(const Json json, post_as_person("/api/v1/password", to_json(change)));
    return keep(json);
}

Result<OwnAccount> HttpOfficeClient::own_account() {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(const Json json, json_as_person({"GET", "/api/v1/account"}));
    return readable(own_account_from_json(json));
}

Result<std::vector<DeviceSession>> HttpOfficeClient::sessions_at(std::string path) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(const Json json, json_as_person({"GET", std::move(path)}));
    return readable(device_sessions_from_json(json));
}

Result<std::vector<DeviceSession>> HttpOfficeClient::sessions() { return sessions_at("/api/v1/sessions"); }

Result<void> HttpOfficeClient::end_session(std::string_view id) {
    CANBO_TRY([[maybe_unused]] const Json json, post_as_person("/api/v1/sessions/" + escaped(id) + "/end"));
    return {};
}

Result<void> HttpOfficeClient::end_other_sessions() {
    CANBO_TRY([[maybe_unused]] const Json json, post_as_person("/api/v1/sessions/end-others"));
    return {};
}

Result<FactorKey> HttpOfficeClient::begin_second_factor(std::string_view password) {
    CANBO_TRY(const Json json,
              post_as_person("/api/v1/second-factor/begin", to_json(PasswordOnly{std::string(password)})));
    return readable(factor_key_from_json(json));
}

Result<FactorConfirmed> HttpOfficeClient::confirm_second_factor(std::string_view code) {
    CANBO_TRY(const Json json,
              post_as_person("/api/v1/second-factor/confirm", to_json(CodeRequest{std::string(code)})));
    CANBO_TRY(FactorConfirmed confirmed, readable(factor_confirmed_from_json(json)));
    if (confirmed.login) {
        const std::lock_guard lock(m_mutex);
        CANBO_TRY_VOID(keep_locked(*confirmed.login));
    }
    return confirmed;
}

Result<void> HttpOfficeClient::remove_second_factor(std::string_view code) {
    CANBO_TRY([[maybe_unused]] const Json json,
              post_as_person("/api/v1/second-factor/remove", to_json(CodeRequest{std::string(code)})));
    return {};
}

Result<Json> HttpOfficeClient::data_at(std::string path) {
    constexpr std::size_t most_of_a_person = 100'000'000;
    const std::lock_guard lock(m_mutex);
    Call call{"GET", std::move(path)};
    call.most_answer_bytes = most_of_a_person;
    CANBO_TRY(auto json, json_as_person(call));
    if (!json.is_object() || !json.contains("places"))
        return fail(unreadable({ErrorCode::InvalidInput, "This field is missing", "places", {}}));
    return json;
}

Result<Json> HttpOfficeClient::own_data() { return data_at("/api/v1/account/data"); }

Result<Json> HttpOfficeClient::person_data(std::string_view account) { return data_at(path_of(account, "/data")); }

Result<Json> HttpOfficeClient::erase_person(std::string_view account, std::string_view reason) {
    CANBO_TRY(auto json, post_as_person(path_of(account, "/erase"), to_json(ReasonOnly{std::string(reason)})));
    if (!json.is_object() || !json.contains("pseudonym"))
        return fail(unreadable({ErrorCode::InvalidInput, "This field is missing", "pseudonym", {}}));
    return json;
}

Result<AccountMessage> HttpOfficeClient::set_password(std::string_view account, std::string_view password) {
    CANBO_TRY(const Json json,
              post_as_person(path_of(account, "/password"), to_json(PasswordOnly{std::string(password)})));
    return readable(account_message_from_json(json));
}

Result<AccountMessage> HttpOfficeClient::force_password_change(std::string_view account) {
    CANBO_TRY(const Json json, post_as_person(path_of(account, "/must-change")));
    return readable(account_message_from_json(json));
}

Result<AccountMessage> HttpOfficeClient::reset_second_factor(std::string_view account) {
    CANBO_TRY(const Json json, post_as_person(path_of(account, "/second-factor/reset")));
    return readable(account_message_from_json(json));
}

Result<std::vector<DeviceSession>> HttpOfficeClient::sessions_of(std::string_view account) {
    return sessions_at(path_of(account, "/sessions"));
}

Result<void> HttpOfficeClient::end_session_of(std::string_view account, std::string_view id) {
    CANBO_TRY([[maybe_unused]] const Json json, post_as_person(path_of(account, "/sessions/") + escaped(id) + "/end"));
    return {};
}

Result<void> HttpOfficeClient::end_sessions_of(std::string_view account) {
    CANBO_TRY([[maybe_unused]] const Json json, post_as_person(path_of(account, "/end-sessions")));
    return {};
}

} // namespace canbo::wire
