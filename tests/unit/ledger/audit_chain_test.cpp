#include "ledger/receipt.h"
#include "ledger/receive_entry.h"
#include "ledger/verify_audit.h"
#include "support/memory_stores.h"

#include <catch2/catch.hpp>

using namespace canbo;

namespace {

const people::Person an{"an.nguyen", people::Role::Focal, "SYT"};

struct Office {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    test::MemoryAuditLog audit;
    test::MemoryChainStore links;
    base::ManualClock clock{*base::parse_time("2024-02-16T09:00:00+07:00")};
    base::SigningKey key{base::SigningKey::generate()};
    ledger::KindRegistry kinds;
    ledger::AuditChain chain{links, key};

    Office() {
        kinds.add({"note", false, [](const ledger::Admission&) { return Result<void>(); }, {}});
    }
    ledger::Receipt send(const std::string& text, bool chained = true) {
        ledger::ReceiveEntry receive(database, entries, blobs, kinds, clock, key, chained ? &chain : nullptr);
        const auto frozen = *ledger::freeze({base::new_uuid(),
                                             "note",
                                             "SYT",
                                             "2024-W07",
                                             1,
                                             {{"text", text}},
                                             an.name,
                                             *base::parse_time("2024-02-16T02:00:00Z")});
        return *ledger::parse_receipt(receive(an, frozen)->receipt);
    }
    void note(const std::string& subject) {
        auto tx = *database.begin(Database::Mode::Write);
        REQUIRE(chain.record(*tx, audit, {0, clock.now(), "admin", "account.add", subject}));
        REQUIRE(tx->commit());
    }
    ledger::AuditReport verify() { return *ledger::verify_audit(database, links, key.public_key, {}); }
};

} // namespace

TEST_CASE("a receipt carries the head of the chain with its entry, and is signed for it", "[ledger][chain]") {
    Office office;
    const auto first = office.send("một");
    office.note("binh.tran");
    const auto second = office.send("hai");
    CHECK(first.chain.size() == 64);
    CHECK(first.chain != second.chain);
    CHECK(office.verify().head == second.chain);
    auto forged = second;
    forged.chain = first.chain;
    CHECK(ledger::verify_receipt(second, office.key.public_key, second.digest));
    CHECK_FALSE(ledger::verify_receipt(forged, office.key.public_key, second.digest));
    forged.chain.clear();
    CHECK_FALSE(ledger::verify_receipt(forged, office.key.public_key, second.digest));
}

TEST_CASE("the same rows in another order, or with a letter in the next field, have another head", "[ledger][chain]") {
    const ledger::AuditEvent event{1, {}, "ab", "c", "d"};
    const ledger::AuditEvent moved{1, {}, "a", "bc", "d"};
    CHECK(ledger::head_after("", event) != ledger::head_after("", moved));
    const std::string one = ledger::head_after("", event);
    const std::string other = ledger::head_after("", moved);
    CHECK(ledger::head_after(one, moved) != ledger::head_after(other, event));
}

TEST_CASE("an office of before the chain takes up what it has, once, and its old receipts stay good",
          "[ledger][chain]") {
    Office office;
    const auto old = office.send("cũ", false);
    CHECK(old.chain.empty());
    CHECK(ledger::verify_receipt(old, office.key.public_key, old.digest));
    REQUIRE(office.chain.begin(office.database));
    const auto head = office.verify().head;
    REQUIRE(office.chain.begin(office.database)); // nothing more
    CHECK(office.verify().head == head);
    CHECK_FALSE(office.send("mới").chain.empty());
    const auto report = office.verify();
    CHECK(report.findings.empty());
    CHECK(report.entries == 2);
}

TEST_CASE("an entry beside the chain is found", "[ledger][chain]") {
    Office office;
    office.send("một");
    office.send("hai", false);
    const auto report = office.verify();
    REQUIRE(report.findings.items().size() == 1);
    CHECK(report.findings.items().front().where == "entry 2");
    CHECK(report.findings.items().front().sentence == "This entry was put in later: the chain does not know it");
}
