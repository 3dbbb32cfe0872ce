#include "base/crypto.h"
#include "ledger/receipt.h"
#include "wire/messages.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("answers of a newer office may say more, requests may not", "[wire][messages]") {
    const wire::LoginAnswer answer{"a.b.c",
                                   900,
                                   "r",
                                   "an.nguyen",
                                   people::Role::Focal,
                                   "SYT",
                                   base::to_base64(base::SigningKey::generate().public_key)};
    Json json = to_json(answer);
    json["something_new"] = 1;
    const auto read = wire::login_answer_from_json(json);
    REQUIRE(read);
    CHECK(read->role == people::Role::Focal);
    CHECK(read->office_key == answer.office_key);

    Json request = to_json(wire::LoginRequest{"an.nguyen", "mật khẩu dài"});
    CHECK(wire::login_request_from_json(request)->password == "mật khẩu dài");
    request["something_new"] = 1;
    CHECK(wire::login_request_from_json(request).error().where == "something_new");
}

TEST_CASE("an answer with a missing or malformed field is refused", "[wire][messages]") {
    const Json good =
        to_json(wire::LoginAnswer{"a", 900, "r", "an", people::Role::Admin, "", base::to_base64(std::string(32, 'k'))});
    REQUIRE(wire::login_answer_from_json(good));
    for (const char* key : {"access_token", "expires_in", "refresh_token", "name", "role", "office_key"}) {
        Json json = good;
        json.erase(key);
        CHECK_FALSE(wire::login_answer_from_json(json));
        json[key] = Json::array();
        CHECK_FALSE(wire::login_answer_from_json(json));
    }
    Json json = good;
    json["office_key"] = "c2hvcnQ=";
    CHECK_FALSE(wire::login_answer_from_json(json));
}

TEST_CASE("a page of changes carries entries and receipts byte for byte", "[wire][messages]") {
    const auto key = base::SigningKey::generate();
    std::vector<ledger::StoredEntry> stored;
    for (const std::int64_t sequence : {3, 7}) {
        auto frozen = *ledger::freeze({base::new_uuid(),
                                       "note",
                                       "SYT",
                                       "s",
                                       1,
                                       {{"text", "Ổn định \"…\" \n"}, {"n", 81.25}, {"list", {1, 2, nullptr}}},
                                       "an.nguyen",
                                       base::Time{}});
        const ledger::Receipt receipt{frozen.entry.id, frozen.digest, sequence, base::Time{}, {}, {}};
        stored.push_back({sequence, frozen.entry, frozen.canonical, frozen.digest, "SYT", base::Time{},
                          ledger::sign_receipt(receipt, key)});
    }
    const auto page = wire::changes_page_from_json(*base::parse_json(wire::changes_page_text(stored, 9, true)));
    REQUIRE(page);
    CHECK(page->next == 9);
    CHECK(page->more);
    REQUIRE(page->changes.size() == 2);
    CHECK(page->changes[1].sequence == 7);
    CHECK(page->changes[1].frozen.digest == stored[1].digest);
    CHECK(page->changes[1].frozen.canonical == stored[1].canonical);
    CHECK(page->changes[1].receipt == stored[1].receipt);
    CHECK(wire::changes_page_from_json(*base::parse_json(wire::changes_page_text({}, 0, false)))->changes.empty());
}

TEST_CASE("a problem carries code, sentence and field but never the detail", "[wire][messages]") {
    const Error error{ErrorCode::Closed, "The period is locked", "period", "SELECT * FROM secret"};
    const Json json = wire::problem_to_json(error, 423);
    CHECK(json.dump().find("SELECT") == std::string::npos);
    CHECK(json["type"] == "urn:canbo:error:closed");
    const auto read = wire::problem_from_json(json);
    REQUIRE(read);
    CHECK(read->code == ErrorCode::Closed);
    CHECK(read->message == error.message);
    CHECK(read->where == "period");
    CHECK_FALSE(wire::problem_from_json({{"type", "about:blank"}, {"title", "Not Found"}}));
    CHECK(wire::problem_from_json({{"type", "urn:canbo:error:from-the-future"}, {"title", "x"}})->code ==
          ErrorCode::Internal);
}

TEST_CASE("accounts and audit events travel whole", "[wire][messages]") {
    const wire::AccountMessage account{"an.nguyen", "Nguyễn An", people::Role::Leader, "SYT", true};
    CHECK(wire::account_message_from_json(to_json(account))->display_name == "Nguyễn An");
    CHECK(wire::account_messages_from_json({{"accounts", {to_json(account)}}})->at(0).disabled);
    const wire::NewAccount added{"an.nguyen", "Nguyễn An", people::Role::Leader, "SYT", "mật khẩu dài"};
    CHECK(wire::new_account_from_json(to_json(added))->role == people::Role::Leader);
    wire::AuditPage page;
    page.events.push_back({4, base::Time{}, "admin", "account.add", "an.nguyen"});
    page.next = 4;
    CHECK(wire::audit_page_from_json(to_json(page))->events.at(0).subject == "an.nguyen");
}
