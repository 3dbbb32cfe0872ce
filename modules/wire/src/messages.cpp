#include "wire/messages.h"

#include "base/clock.h"
#include "base/crypto.h"
#include "people/password.h"

#include <fmt/format.h>

namespace canbo::wire {
namespace {

constexpr long long most_integer = 9'007'199'254'740'991;

people::Role read_role(base::ObjectReader& in, Issues& issues) {
    const auto role = people::parse_role(in.text("role", 20));
    if (!role) {
        issues.error(ErrorCode::InvalidInput, in.path("role"), role.error().message);
        return people::Role::Learner;
    }
    return *role;
}

template <class Message>
Result<Message> done(Message message, const Issues& issues) {
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return message;
}

AccountMessage read_account(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    AccountMessage message;
    message.name = in.text("name", 40);
    message.display_name = in.text_or("display_name", "", 120);
    message.role = read_role(in, issues);
    message.agency = in.text_or("agency", "", 16);
    message.disabled = in.boolean_or("disabled", false);
    message.must_change_password = in.boolean_or("must_change_password", false);
    message.second_factor = in.boolean_or("second_factor", false);
    return message;
}

Result<Change> read_change(const Json& json, const std::string& where) {
    Issues issues;
    base::ObjectReader in(json, where, issues);
    Change change;
    change.sequence = in.integer("sequence", 1, most_integer);
    ledger::Entry entry = ledger::entry_from_json(in.object_or_empty("entry"), issues);
    const Json& receipt = in.object_or_empty("receipt");
    if (issues.has_errors())
        return fail(base::first_error(issues));
    CANBO_TRY(change.frozen, ledger::freeze(std::move(entry)));
    CANBO_TRY(change.receipt, base::canonical_json(receipt)); // the form in which it was signed
    return change;
}

} // namespace

Json to_json(const LoginRequest& message) {
    return {{"name", message.name}, {"password", message.password}, {"device", message.device}};
}

Result<LoginRequest> login_request_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    LoginRequest message;
    message.name = in.text("name", 80);
    message.password = in.text("password", people::most_password_bytes);
    message.device = in.text_or("device", "", people::most_device_length * 4);
    in.finish();
    return done(std::move(message), issues);
}

Json to_json(const RefreshRequest& message) { return {{"refresh_token", message.refresh_token}}; }

Result<RefreshRequest> refresh_request_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    RefreshRequest message{in.text("refresh_token", 200)};
    in.finish();
    return done(std::move(message), issues);
}

Json to_json(const LoginAnswer& message) {
    return {{"access_token", message.access_token},
            {"token_type", "Bearer"},
            {"expires_in", message.expires_in},
            {"refresh_token", message.refresh_token},
            {"name", message.name},
            {"role", people::role_name(message.role)},
            {"agency", message.agency},
            {"office_key", message.office_key},
            {"step", people::step_name(message.step)}};
}

Result<LoginAnswer> login_answer_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    LoginAnswer message;
    message.access_token = in.text("access_token", 4000);
    message.expires_in = in.integer("expires_in", 1, 86'400);
    message.refresh_token = in.text_or("refresh_token", "", 200);
    message.name = in.text("name", 40);
    message.role = read_role(in, issues);
    message.agency = in.text_or("agency", "", 16);
    message.office_key = in.text("office_key", 64);
    const auto step = people::parse_step(in.text_or("step", "", 40));
    if (!step)
        issues.error(ErrorCode::InvalidInput, "step", step.error().message);
    else
        message.step = *step;
    if ((message.step == people::LoginStep::Nothing) == message.refresh_token.empty())
        issues.error(ErrorCode::InvalidInput, "refresh_token", "This field is missing");
    const auto key = base::from_base64(message.office_key);
    if (!key || key->size() != 32)
        issues.error(ErrorCode::InvalidInput, "office_key", "The office's key is not readable");
    return done(std::move(message), issues);
}

std::string changes_page_text(const std::vector<ledger::StoredEntry>& changes, std::int64_t next, bool more) {
    std::string out = "{\"changes\":[";
    for (const auto& change : changes) {
        if (out.back() == '}')
            out += ',';
        fmt::format_to(std::back_inserter(out), "{{\"sequence\":{},\"entry\":{},\"receipt\":{}}}", change.sequence,
                       change.canonical, change.receipt);
    }
    fmt::format_to(std::back_inserter(out), "],\"next\":{},\"more\":{}}}", next, more);
    return out;
}

