#include "ledger/person_data.h"
#include "ledger/receipt.h"
#include "ledger/receive_entry.h"
#include "ledger/verify_audit.h"
#include "support/memory_stores.h"

#include <catch2/catch.hpp>

using namespace canbo;

namespace {

const people::Person an{"an.nguyen", people::Role::Focal, "SYT"};
const people::Person binh{"binh.tran", people::Role::Focal, "SYT"};

/// An office with two people, "note" as a learner's own, "report" as the office's, "result" as its owner's that stays.
struct Office {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    test::MemoryAuditLog audit;
    test::MemoryChainStore links;
    test::MemoryAccountStore accounts;
    test::MemorySessionStore sessions;
    test::MemorySecondFactorStore factors;
    test::MemoryUsedTokenStore used_tokens;
    test::MemoryStagedBlobStore staged;
    base::ManualClock clock{*base::parse_time("2024-02-16T09:00:00+07:00")};
    base::SigningKey key{base::SigningKey::generate()};
    ledger::KindRegistry kinds;
    ledger::AuditChain chain{links, key};
    ledger::PersonStores stores{accounts, sessions, factors, used_tokens, staged, entries, audit};
    std::vector<ledger::HeldReceipt> held;

    Office() {
        const auto any = [](const ledger::Admission&) { return Result<void>(); };
        const auto author = [](const ledger::Entry& entry) { return entry.author; };
        const auto own = [](const ledger::Entry& entry) {
            return ledger::closed_audience({ledger::person_reader(entry.author), "SYT+"});
        };
        kinds.add({"note", false, any, own, author});
        kinds.add({"result", false, any, own, author, true});
        kinds.add({"report", false, any});
        auto tx = *database.begin(Database::Mode::Write);
        for (const auto& person : {an, binh})
            REQUIRE(
                accounts.put(*tx, {person.name, "Họ tên " + person.name, person.role, person.agency, "$argon2id$"}));
        people::Session session;
        session.id = "s", session.account = an.name, session.device = "PC-01",
        session.expires = clock.now() + std::chrono::days(1);
        REQUIRE(sessions.put(*tx, session));
        REQUIRE(factors.put(*tx, {an.name, std::string(20, 's'), true, 1, {"a", "b"}}));
        REQUIRE(staged.append(*tx, an.name, "d", 0, "abc", clock.now()));
        REQUIRE(tx->commit());
        for (const char* kind : {"note", "report", "result"})
            for (const auto& person : {an, binh})
                send(person, kind);
        note(an.name, "password.change", an.name);
        note("admin", "account.add", binh.name);
    }
    void send(const people::Person& person, const std::string& kind) {
        ledger::ReceiveEntry receive(database, entries, blobs, kinds, clock, key, &chain);
        const auto frozen = *ledger::freeze({base::new_uuid(),
                                             kind,
                                             "SYT",
                                             "khoa/" + person.name,
                                             1,
                                             {{"text", "của " + person.name}},
                                             person.name,
                                             clock.now()});
        held.emplace_back(kind + " " + person.name, receive(person, frozen)->receipt);
    }
    void note(const std::string& actor, const std::string& action, const std::string& subject) {
        auto tx = *database.begin(Database::Mode::Write);
        REQUIRE(chain.record(*tx, audit, {0, clock.now(), actor, action, subject}));
        REQUIRE(tx->commit());
    }
    Result<Json> erase(const std::string& name, const std::string& reason = "đơn số 12",
                       const std::string& actor = "admin") {
        auto tx = *database.begin(Database::Mode::Write);
        CANBO_TRY(auto answer,
                  ledger::erase_person(*tx, stores, chain, kinds, key, {name, actor, reason}, clock.now()));
        CANBO_TRY_VOID(tx->commit());
        return answer;
    }
    Json data(const std::string& name) {
        return *ledger::person_data(*(*database.begin(Database::Mode::Read)), stores, kinds, name, clock.now());
    }
    ledger::AuditReport verify() { return *ledger::verify_audit(database, links, key.public_key, held); }
    template <class Change>
    std::vector<std::string> found_after(Change change) {
        {
            auto tx = *database.begin(Database::Mode::Write);
            change(*tx);
            REQUIRE(tx->commit());
        }
        std::vector<std::string> where;
        const auto report = verify();
        for (const auto& item : report.findings.items())
            where.push_back(item.where);
        return where;
    }
};

using Where = std::vector<std::string>;

} // namespace

TEST_CASE("what a person owns is shown whole, what they wrote for the office by its head", "[ledger][person]") {
    Office office;
    const auto data = office.data(an.name);
    REQUIRE(data["entries"].size() == 3);
    CHECK(data["entries"][0]["entry"]["body"]["text"] == "của an.nguyen");
    CHECK(data["entries"][0]["on_erasure"] == "erased");
    CHECK(data["entries"][1]["kind"] == "report");
    CHECK(data["entries"][1]["entry"].is_null());
    CHECK(data["entries"][2]["tie"] == "owner");
    CHECK(data["entries"][2]["on_erasure"] == "kept");
    CHECK(data["devices"][0]["device"] == "PC-01");
    CHECK(data["second_factor"]["recovery_codes"] == 2);
    CHECK(data["audit"].size() == 1);
    CHECK(data.dump().find("binh") == std::string::npos);
    CHECK(data.dump().find("argon2id") == std::string::npos);
}

