#include "office_fixture.h"
#include "support/memory_stores.h"
#include "wire/feed_reader.h"
#include "wire/pump.h"

#include <catch2/catch.hpp>

#include <thread>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

wire::HttpOfficeClient client_of(const Impostor& impostor, wire::ClientOptions options = {}) {
    return {wire::OfficeAddress{false, "127.0.0.1", impostor.port()}, std::move(options), {"token", ""}};
}

} // namespace

TEST_CASE("a desk does its whole work through the client", "[http][client]") {
    OfficeFixture office;
    auto client = office.client();
    REQUIRE(client.health());
    CHECK(client.login({"focal", "không đúng mật khẩu"}).error().code == ErrorCode::Unauthenticated);
    REQUIRE(client.login({"focal", password}));
    const auto frozen = entry_of("focal", "SYT", "2024-W07");
    const auto receipt = client.put_entry(frozen);
    REQUIRE(receipt);
    CHECK(*client.put_entry(frozen) == *receipt);
    CHECK(client.get_entry(frozen.entry.id)->digest == frozen.digest);
    CHECK(client.get_entry(base::new_uuid()).error().code == ErrorCode::NotFound);
    const auto page = client.changes(0, 10);
    REQUIRE(page);
    CHECK(page->changes.at(0).receipt == *receipt);
    CHECK(page->changes.at(0).frozen.canonical == frozen.canonical);

    const std::string scan = base::random_bytes(3'000'000);
    const auto digest = base::sha256_hex(scan);
    CHECK_FALSE(*client.has_blob(digest));
    REQUIRE(client.put_blob(digest, scan));
    CHECK(*client.has_blob(digest));
    CHECK(*client.get_blob(digest) == scan);
    CHECK(client.put_blob(base::sha256_hex("x"), "y").error().code == ErrorCode::DigestMismatch);
    CHECK(client.put_blob(digest, std::string(20'000'001, 'x')).error().code == ErrorCode::TooLarge);
    CHECK(client.list_accounts().error().code == ErrorCode::Forbidden);
    CHECK(client.put_entry(entry_of("focal", "SYT", "locked")).error().code == ErrorCode::Closed);
    REQUIRE(client.logout());
    CHECK(client.changes(0, 10).error().code == ErrorCode::Unauthenticated);
}

TEST_CASE("an administrator keeps accounts through the client", "[http][client]") {
    OfficeFixture office;
    auto client = office.client();
    REQUIRE(client.login({"admin", password}));
    REQUIRE(client.add_account({"binh.tran", "Trần Bình", people::Role::Focal, "SGD", password}));
    CHECK(client.list_accounts()->size() == 12);
    CHECK(client.disable_account("binh.tran")->disabled);
    CHECK(client.disable_account("no/body").error().code == ErrorCode::NotFound);
    const auto page = client.audit(0, 10);
    REQUIRE(page);
    std::vector<std::string> noted;
    for (const auto& event : page->events)
        noted.push_back(event.action);
    CHECK(noted == std::vector<std::string>{"account.add", "account.list", "account.disable"});
}

TEST_CASE("a token that has run out is renewed once by itself, and the new one is handed over", "[http][client]") {
    OfficeFixture office;
    std::vector<wire::Session> stored;
    wire::ClientOptions options;
    options.store_session = [&stored](const wire::Session& session) {
        stored.push_back(session);
        return Result<void>{};
    };
    auto client = office.client({}, options);
    REQUIRE(client.login({"focal", password}));
    office.clock.advance(20min);
    CHECK(client.changes(0, 10));
    REQUIRE(stored.size() == 2);
    CHECK(stored[0].refresh_token != stored[1].refresh_token);

    office.clock.advance(20min);
    const std::string scan(5'000'000, 's'); // refused at its header, before the megabytes are under way
    CHECK(client.put_blob(base::sha256_hex(scan), scan));
    CHECK(stored.size() == 3);

    auto after_restart = office.client(stored.back(), options);
    office.clock.advance(20min);
    CHECK(*after_restart.has_blob(base::sha256_hex(scan)));
    CHECK(stored.size() == 4);
    office.clock.advance(24h * 31);
    CHECK(after_restart.changes(0, 10).error().code == ErrorCode::Unauthenticated);
}

