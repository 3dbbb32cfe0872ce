#include "handlers.h"
#include "login.h"
#include "service/factor_check.h"
#include "service/totp.h"
#include "wire/account_messages.h"

namespace canbo::service {
namespace {

using people::LoginStep;

Result<people::SecondFactor> factor_of(OfficeApi& api, Transaction& tx, const std::string& account) {
    CANBO_TRY(auto factor, api.ports().factors.find(tx, account));
    if (!factor)
        return fail(ErrorCode::NotFound, "This account has no second factor", "code");
    return *std::move(factor);
}

/// Takes the code in a transaction of its own, so that a wrong one counts whatever comes of it.
Result<void> spend_code(OfficeApi& api, const std::string& account, const std::string& code) {
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(auto factor, factor_of(api, *tx, account));
    const CodeCheck check = take_code(factor, code, api.ports().clock.now());
    if (check == CodeCheck::Locked)
        return fail(ErrorCode::LockedOut, "Too many wrong codes; try again in a quarter of an hour");
    CANBO_TRY_VOID(api.ports().factors.put(*tx, factor));
    if (check != CodeCheck::Right)
        CANBO_TRY_VOID(
            api.record(*tx, account, check == CodeCheck::Wrong ? "code.refused" : "recovery-code.used", account));
    CANBO_TRY_VOID(tx->commit());
    if (check == CodeCheck::Wrong)
        return fail(ErrorCode::InvalidInput, "This code is not right, or it was used already; take the next one",
                    "code");
    return {};
}

Result<Json> log_in_with_code(OfficeApi& api, const Request& request, const std::string& code) {
    if (request.session.step != LoginStep::Code)
        return fail(ErrorCode::Conflict, "No login waits for a code");
    CANBO_TRY_VOID(spend_code(api, request.person.name, code));
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(Caller caller, caller_in(api, *tx, request));
    CANBO_TRY(const auto answer, go_on(api, *tx, std::move(caller.session), caller.account));
    CANBO_TRY_VOID(tx->commit());
    return to_json(answer);
}

/// During a login the password has just been given; later it is asked for, because a desk may stand open.
Result<Json> begin(OfficeApi& api, const Request& request, const std::string& password) {
    if (request.session.step == LoginStep::Nothing) {
        const auto known = verify_password(api, request.person.name, password);
        if (!known && known.error().code == ErrorCode::Unauthenticated)
            return fail(ErrorCode::InvalidInput, "The password is not right", "password");
        if (!known)
            return fail(known.error());
    }
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(const Caller caller, caller_in(api, *tx, request));
    CANBO_TRY(const auto before, api.ports().factors.find(*tx, caller.account.name));
    if (before && before->confirmed)
        return fail(ErrorCode::Conflict, "There is a second factor already; remove it first");
    const auto factor = new_factor(caller.account.name);
    CANBO_TRY_VOID(api.ports().factors.put(*tx, factor));
    CANBO_TRY_VOID(tx->commit());
    return to_json(wire::FactorKey{to_base32(factor.secret), totp_uri(factor.account, factor.secret)});
}

Result<Json> confirm(OfficeApi& api, const Request& request, const std::string& code) {
    CANBO_TRY_VOID(spend_code(api, request.person.name, code));
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(Caller caller, caller_in(api, *tx, request));
    CANBO_TRY(auto factor, factor_of(api, *tx, caller.account.name));
    if (factor.confirmed)
        return fail(ErrorCode::Conflict, "There is a second factor already; remove it first");
    factor.confirmed = true;
    wire::FactorConfirmed confirmed{new_recovery_codes(factor), {}};
    CANBO_TRY_VOID(api.ports().factors.put(*tx, factor));
    CANBO_TRY_VOID(api.record(*tx, caller.account.name, "second-factor.add", caller.account.name));
    if (caller.session.step == LoginStep::Enrol) {
        CANBO_TRY(confirmed.login, go_on(api, *tx, std::move(caller.session), caller.account));
    }
    CANBO_TRY_VOID(tx->commit());
    return to_json(confirmed);
}

/// The caller commits.
Result<void> drop_factor(OfficeApi& api, Transaction& tx, const std::string& actor, const std::string& account) {
    CANBO_TRY_VOID(api.ports().factors.remove(tx, account));
    return api.record(tx, actor, "second-factor.remove", account);
}

Result<Json> remove(OfficeApi& api, const Request& request, const std::string& code) {
    CANBO_TRY_VOID(spend_code(api, request.person.name, code));
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(const Caller caller, caller_in(api, *tx, request));
    CANBO_TRY_VOID(drop_factor(api, *tx, caller.account.name, caller.account.name));
    CANBO_TRY_VOID(tx->commit());
    return Json{{"status", "ok"}};
}

/// For who lost the telephone and the codes: whoever has the account's password could set up a factor next, so the
/// sessions end and the administrator gives a new password, too, where in doubt.
Result<Json> reset(OfficeApi& api, const Request& request) {
    const std::string& name = request.path_values.front();
    if (name == request.person.name)
        return fail(ErrorCode::InvalidInput, "Another administrator resets your second factor", "name");
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(const auto account, api.ports().accounts.find(*tx, name));
    if (!account)
        return fail(ErrorCode::NotFound, "There is no such account", "name");
    CANBO_TRY_VOID(drop_factor(api, *tx, request.person.name, name));
    CANBO_TRY_VOID(api.ports().sessions.remove_of(*tx, name));
    CANBO_TRY_VOID(tx->commit());
    return shown_account(api, *account);
}

Result<Json> own_account(OfficeApi& api, const Request& request) {
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Read));
    CANBO_TRY(const Caller caller, caller_in(api, *tx, request));
    CANBO_TRY(const auto factor, api.ports().factors.find(*tx, caller.account.name));
    const auto& account = caller.account;
    const bool confirmed = factor && factor->confirmed;
    return to_json(wire::OwnAccount{{account.name, account.display_name, account.role, account.agency, account.disabled,
                                     account.must_change_password, confirmed},
                                    confirmed ? factor->recovery.size() : 0,
                                    needs_factor(api, account),
                                    !account.external_id.empty()});
}

using CodeWork = Result<Json> (*)(OfficeApi&, const Request&, const std::string&);

Answer with_code(OfficeApi& api, const Request& request, CodeWork work) {
    return answer_message(request, wire::code_request_from_json,
                          [&](const auto& message) { return work(api, request, message.code); });
}

} // namespace

Answer post_login_code(OfficeApi& api, const Request& request) { return with_code(api, request, log_in_with_code); }

Answer post_begin_factor(OfficeApi& api, const Request& request) {
    return answer_message(request, wire::password_only_from_json,
                          [&](const auto& message) { return begin(api, request, message.password); });
}

Answer post_confirm_factor(OfficeApi& api, const Request& request) { return with_code(api, request, confirm); }

Answer post_remove_factor(OfficeApi& api, const Request& request) { return with_code(api, request, remove); }

Answer post_reset_factor(OfficeApi& api, const Request& request) {
    const auto done = reset(api, request);
    return done ? json_answer(*done) : problem(done.error());
}

Answer get_own_account(OfficeApi& api, const Request& request) {
    const auto done = own_account(api, request);
    return done ? json_answer(*done) : problem(done.error());
}

} // namespace canbo::service
