#include "handlers.h"
#include "login.h"
#include "wire/account_messages.h"

namespace canbo::service {
namespace {

/// The account with a new password: whoever was in with the one before is out, but for `except`. The caller commits.
Result<void> set_password(OfficeApi& api, Transaction& tx, people::Account& account, std::string hash, bool must_change,
                          std::string_view except) {
    account.password_hash = std::move(hash);
    account.must_change_password = must_change;
    account.failures = 0;
    account.locked_until.reset();
    CANBO_TRY_VOID(api.ports().accounts.put(tx, account));
    CANBO_TRY_VOID(api.ports().sessions.remove_of(tx, account.name, except));
    return api.ports().used_tokens.forget(tx, account.name);
}

Result<void> check_change(OfficeApi& api, const std::string& name, const wire::PasswordChange& change) {
    if (change.old_password == change.new_password)
        return fail(ErrorCode::InvalidInput, "The new password is the old one; choose another one", "new_password");
    const auto known = verify_password(api, name, change.old_password);
    if (!known && known.error().code == ErrorCode::Unauthenticated) // of the login itself nothing is wrong
        return fail(ErrorCode::InvalidInput, "The password until now is another one", "old_password");
    return known ? Result<void>() : fail(known.error());
}

Result<wire::LoginAnswer> change_own(OfficeApi& api, const Request& request, const wire::PasswordChange& change) {
    CANBO_TRY_VOID(check_change(api, request.person.name, change));
    auto hash = hash_new_password(api, request.person.name, change.new_password);
    if (!hash) {
        Error error = std::move(hash).error();
        error.where = error.where == "password" ? "new_password" : error.where;
        return fail(std::move(error));
    }
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(Caller caller, caller_in(api, *tx, request));
    if (!caller.account.external_id.empty())
        return fail(ErrorCode::InvalidInput, "The login service keeps the password of this account", "name");
    CANBO_TRY_VOID(set_password(api, *tx, caller.account, *std::move(hash), false, caller.session.id));
    CANBO_TRY_VOID(api.record(*tx, caller.account.name, "password.change", caller.account.name));
    CANBO_TRY(auto answer, go_on(api, *tx, std::move(caller.session), caller.account));
    CANBO_TRY_VOID(tx->commit());
    return answer;
}

/// Work on another person's account, found in a transaction that is committed after it.
template <class Work>
Result<people::Account> on_account(OfficeApi& api, const std::string& name, Work work) {
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(auto account, api.ports().accounts.find(*tx, name));
    if (!account)
        return fail(ErrorCode::NotFound, "There is no such account", "name");
    if (!account->external_id.empty())
        return fail(ErrorCode::InvalidInput, "The login service keeps the password of this account", "name");
    CANBO_TRY_VOID(work(*tx, *account));
    CANBO_TRY_VOID(tx->commit());
    return *std::move(account);
}

} // namespace

Answer post_password(OfficeApi& api, const Request& request) {
    return answer_message(request, wire::password_change_from_json, [&](const auto& message) -> Result<Json> {
        CANBO_TRY(const auto answer, change_own(api, request, message));
        return to_json(answer);
    });
}

Answer post_account_password(OfficeApi& api, const Request& request) {
    const std::string& name = request.path_values.front();
    return answer_message(request, wire::password_only_from_json, [&](const auto& message) -> Result<Json> {
        if (name == request.person.name)
            return fail(ErrorCode::InvalidInput, "Change your own password with the one until now", "name");
        CANBO_TRY(auto hash, hash_new_password(api, name, message.password));
        CANBO_TRY(const auto account,
                  on_account(api, name, [&](Transaction& tx, people::Account& found) -> Result<void> {
                      CANBO_TRY_VOID(set_password(api, tx, found, std::move(hash), true, {}));
                      return api.record(tx, request.person.name, "password.set", name);
                  }));
        return shown_account(api, account);
    });
}

Answer post_must_change(OfficeApi& api, const Request& request) {
    const std::string& name = request.path_values.front();
    const auto done = [&]() -> Result<Json> {
        CANBO_TRY(const auto account,
                  on_account(api, name, [&](Transaction& tx, people::Account& found) -> Result<void> {
                      found.must_change_password = true;
                      CANBO_TRY_VOID(api.ports().accounts.put(tx, found));
                      CANBO_TRY_VOID(api.ports().sessions.remove_of(tx, name));
                      return api.record(tx, request.person.name, "password.must-change", name);
                  }));
        return shown_account(api, account);
    }();
    return done ? json_answer(*done) : problem(done.error());
}

} // namespace canbo::service
