// The office's API without sockets: a request's text, the body of every route, the feed's cursor, an attachment's
// parts.
#include "access_token.h"
#include "office_api.h"
#include "people/session.h"
#include "request_head.h"
#include "support/memory_stores.h"
#include "targets.h"
#include "wire/messages.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <sstream>

namespace canbo::fuzz {
namespace {

const base::Time today = base::parse_time("2024-02-16T09:00:00+07:00").value();
const std::string secret(32, 's');
const people::Person focal{"dm.syt", people::Role::Focal, "SYT"};
const people::Person admin{"quan.tri", people::Role::Admin, ""};

struct Stores {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    test::MemoryStagedBlobStore staged_blobs;
    test::MemoryAccountStore accounts;
    test::MemorySessionStore sessions;
    test::MemorySecondFactorStore factors;
    test::MemoryUsedTokenStore used_tokens;
    test::MemoryAuditLog audit;
    test::MemoryChainStore chain;
    ledger::KindRegistry kinds;
    base::ManualClock clock{today};
};

people::Account account_of(const people::Person& person) {
    people::Account account;
    account.name = person.name;
    account.role = person.role;
    account.agency = person.agency;
    account.password_hash = "no hash"; // no password fits: none of these targets pays for Argon2
    return account;
}

people::Session session_of(const people::Person& person) {
    people::Session session;
    session.id = base::sha256_hex(person.name);
    session.account = person.name;
    session.opened = session.last_used = today;
    session.expires = today + people::session_life;
    return session;
}

service::OfficePorts ports_of(Stores& stores) {
    static const base::SigningKey key = base::SigningKey::generate();
    service::OfficePorts ports{stores.database,
                               stores.entries,
                               stores.blobs,
                               stores.staged_blobs,
                               stores.accounts,
                               stores.sessions,
                               stores.factors,
                               stores.used_tokens,
                               stores.audit,
                               stores.chain,
                               stores.kinds,
                               stores.clock,
                               [](Transaction&) -> Result<std::shared_ptr<const people::AgencyTree>> {
                                   return std::make_shared<const people::AgencyTree>();
                               },
                               key,
                               secret,
                               base::HashCost::Least};
    ports.rates.refusal_step = std::chrono::milliseconds(0);
    ports.open_data = {[] { return Result<service::OpenDataTexts>({"{}", "as_of\r\n"}); }, true};
    return ports;
}

/// An office with two people, a kind of entry that is always taken, and one such entry.
struct Office {
    Office() : api(ports_of(stores)) {
        stores.kinds.add({"note", true, [](const ledger::Admission&) { return Result<void>(); }});
        auto tx = stores.database.begin(Database::Mode::Write).value();
        for (const auto& person : {focal, admin}) {
            CANBO_CHECK(stores.accounts.put(*tx, account_of(person)));
            CANBO_CHECK(stores.sessions.put(*tx, session_of(person)));
        }
        CANBO_CHECK(tx->commit());
    }
    Stores stores;
    service::OfficeApi api;
};

/// A fault of the office is never an answer to what somebody sent, and every problem is one that desks can read.
void check_answer(const service::Answer& answer) {
    CANBO_CHECK(answer.status >= 200 && answer.status < 500);
    if (answer.status < 400)
        return;
    CANBO_CHECK(answer.content_type == "application/problem+json");
    CANBO_CHECK(base::parse_json(answer.body));
}

service::Answer answer_to(Office& office, const service::RequestHead& head, std::string_view body) {
    const auto admitted = office.api.begin(head);
    if (const auto* early = std::get_if<service::Answer>(&admitted))
        return *early;
    return std::get<service::AdmittedRequest>(admitted).answer(body);
}

/// Where an input says TOKEN, a person's own stands.
std::string with_token(std::string_view input) {
    static const std::string token = service::make_access_token(focal, session_of(focal).id, today, secret);
    std::string text(input);
    if (const auto at = text.find("TOKEN"); at != std::string::npos)
        text.replace(at, 5, token);
    return text;
}

} // namespace

void read_request(std::string_view input) {
    std::istringstream in(with_token(input));
    Poco::Net::HTTPRequest request;
    try {
        request.read(in);
    } catch (const Poco::Exception&) {
        return; // answered 400 before anything of ours looks at it
    }
    const auto head = service::read_head(request, 32'000);
    if (const auto* refused = std::get_if<service::Answer>(&head))
        return check_answer(*refused);
    const std::string body(std::istreambuf_iterator<char>(in), {});
    Office office;
    check_answer(answer_to(office, std::get<service::IncomingHead>(head).head, body));
}

void read_body(std::string_view input) {
    static const std::string a_digest(64, 'a');
    for (const service::Route& route : service::route_table()) {
        if (std::string_view(route.method) == "GET")
            continue;
        Office office;
        const service::RequestHead head{route.method, route.pattern, {}, {}, {}, "0", "?1", "192.0.2.1"};
        const bool of_admin = std::string_view(route.pattern).find("accounts") != std::string_view::npos;
        const std::string value =
            std::string_view(route.pattern).find("digest") == std::string_view::npos ? focal.name : a_digest;
        const auto places = std::ranges::count(std::string_view(route.pattern), '{');
        const people::Person& person = of_admin ? admin : focal;
        check_answer(office.api.handle(head,
                                       {&route,
                                        std::vector<std::string>(static_cast<std::size_t>(places), value),
                                        {session_of(person).id, {}, person}},
                                       input));
    }
}

void read_cursor(std::string_view input) {
    Poco::Net::HTTPRequest request("GET", "/api/v1/changes?" + std::string(input));
    const auto head = service::read_head(request, 32'000);
    if (const auto* refused = std::get_if<service::Answer>(&head))
        return check_answer(*refused);
    Office office;
    auto asked = std::get<service::IncomingHead>(head).head;
    asked.authorization = with_token("Bearer TOKEN");
    const auto answer = answer_to(office, asked, {});
    check_answer(answer);
    if (answer.status != 200 || asked.path != "/api/v1/changes")
        return;
    const auto page = wire::changes_page_from_json(base::parse_json(answer.body).value());
    CANBO_CHECK(page && page->changes.empty() && !page->more && page->next >= 0);
}

/// Lines of "offset complete text": the parts of an attachment whose digest is that of all the texts in order.
void read_parts(std::string_view input) {
    std::istringstream lines{std::string(input)};
    std::vector<std::array<std::string, 3>> parts;
    std::string whole;
    for (std::string line; parts.size() < 20 && std::getline(lines, line);) {
        std::istringstream words(line);
        std::array<std::string, 3> part;
        words >> part[0] >> part[1];
        std::getline(words, part[2]);
        whole += part[2];
        parts.push_back(std::move(part));
    }
    const std::string digest = base::sha256_hex(whole);
    Office office;
    std::string taken; // what the office must hold by its own answers
    bool complete = false;
    for (const auto& [offset, last, text] : parts) {
        const service::RequestHead head{
            "PATCH",    "/api/v1/blobs/" + digest + "/parts", {}, with_token("Bearer TOKEN"), {}, offset, last,
            "192.0.2.1"};
        const auto answer = answer_to(office, head, text);
        check_answer(answer);
        if (answer.status == 422)
            taken.clear();
        if (answer.status != 200)
            continue;
        const Json json = base::parse_json(answer.body).value();
        complete = complete || json["complete"].get<bool>();
        taken += text;
        CANBO_CHECK(complete || json["offset"].get<std::size_t>() == taken.size());
    }
    auto tx = office.stores.database.begin(Database::Mode::Read).value();
    const auto stored = office.stores.blobs.get(*tx, digest).value();
    CANBO_CHECK(stored.has_value() == complete);
    CANBO_CHECK(!stored || base::sha256_hex(*stored) == digest);
}

} // namespace canbo::fuzz
