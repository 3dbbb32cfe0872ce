#include "ledger/receipt.h"
#include "office_fixture.h"
#include "wire/content_digest.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

TEST_CASE("an entry is receipted once, and again with the same bytes", "[http][entries]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    const auto frozen = entry_of("focal", "SYT", "2024-W07");
    const auto first = office.put(frozen, token);
    CHECK(first.status == 201);
    const auto receipt = ledger::parse_receipt(first.body);
    REQUIRE(receipt);
    CHECK(receipt->sequence == 1);
    CHECK(ledger::verify_receipt(*receipt, office.key.public_key, frozen.digest));
    const auto again = office.put(frozen, token);
    CHECK(again.status == 200);
    CHECK(again.body == first.body);

    auto other = frozen.entry;
    other.body = {{"text", "Another body under that id"}};
    const auto conflict = office.put(*ledger::freeze(other), token);
    CHECK(conflict.status == 409);
    CHECK(conflict.type() == "urn:canbo:error:conflict");
    CHECK(office.ask("GET", "/api/v1/changes", "", token).json()["changes"].size() == 1);
}

TEST_CASE("the order of keys and white space do not make another entry", "[http][entries]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    const auto frozen = entry_of("focal", "SYT", "2024-W07");
    const auto first = office.put(frozen, token);
    const auto again =
        office.ask("PUT", "/api/v1/entries/" + frozen.entry.id, entry_to_json(frozen.entry).dump(3), token);
    CHECK(again.status == 200);
    CHECK(again.body == first.body);
}

TEST_CASE("text in NFD is the same entry as in NFC", "[http][entries]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    const auto frozen = entry_of("focal", "SYT", "2024-W07", "note", {{"text", "ệ"}});
    std::string nfd = frozen.canonical;
    nfd.replace(nfd.find("ệ"), std::string("ệ").size(), "e\u0323\u0302");
    const auto first = office.ask("PUT", "/api/v1/entries/" + frozen.entry.id, nfd, token);
    REQUIRE(first.status == 201);
    CHECK(ledger::parse_receipt(first.body)->digest == frozen.digest);
    CHECK(office.ask("GET", "/api/v1/entries/" + frozen.entry.id, "", token).json()["entry"]["body"]["text"] == "ệ");
}

TEST_CASE("what is no entry is refused with the reason", "[http][entries]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    const auto frozen = entry_of("focal", "SYT", "2024-W07");
    const std::string path = "/api/v1/entries/" + frozen.entry.id;
    const auto ask = [&](const std::string& body, const std::map<std::string, std::string>& headers = {}) {
        return office.ask("PUT", path, body, token, headers);
    };
    CHECK(ask("").status == 400);
    CHECK(ask("{").json()["where"] == "byte 2");
    CHECK(ask("[]").status == 400);
    CHECK(ask("{\"id\":1,\"id\":2}").status == 400);
    CHECK(ask("{\"text\":\"\xff\xfe\"}").status == 400);
    CHECK(ask(std::string(50, '[') + std::string(50, ']')).status == 413); // nested too deeply
    Json unknown = entry_to_json(frozen.entry);
    unknown["surprise"] = 1;
    CHECK(ask(unknown.dump()).json()["where"] == "surprise");
    CHECK(office.ask("PUT", "/api/v1/entries/" + base::new_uuid(), frozen.canonical, token).status == 400);

    const auto digest = ask(frozen.canonical, {{"Content-Digest", wire::content_digest("something else")}});
    CHECK(digest.status == 422);
    CHECK(digest.type() == "urn:canbo:error:digest-mismatch");
    CHECK(ask(frozen.canonical, {{"Content-Digest", "sha-256=oops"}}).status == 400);
    CHECK(ask(frozen.canonical, {{"Content-Digest", wire::content_digest(frozen.canonical)}}).status == 201);
}

TEST_CASE("rules of the kind decide with their own code", "[http][entries]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    CHECK(office.put(entry_of("focal", "SYT", "locked"), token).status == 423);
    const auto wrong = office.put(entry_of("focal", "SYT", "wrong"), token);
    CHECK(wrong.status == 422);
    CHECK(wrong.json()["title"] == "A note is never wrong");
    CHECK(wrong.json()["where"] == "subject");
    CHECK(office.put(entry_of("focal", "SYT", "s", "no-such-kind"), token).status == 422);
    CHECK(office.put(entry_of("leader", "SYT", "s"), token).status == 403);
    CHECK(office.ask("GET", "/api/v1/changes", "", token).json()["changes"].empty());
}

