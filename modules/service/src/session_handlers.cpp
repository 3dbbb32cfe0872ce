#include "handlers.h"
#include "login.h"
#include "service/office_server.h"
#include "wire/messages.h"

#include <thread>

namespace canbo::service {
namespace {

/// Only for names that exist: else anybody could fill the log, or read in it what was typed into the wrong field.
Result<void> record_refusal(OfficeApi& api, const std::string& name) {
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(const auto account, api.ports().accounts.find(*tx, name));
    if (!account)
        return {};
    CANBO_TRY_VOID(api.record(*tx, "", "login.refused", name));
    return tx->commit();
}

/// Known names cost a write more than unknown ones: so nobody is answered before the next multiple of the step.
void wait_for_step(OfficeApi& api, std::chrono::steady_clock::time_point begun) {
    const auto step = std::chrono::nanoseconds(api.ports().rates.refusal_step);
    if (step.count() <= 0)
        return;
    const auto passed = std::chrono::steady_clock::now() - begun;
    std::this_thread::sleep_until(begun + (passed / step + 1) * step);
}

Result<wire::LoginAnswer> log_in(OfficeApi& api, const wire::LoginRequest& message, const std::string& address) {
    const auto begun = std::chrono::steady_clock::now();
    const bool counted = !is_loopback(address);
    const base::Time now = api.ports().clock.now();
    if (counted && !api.refusals().has(address, now))
        return fail(ErrorCode::LockedOut, "Too many people log in at this moment; try again");
    const auto account = verify_password(api, message.name, message.password);
    if (!account) {
        if (counted) [[maybe_unused]]
            const bool left = api.refusals().take(address, now);
        CANBO_TRY_VOID(record_refusal(api, message.name));
        wait_for_step(api, begun);
        return fail(account.error());
    }
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(auto answer, open_session(api, *tx, *account, message.device));
    CANBO_TRY_VOID(tx->commit());
    return answer;
}

/// A token that comes a second time is in two hands, and nobody knows whose the first were: every session of the
/// account ends.
Result<void> end_copied_session(OfficeApi& api, Transaction& tx, const std::string& token_hash) {
    CANBO_TRY(const auto account, api.ports().used_tokens.account_of(tx, token_hash));
    if (!account)
        return {};
    CANBO_TRY_VOID(api.ports().sessions.remove_of(tx, *account));
    CANBO_TRY_VOID(api.ports().used_tokens.forget(tx, *account));
    return api.record(tx, "", "session.copied", *account);
}

Result<wire::LoginAnswer> renew(OfficeApi& api, const std::string& refresh_token) {
    OfficePorts& ports = api.ports();
    const std::string hash = base::sha256_hex(refresh_token);
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Write));
    CANBO_TRY(auto session, ports.sessions.by_token(*tx, hash, ports.clock.now()));
    if (!session) {
        CANBO_TRY_VOID(end_copied_session(api, *tx, hash));
        CANBO_TRY_VOID(tx->commit());
        return fail(ErrorCode::Unauthenticated, "Log in first, or again");
    }
    CANBO_TRY(const auto account, ports.accounts.find(*tx, session->account));
    if (!account || account->disabled)
        return fail(ErrorCode::Unauthenticated, "Log in first, or again");
    const base::Time now = ports.clock.now();
    CANBO_TRY_VOID(ports.used_tokens.remember(*tx, hash, account->name, now + people::session_life, now));
    CANBO_TRY(auto answer, renew_tokens(api, *tx, *std::move(session), *account));
    CANBO_TRY_VOID(tx->commit());
    return answer;
}

Result<void> end_session(OfficeApi& api, const people::Person& person, const std::string& refresh_token) {
    OfficePorts& ports = api.ports();
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto session, ports.sessions.by_token(*tx, base::sha256_hex(refresh_token), ports.clock.now()));
    if (!session)
        return tx->commit();
    if (session->account != person.name)
        return fail(ErrorCode::Forbidden, "This session belongs to somebody else");
    CANBO_TRY_VOID(ports.sessions.remove(*tx, session->id));
    return tx->commit();
}

} // namespace

Answer post_login(OfficeApi& api, const Request& request) {
    return answer_message(request, wire::login_request_from_json, [&](const auto& message) -> Result<Json> {
        CANBO_TRY(const auto answer, log_in(api, message, request.head.address));
        return to_json(answer);
    });
}

Answer post_refresh(OfficeApi& api, const Request& request) {
    return answer_message(request, wire::refresh_request_from_json, [&](const auto& message) -> Result<Json> {
        CANBO_TRY(const auto answer, renew(api, message.refresh_token));
        return to_json(answer);
    });
}

Answer post_logout(OfficeApi& api, const Request& request) {
    return answer_message(request, wire::refresh_request_from_json, [&](const auto& message) -> Result<Json> {
        CANBO_TRY_VOID(end_session(api, request.person, message.refresh_token));
        return Json{{"status", "ok"}};
    });
}

} // namespace canbo::service