TEST_CASE("what is no office's answer is never a refusal", "[http][client]") {
    const std::string page = "<html>Please pay for the network</html>";
    for (const std::string& answer : std::vector<std::string>{
             "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 39\r\n\r\n" + page,
             "HTTP/1.1 403 Forbidden\r\nContent-Type: application/problem+json\r\nContent-Length: 39\r\n\r\n" + page,
             "HTTP/1.1 409 Conflict\r\nContent-Type: application/problem+json\r\nContent-Length: 54\r\n\r\n"
             "{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409}",
             "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 39\r\n\r\n" + page,
             "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"changes\":[],",
             "HTTP/1.1 302 Found\r\nLocation: http://portal/\r\nContent-Length: 0\r\n\r\n",
             "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + std::string(13'000'000, ' '),
             std::string("SSH-2.0-OpenSSH_9.2\r\n")}) {
        Impostor impostor(answer);
        auto client = client_of(impostor);
        INFO(answer.substr(0, 200));
        CHECK(client.changes(0, 10).error().code == ErrorCode::Unreachable);
    }
}

TEST_CASE("an office that says nothing is given up in time", "[http][client]") {
    Impostor silent("");
    wire::ClientOptions options;
    options.io_timeout = 200ms;
    auto client = client_of(silent, options);
    const auto start = std::chrono::steady_clock::now();
    const auto error = client.changes(0, 10).error();
    CHECK(error.code == ErrorCode::Unreachable);
    CHECK(std::chrono::steady_clock::now() - start < 3s);
    auto nobody = wire::HttpOfficeClient({false, "127.0.0.1", 9}, {}, {"token", ""});
    CHECK(nobody.changes(0, 10).error().message == "The office cannot be reached");
}

TEST_CASE("a kept connection that the office closed meanwhile is no failure", "[http][client]") {
    service::ServerOptions options;
    options.limits.keep_alive = 100ms;
    OfficeFixture office(options);
    auto client = office.client();
    REQUIRE(client.login({"focal", password}));
    for (int i = 0; i < 3; ++i) {
        CHECK(client.changes(0, 10));
        std::this_thread::sleep_for(400ms); // the office has hung up, the client does not know yet
        CHECK(client.put_entry(entry_of("focal", "SYT", "after a pause")));
    }
}

TEST_CASE("from the outbox to the office and back to the desk", "[http][client]") {
    OfficeFixture office({}, Keep::Sqlite);
    auto client = office.client();
    REQUIRE(client.login({"focal", password}));
    MemoryDatabase database;
    MemoryOutbox outbox;
    MemoryBlobStore blobs;
    MemoryEntryStore replica;
    MemorySettingStore settings;
    const std::string scan = "a scanned letter";
    const auto good = entry_of("focal", "SYT", "2024-W07", "note", {{"attachment", base::sha256_hex(scan)}});
    const auto locked = entry_of("focal", "SYT", "locked");
    {
        auto tx = *database.begin(Database::Mode::Write);
        REQUIRE(blobs.put(*tx, base::sha256_hex(scan), scan));
        for (const auto& frozen : {locked, good}) {
            ledger::OutboxItem item;
            item.frozen = frozen;
            REQUIRE(outbox.put(*tx, item));
        }
        REQUIRE(tx->commit());
    }
    wire::Pump pump(
        {database, outbox, blobs, client, office.clock, office.key.public_key, [](const ledger::Entry& entry) {
             std::vector<std::string> digests;
             if (entry.body.contains("attachment"))
                 digests.push_back(entry.body["attachment"]);
             return digests;
         }});
    const auto pumped = pump.run();
    REQUIRE(pumped);
    CHECK(pumped->sent == 1);
    CHECK(pumped->refused == 1);
    CHECK(*client.get_blob(base::sha256_hex(scan)) == scan);
    const auto read = wire::FeedReader({database, replica, outbox, settings, client, office.key.public_key}).run();
    REQUIRE(read);
    CHECK(read->received == 1);
    CHECK(read->left_the_outbox == 1);
    auto tx = *database.begin(Database::Mode::Read);
    const auto left = *outbox.list(*tx);
    REQUIRE(left.size() == 1);
    CHECK(left[0].error_code == "closed");
    CHECK((*replica.find(*tx, good.entry.id))->digest == good.digest);
}
