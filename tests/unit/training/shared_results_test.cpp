#include "base/crypto.h"
#include "ledger/receive_entry.h"
#include "support/memory_stores.h"
#include "training/admission.h"
#include "training/sent_certificates.h"
#include "training/share_drills.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using people::Role;

namespace {

const base::Time noon = *base::parse_time("2026-11-30T12:00:00+07:00");

struct Drills final : DrillStore {
    Result<DrillLog> load(const std::string& course) override { return kept[course]; }
    Result<void> save(const std::string& course, const DrillLog& log) override {
        kept[course] = {log.session, unite_results(kept[course].results, log.results)};
        return {};
    }
    Result<void> add_results(const std::string& course, const std::vector<DrillResult>& results) override {
        kept[course].results = unite_results(kept[course].results, results);
        return {};
    }
    std::map<std::string, DrillLog> kept;
};

struct Office {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    ledger::KindRegistry kinds;
    base::ManualClock clock{noon};
    base::SigningKey key{base::SigningKey::generate()};
    ledger::ReceiveEntry receive{database, entries, blobs, kinds, clock, key};
    Office() { register_kinds(kinds, {}); }
};

struct Desk {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryOutbox outbox;
    base::ManualClock clock{noon};
    people::Person person{"an.syt", Role::Learner, "SYT"};
    Drills drills;

    LearningDesk learning() { return {database, entries, outbox, clock, person}; }
    /// Sends what waits and reads what the person may see. @returns how many were refused
    int exchange(Office& office) {
        auto tx = *database.begin(Database::Mode::Write);
        int refused = 0;
        const auto waiting = *outbox.list(*tx);
        for (const auto& item : waiting)
            refused += office.receive(person, item.frozen) ? 0 : 1;
        ledger::Visibility mine{
            false, {person.agency}, person.role == Role::Office, person.agency, {ledger::person_reader(person.name)}};
        auto there = *office.database.begin(Database::Mode::Read);
        const auto seen = *office.entries.changes(*there, 0, 1000, mine);
        for (const auto& stored : seen) {
            if (!*entries.find(*tx, stored.entry.id))
                REQUIRE(entries.append(*tx, stored));
            static_cast<void>(outbox.remove(*tx, stored.entry.id).has_value());
        }
        REQUIRE(tx->commit());
        return refused;
    }
};

DrillResult answer(const char* item, DrillOutcome outcome = DrillOutcome::Miss) {
    return {base::new_uuid(),   "khoa", "1.0.0", DrillKind::Mailbox, item, "OTP", outcome,
            Certainty::Certain, false,  noon};
}

} // namespace

TEST_CASE("answers of drills reach the office once and the learner's other devices", "[training][share]") {
    Office office;
    Desk one, two;
    one.drills.kept["khoa"].results = {answer("m01"), answer("m02")};
    two.drills.kept["khoa"].results = {answer("m03")};
    CHECK(*send_drills(one.learning(), one.drills, {"khoa"}) == 1);
    CHECK(*send_drills(one.learning(), one.drills, {"khoa"}) == 0);
    CHECK(one.exchange(office) == 0);
    CHECK(*send_drills(one.learning(), one.drills, {"khoa"}) == 0);
    REQUIRE(send_drills(two.learning(), two.drills, {"khoa"}));
    CHECK(two.exchange(office) == 0);
    CHECK(*take_drills(two.learning(), two.drills, {"khoa"}) == 2);
    CHECK(*take_drills(two.learning(), two.drills, {"khoa"}) == 0);
    CHECK(*send_drills(two.learning(), two.drills, {"khoa"}) == 0);
    CHECK(two.drills.kept["khoa"].results.size() == 3);
}

