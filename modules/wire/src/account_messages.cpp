#include "wire/account_messages.h"

#include "base/issues.h"
#include "people/password.h"
#include "people/session.h"

#include <fmt/format.h>

namespace canbo::wire {
namespace {

template <class Message>
Result<Message> unless_wrong(Message message, const Issues& issues) {
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return message;
}

base::Time read_time(base::ObjectReader& in, const char* field, Issues& issues) {
    const auto time = base::parse_time(in.text(field, 40));
    if (time)
        return *time;
    issues.error(ErrorCode::InvalidInput, in.path(field), time.error().message);
    return {};
}

} // namespace

Json to_json(const CodeRequest& message) { return {{"code", message.code}}; }

Result<CodeRequest> code_request_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    CodeRequest message{in.text("code", 40)};
    in.finish();
    return unless_wrong(std::move(message), issues);
}

Json to_json(const PasswordChange& message) {
    return {{"old_password", message.old_password}, {"new_password", message.new_password}};
}

Result<PasswordChange> password_change_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    PasswordChange message;
    message.old_password = in.text("old_password", people::most_password_bytes);
    message.new_password = in.text("new_password", people::most_password_bytes);
    in.finish();
    return unless_wrong(std::move(message), issues);
}

Json to_json(const PasswordOnly& message) { return {{"password", message.password}}; }

Result<PasswordOnly> password_only_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    PasswordOnly message{in.text("password", people::most_password_bytes)};
    in.finish();
    return unless_wrong(std::move(message), issues);
}

Json to_json(const ReasonOnly& message) { return {{"reason", message.reason}}; }

Result<ReasonOnly> reason_only_from_json(const Json& json) {
    constexpr std::size_t most_bytes = 1'000;
    Issues issues;
    base::ObjectReader in(json, "", issues);
    ReasonOnly message{in.text("reason", most_bytes)};
    in.finish();
    return unless_wrong(std::move(message), issues);
}

Json to_json(const std::vector<DeviceSession>& sessions) {
    Json list = Json::array();
    for (const auto& one : sessions)
        list.push_back({{"id", one.id},
                        {"device", one.device},
                        {"opened", base::to_iso(one.opened)},
                        {"last_used", base::to_iso(one.last_used)},
                        {"current", one.current}});
    return {{"sessions", std::move(list)}};
}

Result<std::vector<DeviceSession>> device_sessions_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    std::vector<DeviceSession> sessions;
    const Json& list = in.array("sessions");
    for (std::size_t i = 0; i < list.size(); ++i) {
        base::ObjectReader row(list[i], fmt::format("sessions[{}]", i), issues);
        DeviceSession one;
        one.id = row.text("id", 80);
        one.device = row.text_or("device", "", people::most_device_length * 4);
        one.opened = read_time(row, "opened", issues);
        one.last_used = read_time(row, "last_used", issues);
        one.current = row.boolean_or("current", false);
        sessions.push_back(std::move(one));
    }
    return unless_wrong(std::move(sessions), issues);
}

Json to_json(const OwnAccount& message) {
    Json json = to_json(message.account);
    json["recovery_codes"] = message.recovery_codes;
    json["needs_second_factor"] = message.needs_second_factor;
    json["external"] = message.external;
    return json;
}

Result<OwnAccount> own_account_from_json(const Json& json) {
    CANBO_TRY(auto account, account_message_from_json(json));
    Issues issues;
    base::ObjectReader in(json, "", issues);
    OwnAccount message{std::move(account)};
    message.recovery_codes = static_cast<std::size_t>(in.integer("recovery_codes", 0, 1'000));
    message.needs_second_factor = in.boolean_or("needs_second_factor", false);
    message.external = in.boolean_or("external", false);
    return unless_wrong(std::move(message), issues);
}

Json to_json(const FactorKey& message) { return {{"secret", message.secret}, {"uri", message.uri}}; }

Result<FactorKey> factor_key_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    FactorKey message{in.text("secret", 200), in.text("uri", 1'000)};
    return unless_wrong(std::move(message), issues);
}

Json to_json(const FactorConfirmed& message) {
    Json json{{"recovery_codes", message.recovery_codes}};
    if (message.login)
        json["login"] = to_json(*message.login);
    return json;
}

Result<FactorConfirmed> factor_confirmed_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    FactorConfirmed message;
    for (const Json& code : in.array("recovery_codes"))
        message.recovery_codes.push_back(code.is_string() ? code.get<std::string>() : std::string());
    if (issues.has_errors())
        return fail(base::first_error(issues));
    if (json.contains("login")) {
        CANBO_TRY(message.login, login_answer_from_json(json["login"]));
    }
    return message;
}

Json to_json(const LoginMethods& message) {
    Json json{{"password", true}};
    if (!message.authorization_endpoint.empty())
        json["service"] = {{"authorization_endpoint", message.authorization_endpoint},
                           {"client_id", message.client_id},
                           {"scope", message.scope},
                           {"redirect_port", message.redirect_port}};
    return json;
}

Result<LoginMethods> login_methods_from_json(const Json& json) {
    Issues issues;
    if (!json.is_object() || !json.contains("service"))
        return LoginMethods{};
    base::ObjectReader in(json["service"], "service", issues);
    LoginMethods message{in.text("authorization_endpoint", 1'000), in.text("client_id", 200), in.text("scope", 200),
                         static_cast<std::uint16_t>(in.integer("redirect_port", 0, 65'535))};
    return unless_wrong(std::move(message), issues);
}

Json to_json(const ServiceLogin& message) {
    return {{"code", message.code},
            {"verifier", message.verifier},
            {"redirect_uri", message.redirect_uri},
            {"nonce", message.nonce},
            {"device", message.device}};
}

Result<ServiceLogin> service_login_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    ServiceLogin message;
    message.code = in.text("code", 2'000);
    message.verifier = in.text("verifier", 128);
    message.redirect_uri = in.text("redirect_uri", 200);
    message.nonce = in.text("nonce", 128);
    message.device = in.text_or("device", "", people::most_device_length * 4);
    in.finish();
    return unless_wrong(std::move(message), issues);
}

} // namespace canbo::wire
