#include "handlers.h"
#include "login.h"
#include "service/login_service.h"
#include "service/office_server.h"
#include "wire/account_messages.h"

namespace canbo::service {
namespace {

/// The account that the service's word is about, made at its first login and kept true to the claims.
Result<people::Account> vouched_account(OfficeApi& api, Transaction& tx, const VouchedPerson& person) {
    OfficePorts& ports = api.ports();
    const bool needs_agency = person.role == people::Role::Focal || person.role == people::Role::Leader;
    if (needs_agency && person.agency.empty())
        return fail(ErrorCode::Forbidden, "The login service names no agency for you, and your role needs one");
    CANBO_TRY_VOID(check_agency(api, tx, person.agency));
    CANBO_TRY(auto found, ports.accounts.find(tx, person.name));
    if (found && found->external_id != person.external_id)
        return fail(ErrorCode::Conflict, "Another person has an account of your name here; ask an administrator");
    if (found && found->disabled)
        return fail(ErrorCode::Unauthenticated, "The name or the password is wrong");
    if (!found) {
        CANBO_TRY_VOID(check_name_is_free(api, tx, person.name));
    }
    people::Account account = found.value_or(people::Account{});
    const bool same = found && account.role == person.role && account.agency == person.agency &&
                      account.display_name == person.display_name;
    if (same)
        return account;
    account.name = person.name;
    account.display_name = person.display_name;
    account.role = person.role;
    account.agency = person.agency;
    account.external_id = person.external_id;
    CANBO_TRY_VOID(ports.accounts.put(tx, account));
    CANBO_TRY_VOID(api.record(tx, "", found ? "account.by-service" : "account.add-by-service", account.name));
    return account;
}

Result<Json> log_in_by_service(OfficeApi& api, const wire::ServiceLogin& message, const std::string& address) {
    OfficePorts& ports = api.ports();
    if (ports.login_service == nullptr)
        return fail(ErrorCode::NotFound, "This office has no login service; log in with a password");
    const base::Time now = ports.clock.now();
    if (!api.refusals().has(address, now))
        return fail(ErrorCode::LockedOut, "Too many people log in at this moment; try again");
    const auto person = ports.login_service->vouch(message, now);
    if (!person) {
        if (!is_loopback(address)) [[maybe_unused]]
            const bool left = api.refusals().take(address, now);
        return fail(person.error());
    }
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto account, vouched_account(api, *tx, *person));
    // The service has asked for whatever factors its rules ask for.
    CANBO_TRY(const auto answer, open_session(api, *tx, account, message.device, people::LoginStep::Enrol));
    CANBO_TRY_VOID(tx->commit());
    return to_json(answer);
}

} // namespace

Answer get_login_methods(OfficeApi& api, const Request&) {
    if (api.ports().login_service == nullptr)
        return json_answer(to_json(wire::LoginMethods{}));
    const auto methods = api.ports().login_service->methods();
    return methods ? json_answer(to_json(*methods)) : problem(methods.error());
}

Answer post_login_service(OfficeApi& api, const Request& request) {
    return answer_message(request, wire::service_login_from_json,
                          [&](const auto& message) { return log_in_by_service(api, message, request.head.address); });
}

} // namespace canbo::service