TEST_CASE("the feed shows each person what they may see", "[http][entries]") {
    OfficeFixture office;
    const auto syt = office.token("focal");
    const auto sgd = office.token("focal.sgd");
    const auto bv1 = office.token("focal.bv1");
    const auto own = entry_of("focal", "SYT", "a");
    const auto below = entry_of("focal.bv1", "BV1", "b");
    const auto elsewhere = entry_of("focal.sgd", "SGD", "c");
    const auto all = entry_of("focal", "SYT", "d", "bulletin");
    REQUIRE(office.put(own, syt).status == 201);
    REQUIRE(office.put(below, bv1).status == 201);
    REQUIRE(office.put(elsewhere, sgd).status == 201);
    REQUIRE(office.put(all, syt).status == 201);
    const auto seen = [&](const std::string& name) {
        const Json page = office.ask("GET", "/api/v1/changes?after=0", "", office.token(name)).json();
        std::string out;
        for (const auto& change : page["changes"])
            out += change["entry"]["subject"].get<std::string>();
        return out;
    };
    CHECK(seen("focal") == "abd");
    CHECK(seen("focal.bv1") == "bd");
    CHECK(seen("focal.sgd") == "cd");
    CHECK(seen("office") == "abcd");
    CHECK(seen("auditor") == "abcd");
    CHECK(seen("admin") == "abcd");
    const auto get = [&](const ledger::FrozenEntry& entry, const std::string& token) {
        return office.ask("GET", "/api/v1/entries/" + entry.entry.id, "", token).status;
    };
    CHECK(get(own, syt) == 200);
    CHECK(get(below, syt) == 200);
    CHECK(get(own, bv1) == 404);
    CHECK(get(elsewhere, syt) == 404); // not even told that it exists
    CHECK(get(all, sgd) == 200);
}

TEST_CASE("the feed shows a lead's focal points and leaders what reports to them, and nobody beside",
          "[http][entries]") {
    OfficeFixture office;
    const auto district = entry_of("focal.hbx", "HBX", "x");
    REQUIRE(office.put(district, office.token("focal.hbx")).status == 201);
    const auto sees = [&](const std::string& name) {
        const auto token = office.token(name);
        const bool in_feed = !office.ask("GET", "/api/v1/changes?after=0", "", token).json()["changes"].empty();
        const bool by_id = office.ask("GET", "/api/v1/entries/" + district.entry.id, "", token).status == 200;
        CHECK(in_feed == by_id);
        return by_id;
    };
    for (const char* name : {"focal.hbx", "focal", "leader", "office", "auditor"})
        CHECK(sees(name));
    for (const char* name : {"focal.sgd", "focal.bv1", "learner", "council"})
        CHECK_FALSE(sees(name));
}

TEST_CASE("the feed comes in pages, with gaps, and ends where the office ends", "[http][entries]") {
    OfficeFixture office;
    const auto syt = office.token("focal");
    const auto sgd = office.token("focal.sgd");
    for (int i = 0; i < 40; ++i) {
        REQUIRE(office.put(entry_of("focal", "SYT", std::to_string(i)), syt).status == 201);
        REQUIRE(office.put(entry_of("focal.sgd", "SGD", std::to_string(i)), sgd).status == 201);
    }
    std::int64_t after = 0;
    int pages = 0;
    std::vector<std::int64_t> sequences;
    for (bool more = true; more; ++pages) {
        const auto page = wire::changes_page_from_json(
            office.ask("GET", "/api/v1/changes?after=" + std::to_string(after) + "&limit=15", "", syt).json());
        REQUIRE(page);
        for (const auto& change : page->changes)
            sequences.push_back(change.sequence);
        after = page->next;
        more = page->more;
    }
    CHECK(pages == 3);
    REQUIRE(sequences.size() == 40);
    for (std::size_t i = 0; i < sequences.size(); ++i)
        CHECK(sequences[i] == static_cast<std::int64_t>(2 * i + 1));
    CHECK(after == 80);
    const auto exact = office.ask("GET", "/api/v1/changes?after=0&limit=40", "", syt).json();
    CHECK(exact["changes"].size() == 40);
    CHECK(exact["more"] == false);
    for (const char* query : {"after=-1", "after=x", "limit=0", "limit=501", "limit=1e3", "after=99999999999999999999"})
        CHECK(office.ask("GET", std::string("/api/v1/changes?") + query, "", syt).status == 400);
}

TEST_CASE("a page ends when it grows large", "[http][entries]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    for (int i = 0; i < 6; ++i)
        REQUIRE(
            office.put(entry_of("focal", "SYT", "big", "note", {{"text", std::string(900'000, 'x')}}), token).status ==
            201);
    const auto page = office.ask("GET", "/api/v1/changes", "", token);
    CHECK(page.body.size() < 6'000'000);
    CHECK(page.json()["more"] == true);
    CHECK(page.json()["changes"].size() == 5);
    CHECK(office.ask("GET", "/api/v1/changes?after=5", "", token).json()["changes"].size() == 1);
}

TEST_CASE("attachments are kept under their digest", "[http][entries]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    const std::string scan("\x89PNG\0\xff", 6);
    const std::string path = "/api/v1/blobs/" + base::sha256_hex(scan);
    CHECK(office.ask("GET", path, "", token).status == 404);
    CHECK(office.ask("HEAD", path, "", token).status == 404);
    CHECK(office.ask("PUT", path, scan, token).status == 201);
    CHECK(office.ask("PUT", path, scan, token).status == 200);
    CHECK(office.ask("PUT", path, "another", token).status == 422);
    CHECK(office.ask("PUT", "/api/v1/blobs/abc", scan, token).status == 400);
    const auto got = office.ask("GET", path, "", token);
    CHECK(got.body == scan);
    CHECK(got.headers.at("content-type") == "application/octet-stream");
    CHECK(got.headers.at("content-disposition") == "attachment");
    const auto head = office.ask("HEAD", path, "", token);
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.headers.at("content-length") == "6");
}
