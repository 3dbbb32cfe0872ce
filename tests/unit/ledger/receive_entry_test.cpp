#include "ledger/receipt.h"
#include "ledger/receive_entry.h"
#include "support/memory_stores.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace std::chrono_literals;

namespace {

const people::Person an{"an.nguyen", people::Role::Focal, "SYT"};
const people::Person ha{"ha.tran", people::Role::Focal, "SYT"};
const Json none = Json::object();

/// An office that knows two kinds: "note", which its rule takes unless it is marked bad, and "notice" for everybody.
struct Office {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    base::ManualClock clock{*base::parse_time("2024-02-16T09:00:00+07:00")};
    base::SigningKey key{base::SigningKey::generate()};
    ledger::KindRegistry kinds;
    ledger::ReceiveEntry receive{database, entries, blobs, kinds, clock, key};
    int asked{0};

    Office() {
        const auto rule = [this](const ledger::Admission& in) -> Result<void> {
            ++asked;
            // A rule may write, but what it wrote is gone when it refuses.
            if (auto put = in.blobs.put(in.transaction, base::sha256_hex("seen"), "seen"); !put)
                return put;
            if (in.entry.body.value("bad", false))
                return fail(ErrorCode::Closed, "The period is locked", "period");
            return {};
        };
        kinds.add({"note", false, rule});
        kinds.add({"notice", true, rule});
    }
    std::vector<ledger::StoredEntry> all(const ledger::Visibility& who = {true, {}}) {
        auto tx = *database.begin(Database::Mode::Read);
        return *entries.changes(*tx, 0, 100, who);
    }
    bool rule_left_something() {
        auto tx = *database.begin(Database::Mode::Read);
        return *blobs.has(*tx, base::sha256_hex("seen"));
    }
};

ledger::FrozenEntry make(const std::string& kind, Json body, const std::string& agency = "SYT",
                         const std::string& id = base::new_uuid()) {
    return *ledger::freeze(
        {id, kind, agency, "2024-W07", 1, std::move(body), "an.nguyen", *base::parse_time("2024-02-16T02:00:00Z")});
}

} // namespace

TEST_CASE("a taken entry is stored with a receipt that verifies and the office's time", "[ledger][receive]") {
    Office office;
    const auto note = make("note", {{"text", "một"}});
    const auto outcome = office.receive(an, note);
    REQUIRE(outcome);
    CHECK(outcome->created);
    const auto receipt = ledger::parse_receipt(outcome->receipt);
    REQUIRE(receipt);
    CHECK(receipt->sequence == 1);
    CHECK(receipt->received_at == office.clock.now());
    CHECK(ledger::verify_receipt(*receipt, office.key.public_key, note.digest));
    REQUIRE(office.all().size() == 1);
    CHECK(office.all()[0].canonical == note.canonical);
    CHECK(office.all()[0].receipt == outcome->receipt);
}

TEST_CASE("the same entry again gets the byte-same receipt, later and whatever the rule says now",
          "[ledger][receive]") {
    Office office;
    const auto note = make("note", {{"text", "một"}});
    const auto first = office.receive(an, note);
    office.clock.advance(24h);
    const int asked = office.asked;
    const auto again = office.receive(an, note);
    REQUIRE(again);
    CHECK_FALSE(again->created);
    CHECK(again->receipt == first->receipt);
    CHECK(office.asked == asked);
    CHECK(office.all().size() == 1);
}

TEST_CASE("another body under a taken id is a conflict and changes nothing", "[ledger][receive]") {
    Office office;
    const auto note = make("note", {{"text", "một"}});
    REQUIRE(office.receive(an, note));
    const auto other = office.receive(an, make("note", {{"text", "hai"}}, "SYT", note.entry.id));
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::Conflict);
    REQUIRE(office.all().size() == 1);
    CHECK(office.all()[0].digest == note.digest);
}

TEST_CASE("somebody else who sends a known entry gets no receipt", "[ledger][receive]") {
    Office office;
    const auto note = make("note", none);
    REQUIRE(office.receive(an, note));
    CHECK(office.receive(ha, note).error().code == ErrorCode::Conflict);
}

TEST_CASE("an entry under another author's name is forbidden", "[ledger][receive]") {
    Office office;
    const auto refused = office.receive(ha, make("note", none));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Forbidden);
    CHECK(refused.error().where == "author");
    CHECK(office.asked == 0);
    CHECK(office.all().empty());
}

TEST_CASE("a kind the office does not know is refused", "[ledger][receive]") {
    Office office;
    const auto refused = office.receive(an, make("gossip", none));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK(refused.error().where == "kind");
}

TEST_CASE("when the kind's rule refuses, its reason is the answer and nothing is stored", "[ledger][receive]") {
    Office office;
    const auto refused = office.receive(an, make("note", {{"bad", true}}));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Closed);
    CHECK(refused.error().where == "period");
    CHECK(office.all().empty());
    CHECK_FALSE(office.rule_left_something());
    CHECK(office.receive(an, make("note", none)));
    CHECK(office.rule_left_something());
}

TEST_CASE("refused entries leave no gap in the sequence", "[ledger][receive]") {
    Office office;
    for (int i = 0; i < 6; ++i)
        CHECK(office.receive(an, make("note", {{"bad", i % 2 == 1}})).has_value() == (i % 2 == 0));
    const auto all = office.all();
    REQUIRE(all.size() == 3);
    for (std::size_t i = 0; i < all.size(); ++i)
        CHECK(all[i].sequence == static_cast<std::int64_t>(i) + 1);
}

TEST_CASE("an entry is seen by its agency and overseers, a notice by everybody", "[ledger][receive]") {
    Office office;
    REQUIRE(office.receive(an, make("note", none, "SYT")));
    REQUIRE(office.receive(an, make("note", none, "CAT")));
    REQUIRE(office.receive(an, make("notice", none, "CAT")));
    const auto seen = [&](const ledger::Visibility& who) {
        std::vector<std::int64_t> out;
        for (const auto& stored : office.all(who))
            out.push_back(stored.sequence);
        return out;
    };
    CHECK(seen({false, {"SYT"}}) == std::vector<std::int64_t>{1, 3});
    CHECK(seen({false, {"SYT", "CAT"}}) == std::vector<std::int64_t>{1, 2, 3});
    CHECK(seen({false, {}}) == std::vector<std::int64_t>{3});
    CHECK(seen({true, {}}) == std::vector<std::int64_t>{1, 2, 3});
}

TEST_CASE("a registry knows the kinds that were added and no other", "[ledger][receive]") {
    Office office;
    REQUIRE(office.kinds.find("note") != nullptr);
    CHECK(office.kinds.find("note")->name == "note");
    CHECK_FALSE(office.kinds.find("note")->for_everybody);
    CHECK(office.kinds.find("Note") == nullptr);
    CHECK(office.kinds.find("") == nullptr);
}