TEST_CASE("an erased person is nowhere but in the office's record, and every receipt still fits", "[ledger][person]") {
    Office office;
    const auto answer = office.erase(an.name);
    REQUIRE(answer);
    const std::string stand_in = (*answer)["pseudonym"];
    CHECK(stand_in == ledger::pseudonym_of(an.name, office.key));
    CHECK((*answer)["erased"] == Json::parse(R"([{"kind": "note", "tie": "owner", "rows": 1}])"));
    CHECK((*answer)["kept"].size() == 2);
    const auto report = office.verify();
    CHECK(report.findings.empty());
    CHECK(report.erased == 2);
    CHECK(report.receipts == 6);

    auto tx = *office.database.begin(Database::Mode::Read);
    CHECK_FALSE(office.accounts.find(*tx, an.name)->has_value());
    const auto left = office.accounts.find(*tx, stand_in)->value();
    CHECK(left.disabled);
    CHECK(left.display_name.empty());
    CHECK(left.password_hash.empty());
    CHECK(office.sessions.of_account(*tx, an.name, office.clock.now())->empty());
    CHECK_FALSE(office.factors.find(*tx, an.name)->has_value());
    CHECK(*office.staged.staged(*tx, an.name) == 0);
    CHECK(office.entries.of_kind(*tx, "note")->size() == 1);
    const auto events = office.audit.list(*tx, 0, 100).value();
    for (const auto& event : events) {
        CHECK(event.actor != an.name);
        CHECK(event.subject.find(an.name) == std::string::npos);
    }
    const auto rows = office.links.entry_rows(*tx, 1, 1);
    CHECK(rows->front().subject == "khoa/" + stand_in);
    CHECK(rows->front().audience == "|@" + stand_in + "|SYT+|");
    tx.reset();
    CHECK(office.data(binh.name)["entries"].size() == 3);
    CHECK(office.erase(an.name).error().code == ErrorCode::NotFound);
    CHECK(office.erase(stand_in).error().code == ErrorCode::NotFound);
}

TEST_CASE("an administrator who erased others is erased too, and the chain still holds", "[ledger][person]") {
    Office office;
    REQUIRE(office.erase(an.name, "đơn số 12", binh.name));
    REQUIRE(office.erase(binh.name));
    const auto report = office.verify();
    CHECK(report.findings.empty());
    CHECK(report.erased == 2 + 3);
}

TEST_CASE("an order needs a reason that names nobody, and another administrator", "[ledger][person]") {
    Office office;
    CHECK(office.erase(an.name, "vì").error().where == "reason");
    CHECK(office.erase(an.name, "theo đơn của họ tên an.nguyen").error().where == "reason");
    CHECK(office.erase(an.name, "hai\ndòng chữ").error().where == "reason");
    CHECK(office.erase(an.name, std::string(201, 'x')).error().where == "reason");
    CHECK(office.erase(an.name, "đơn số 12", an.name).error().where == "name");
    CHECK(office.verify().erased == 0);
}

TEST_CASE("a row that is erased without an event, or changed after it, is found", "[ledger][person]") {
    SECTION("an entry erased by somebody without the office's key") {
        Office office;
        CHECK(office.found_after([&](Transaction& tx) {
            REQUIRE(office.links.erase_entry(tx, 2, "khoa/binh.tran", "|@binh.tran|SYT+|"));
        }) == Where{"entry 2"});
    }
    SECTION("names replaced in an event") {
        Office office;
        CHECK(office.found_after([&](Transaction& tx) {
            REQUIRE(office.links.erase_event(tx, 2, "erased-1", "erased-2"));
        }) == Where{"event 2"});
    }
    SECTION("an erased entry changed again") {
        Office office;
        REQUIRE(office.erase(an.name));
        CHECK(office.found_after([&](Transaction& tx) {
            REQUIRE(office.links.erase_entry(tx, 1, "khoa/erased-0", "|@erased-0|"));
        }) == Where{"entry 1", "entry 1"});
    }
    SECTION("an event that says it was erased, put in by hand") {
        Office office;
        CHECK(office.found_after([&](Transaction& tx) {
            REQUIRE(office.links.erase_entry(tx, 2, "khoa/x", ""));
            auto row = office.links.entry_rows(tx, 2, 1)->front();
            REQUIRE(office.audit.record(tx, {0, {}, "", ledger::entry_erased, "2 " + ledger::row_mark(row)}));
        }) == Where{"event 3"});
    }
}
