#include "base/text.h"
#include "handlers.h"
#include "people/account.h"
#include "wire/messages.h"

namespace canbo::service {
namespace {

wire::AccountMessage shown(const people::Account& account, bool second_factor = false) {
    return {account.name,     account.display_name,         account.role, account.agency,
            account.disabled, account.must_change_password, second_factor};
}

struct AccountList {
    std::vector<people::Account> accounts;
    std::set<std::string> with_factor;
};

constexpr const char* listed = "account.list"; // whoever reads what names people is noted before they get it

Result<AccountList> list_accounts(OfficeApi& api, const people::Person& actor) {
    CANBO_TRY_VOID(api.record(actor.name, listed, {}));
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Read));
    AccountList list;
    CANBO_TRY(list.accounts, api.ports().accounts.list(*tx));
    CANBO_TRY(list.with_factor, api.ports().factors.accounts(*tx));
    return list;
}

Result<people::Account> hashed(OfficeApi& api, const wire::NewAccount& message) {
    const Turnstile::Place place(api.password_checks(), std::chrono::seconds(10));
    if (!place.taken())
        return fail(ErrorCode::LockedOut, "Too many people log in at this moment; try again");
    return people::make_account(message.name, message.role, message.agency, message.password, api.ports().hash_cost);
}

Result<people::Account> add_account(OfficeApi& api, const people::Person& actor, const wire::NewAccount& message) {
    CANBO_TRY(auto account, hashed(api, message));
    account.display_name = message.display_name;
    account.must_change_password = message.must_change_password;
    OfficePorts& ports = api.ports();
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(check_agency(api, *tx, account.agency));
    CANBO_TRY(const auto present, ports.accounts.find(*tx, account.name));
    if (present)
        return fail(ErrorCode::Conflict, "An account has this name already", "name");
    CANBO_TRY_VOID(check_name_is_free(api, *tx, account.name));
    CANBO_TRY_VOID(ports.accounts.put(*tx, account));
    CANBO_TRY_VOID(api.record(*tx, actor.name, "account.add", account.name));
    CANBO_TRY_VOID(tx->commit());
    return account;
}

Result<people::Account> disable_account(OfficeApi& api, const people::Person& actor, const std::string& name) {
    if (name == actor.name)
        return fail(ErrorCode::InvalidInput, "Nobody disables the account they are using", "name");
    OfficePorts& ports = api.ports();
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Write));
    CANBO_TRY(auto account, ports.accounts.find(*tx, name));
    if (!account)
        return fail(ErrorCode::NotFound, "There is no such account", "name");
    if (account->disabled) {
        CANBO_TRY_VOID(tx->commit()); // it may be on its way to the disk still
        return *std::move(account);
    }
    account->disabled = true;
    CANBO_TRY_VOID(ports.accounts.put(*tx, *account));
    CANBO_TRY_VOID(ports.sessions.remove_of(*tx, name));
    CANBO_TRY_VOID(api.record(*tx, actor.name, "account.disable", name));
    CANBO_TRY_VOID(tx->commit());
    return *std::move(account);
}

Result<wire::AuditPage> read_audit(OfficeApi& api, std::int64_t after, std::size_t limit) {
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Read));
    wire::AuditPage page;
    CANBO_TRY(page.events, api.ports().audit.list(*tx, after, limit + 1));
    page.more = page.events.size() > limit;
    if (page.more)
        page.events.resize(limit);
    page.next = page.events.empty() ? after : page.events.back().sequence;
    return page;
}

} // namespace

Result<void> check_agency(OfficeApi& api, Transaction& tx, const std::string& agency) {
    if (agency.empty())
        return {};
    CANBO_TRY(const auto tree, api.ports().agencies(tx));
    const bool fits = tree->all().empty() ? people::is_agency_code(agency) : tree->find(agency) != nullptr;
    if (!fits)
        return fail(ErrorCode::InvalidInput, "There is no such agency", "agency");
    return {};
}

Result<Json> shown_account(OfficeApi& api, const people::Account& account) {
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Read));
    CANBO_TRY(const auto factor, api.ports().factors.find(*tx, account.name));
    return to_json(shown(account, factor && factor->confirmed));
}

Answer get_accounts(OfficeApi& api, const Request& request) {
    const auto found = list_accounts(api, request.person);
    if (!found)
        return problem(found.error());
    Json list = Json::array();
    for (const auto& account : found->accounts)
        list.push_back(to_json(shown(account, found->with_factor.count(account.name) > 0)));
    return json_answer({{"accounts", std::move(list)}});
}

Answer get_people(OfficeApi& api, const Request& request) {
    const bool everybody = request.person.may(people::Permission::SeeEveryAgency);
    const auto accounts = [&]() -> Result<std::vector<people::Account>> {
        CANBO_TRY_VOID(api.record(request.person.name, listed, everybody ? std::string() : request.person.agency));
        CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Read));
        return api.ports().accounts.list(*tx);
    }();
    if (!accounts)
        return problem(accounts.error());
    Json list = Json::array();
    for (const auto& account : *accounts)
        if (!account.disabled && (everybody || account.agency == request.person.agency))
            list.push_back(to_json(shown(account)));
    return json_answer({{"accounts", std::move(list)}});
}

Answer post_account(OfficeApi& api, const Request& request) {
    const auto add = [&](const auto& message) -> Result<Json> {
        CANBO_TRY(const auto account, add_account(api, request.person, message));
        return to_json(shown(account));
    };
    return answer_message(request, wire::new_account_from_json, add, 201);
}

Answer post_disable(OfficeApi& api, const Request& request) {
    const auto account = disable_account(api, request.person, request.path_values.front());
    if (!account)
        return problem(account.error());
    const auto json = shown_account(api, *account);
    return json ? json_answer(*json) : problem(json.error());
}

Answer get_audit(OfficeApi& api, const Request& request) {
    const auto after = query_number(request.head, "after", 0, 0, 9'007'199'254'740'991);
    if (!after)
        return malformed(after.error());
    const auto limit = query_number(request.head, "limit", 500, 1, 500);
    if (!limit)
        return malformed(limit.error());
    const auto page = read_audit(api, *after, static_cast<std::size_t>(*limit));
    return page ? json_answer(to_json(*page)) : problem(page.error());
}

} // namespace canbo::service