Result<ChangesPage> changes_page_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    ChangesPage page;
    page.next = in.integer("next", 0, most_integer);
    page.more = in.boolean_or("more", false);
    const Json& changes = in.array("changes");
    if (issues.has_errors())
        return fail(base::first_error(issues));
    for (std::size_t i = 0; i < changes.size(); ++i) {
        CANBO_TRY(Change change, read_change(changes[i], fmt::format("changes[{}]", i)));
        page.changes.push_back(std::move(change));
    }
    return page;
}

Json to_json(const AccountMessage& message) {
    return {{"name", message.name},
            {"display_name", message.display_name},
            {"role", people::role_name(message.role)},
            {"agency", message.agency},
            {"disabled", message.disabled},
            {"must_change_password", message.must_change_password},
            {"second_factor", message.second_factor}};
}

Result<AccountMessage> account_message_from_json(const Json& json) {
    Issues issues;
    AccountMessage message = read_account(json, "", issues);
    return done(std::move(message), issues);
}

Result<std::vector<AccountMessage>> account_messages_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    std::vector<AccountMessage> messages;
    const Json& accounts = in.array("accounts");
    for (std::size_t i = 0; i < accounts.size(); ++i)
        messages.push_back(read_account(accounts[i], fmt::format("accounts[{}]", i), issues));
    return done(std::move(messages), issues);
}

Json to_json(const NewAccount& message) {
    return {{"name", message.name},
            {"display_name", message.display_name},
            {"role", people::role_name(message.role)},
            {"agency", message.agency},
            {"password", message.password},
            {"must_change_password", message.must_change_password}};
}

Result<NewAccount> new_account_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    NewAccount message;
    message.name = in.text("name", 40);
    message.display_name = in.text_or("display_name", "", 120);
    message.role = read_role(in, issues);
    message.agency = in.text_or("agency", "", 16);
    message.password = in.text("password", people::most_password_bytes);
    message.must_change_password = in.boolean_or("must_change_password", true);
    in.finish();
    return done(std::move(message), issues);
}

Json to_json(const AuditPage& message) {
    Json events = Json::array();
    for (const auto& event : message.events)
        events.push_back({{"sequence", event.sequence},
                          {"time", base::to_iso(event.time)},
                          {"actor", event.actor},
                          {"action", event.action},
                          {"subject", event.subject}});
    return {{"events", std::move(events)}, {"next", message.next}, {"more", message.more}};
}

Result<AuditPage> audit_page_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    AuditPage page;
    page.next = in.integer("next", 0, most_integer);
    page.more = in.boolean_or("more", false);
    const Json& events = in.array("events");
    for (std::size_t i = 0; i < events.size(); ++i) {
        base::ObjectReader row(events[i], fmt::format("events[{}]", i), issues);
        ledger::AuditEvent event;
        event.sequence = row.integer("sequence", 0, most_integer);
        event.actor = row.text_or("actor", "", 80);
        event.action = row.text("action", 80);
        event.subject = row.text_or("subject", "", 200);
        const auto time = base::parse_time(row.text("time", 40));
        if (time)
            event.time = *time;
        else
            issues.error(ErrorCode::InvalidInput, row.path("time"), time.error().message);
        page.events.push_back(std::move(event));
    }
    return done(std::move(page), issues);
}

Json problem_to_json(const Error& error, int status) {
    Json problem = {{"type", std::string(problem_type_prefix) + std::string(base::code_name(error.code))},
                    {"title", error.message},
                    {"status", status}};
    if (!error.where.empty())
        problem["where"] = error.where;
    return problem;
}

Result<Error> problem_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    const std::string type = in.text("type", 200);
    Error error;
    error.message = in.text("title", 500);
    error.where = in.text_or("where", "", 500);
    if (issues.has_errors() || !type.starts_with(problem_type_prefix))
        return fail(ErrorCode::InvalidInput, "The answer is not from an office of Canbo");
    error.code = base::code_from_name(std::string_view(type).substr(problem_type_prefix.size()));
    return error;
}

} // namespace canbo::wire