TEST_CASE("only the learner and the standing office read where somebody was wrong", "[training][share]") {
    Office office;
    Desk desk, staff, standing;
    desk.drills.kept["khoa"].results = {answer("m01")};
    REQUIRE(send_drills(desk.learning(), desk.drills, {"khoa"}));
    CHECK(desk.exchange(office) == 0);
    staff.person = {"dm.syt", Role::Focal, "SYT"};
    standing.person = {"vp", Role::Office, "CAT"};
    staff.exchange(office);
    standing.exchange(office);
    const auto seen = [](Desk& by) {
        auto tx = *by.database.begin(Database::Mode::Read);
        return *load_observations(*tx, by.learning());
    };
    CHECK(seen(staff).empty());
    REQUIRE(seen(standing).size() == 1);
    CHECK(seen(standing).front().agency == "SYT");
}

TEST_CASE("nobody sends answers for somebody else, and no bent ones", "[training][share]") {
    Office office;
    const people::Person an{"an.syt", Role::Learner, "SYT"};
    const auto send = [&](const std::string& subject, const Json& body) {
        const auto outcome =
            office.receive(an, *ledger::freeze({base::new_uuid(), drill_kind, "SYT", subject, 1, body, an.name, noon}));
        return outcome ? std::string("taken") : std::string(base::code_name(outcome.error().code));
    };
    const Json good = drill_part_to_json("khoa", {answer("m01")});
    CHECK(send("khoa/an.syt", good) == "taken");
    CHECK(send("khoa/binh.syt", good) == "invalid-input");
    CHECK(send("khac/an.syt", good) == "invalid-input");
    CHECK(send("khoa/an.syt", drill_part_to_json("khoa", {})) == "too-large");
    Json bent = good;
    bent["results"][0]["outcome"] = "lucky";
    CHECK(send("khoa/an.syt", bent) == "invalid-input");
    bent = good;
    bent["results"][0]["course"] = "khac";
    CHECK(send("khoa/an.syt", bent) == "invalid-input");
}

TEST_CASE("a certificate comes to whom it was given, and to nobody else", "[training][certificate]") {
    Office office;
    Desk standing, an, binh;
    standing.person = {"vp", Role::Office, "CAT"};
    binh.person = {"binh.syt", Role::Focal, "SYT"};
    const Certificate paper{base::new_uuid(), "Nguyễn Thị Mẫu", "khoa", "1.0.0", "Khóa", 9000, base::Day{}, "Cơ quan"};
    const auto text = *sign_certificate(paper, office.key);
    CHECK(send_certificate(an.learning(), "khoa", "an.syt", text).error().code == ErrorCode::Forbidden);
    CHECK_FALSE(send_certificate(standing.learning(), "khoa", "An Syt", text));
    CHECK_FALSE(send_certificate(standing.learning(), "khoa", "an.syt", "no certificate"));
    REQUIRE(send_certificate(standing.learning(), "khoa", "an.syt", text));
    CHECK(standing.exchange(office) == 0);
    an.exchange(office);
    binh.exchange(office);
    const auto given = [](Desk& by) {
        auto tx = *by.database.begin(Database::Mode::Read);
        return *certificates_given(*tx, by.learning());
    };
    CHECK(given(an) == std::vector{text});
    CHECK(given(binh).empty());
    CHECK(given(standing).empty());
}

TEST_CASE("of the lists of certificates taken back the newest one that is genuine counts", "[training][certificate]") {
    Office office;
    Desk standing, an;
    standing.person = {"vp", Role::Office, "CAT"};
    const auto other = base::SigningKey::generate();
    const auto list = [](std::int64_t number, const base::SigningKey& key) {
        return *sign_revocations({number, {{base::new_uuid(), base::Day{}, "Nhầm"}}}, key);
    };
    const auto newest = list(2, office.key);
    for (const auto& text : {list(1, office.key), newest, list(9, other)})
        REQUIRE(send_revocations(standing.learning(), text));
    CHECK(send_revocations(an.learning(), newest).error().code == ErrorCode::Forbidden);
    CHECK(standing.exchange(office) == 0);
    an.exchange(office);
    auto tx = *an.database.begin(Database::Mode::Read);
    CHECK(*newest_revocations(*tx, an.learning(), {office.key.public_key}) == newest);
    CHECK_FALSE(*newest_revocations(*tx, an.learning(), {}));
}
