#include "login.h"

#include "access_token.h"
#include "base/text.h"
#include "people/password.h"

namespace canbo::service {
namespace {

using people::LoginStep;

Result<people::LoginFacts> facts_of(OfficeApi& api, Transaction& tx, const people::Account& account) {
    CANBO_TRY(const auto factor, api.ports().factors.find(tx, account.name));
    return people::LoginFacts{factor && factor->confirmed, needs_factor(api, account),
                              account.must_change_password && account.external_id.empty()};
}

wire::LoginAnswer answer_of(OfficeApi& api, const people::Session& session, const people::Person& person) {
    const OfficePorts& ports = api.ports();
    wire::LoginAnswer answer;
    const bool open = session.step != LoginStep::Nothing;
    answer.access_token = make_access_token(person, session.id, ports.clock.now(), ports.token_secret);
    answer.expires_in =
        std::chrono::seconds(open ? people::open_step_life : std::chrono::minutes(access_token_life)).count();
    answer.name = person.name;
    answer.role = person.role;
    answer.agency = person.agency;
    answer.office_key = base::to_base64(ports.signing_key.public_key);
    answer.step = session.step;
    return answer;
}

Result<wire::LoginAnswer> at_step(OfficeApi& api, Transaction& tx, people::Session session,
                                  const people::Account& account, LoginStep done) {
    CANBO_TRY(const auto facts, facts_of(api, tx, account));
    session.step = people::next_step(done, facts);
    if (session.step == LoginStep::Nothing)
        return renew_tokens(api, tx, std::move(session), account);
    session.last_used = api.ports().clock.now();
    session.expires = session.last_used + people::open_step_life;
    session.token_hash.clear();
    CANBO_TRY_VOID(api.ports().sessions.put(tx, session));
    return answer_of(api, session, account.person());
}

/// For the eyes of its owner: one line of readable text.
std::string clean_device(std::string_view device) {
    std::string one_line(device);
    for (char& c : one_line)
        c = c == '\n' || c == '\t' ? ' ' : c;
    const auto text = base::to_nfc(one_line);
    return text && base::is_clean_text(*text) ? base::fit(*text, people::most_device_length) : std::string();
}

} // namespace

bool needs_factor(const OfficeApi& api, const people::Account& account) {
    return account.external_id.empty() && api.ports().second_factor_roles.count(account.role) > 0;
}

Result<wire::LoginAnswer> open_session(OfficeApi& api, Transaction& tx, const people::Account& account,
                                       std::string_view device, LoginStep done) {
    people::Session session;
    session.id = base::new_uuid();
    session.account = account.name;
    session.device = clean_device(device);
    session.opened = api.ports().clock.now();
    return at_step(api, tx, std::move(session), account, done);
}

Result<wire::LoginAnswer> go_on(OfficeApi& api, Transaction& tx, people::Session session,
                                const people::Account& account) {
    const LoginStep done = session.step;
    return at_step(api, tx, std::move(session), account, done);
}

Result<wire::LoginAnswer> renew_tokens(OfficeApi& api, Transaction& tx, people::Session session,
                                       const people::Account& account) {
    const std::string refresh = base::to_hex(base::random_bytes(32));
    session.last_used = api.ports().clock.now();
    session.expires = session.last_used + people::session_life;
    session.token_hash = base::sha256_hex(refresh);
    CANBO_TRY_VOID(api.ports().sessions.put(tx, session));
    wire::LoginAnswer answer = answer_of(api, session, account.person());
    answer.refresh_token = refresh;
    return answer;
}

Result<Caller> caller_in(OfficeApi& api, Transaction& tx, const Request& request) {
    CANBO_TRY(auto account, api.ports().accounts.find(tx, request.person.name));
    CANBO_TRY(auto session, api.ports().sessions.find(tx, request.session.id, api.ports().clock.now()));
    if (!account || account->disabled || !session || session->step != request.session.step)
        return fail(ErrorCode::Unauthenticated, "Log in first, or again");
    return Caller{*std::move(account), *std::move(session)};
}

Result<people::Account> verify_password(OfficeApi& api, std::string_view account, std::string_view password) {
    const Turnstile::Place place(api.password_checks(), std::chrono::seconds(10));
    if (!place.taken())
        return fail(ErrorCode::LockedOut, "Too many people log in at this moment; try again");
    const OfficePorts& ports = api.ports();
    return people::LogIn(ports.database, ports.accounts, ports.clock, ports.hash_cost)(account, password);
}

Result<std::string> hash_new_password(OfficeApi& api, std::string_view account, std::string_view password) {
    CANBO_TRY_VOID(people::check_password(password, account));
    const Turnstile::Place place(api.password_checks(), std::chrono::seconds(10));
    if (!place.taken())
        return fail(ErrorCode::LockedOut, "Too many people log in at this moment; try again");
    return base::hash_password(password, api.ports().hash_cost);
}

} // namespace canbo::service
