#include "base/crypto.h"
#include "ledger/receive_entry.h"
#include "support/memory_stores.h"
#include "training/admission.h"
#include "training/share_learning.h"

#include <catch2/catch.hpp>

#include <random>

using namespace canbo;
using namespace canbo::training;
using Kind = LearningEvent::Kind;

namespace {

Course sample() {
    Course out;
    out.slug = "khoa";
    out.version = "1.0.0";
    out.lessons.resize(2);
    out.lessons[0].id = "01";
    out.lessons[1].id = "02";
    out.lessons[1].completion = {CompletionRule::Kind::Mark, 0.8, 0, 0};
    out.lessons[1].prerequisites = {"01"};
    return out;
}

class MemoryProgress final : public ProgressStore {
public:
    Result<CourseProgress> load(const std::string& slug) override { return m_kept[slug]; }
    Result<void> save(const std::string& slug, const CourseProgress& progress) override {
        auto all = progress;
        CANBO_TRY_VOID(all.log.merge(m_kept[slug].log));
        m_kept[slug] = all;
        return {};
    }

private:
    std::map<std::string, CourseProgress> m_kept;
};

base::Time at(int second) { return base::Time(std::chrono::seconds(1'700'000'000 + second)); }

/// One office in memory, with the rules of the kinds.
struct Office {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    ledger::KindRegistry kinds;
    base::ManualClock clock{at(0)};
    base::SigningKey key{base::SigningKey::generate()};
    ledger::ReceiveEntry receive{database, entries, blobs, kinds, clock, key};

    explicit Office(KnownCourse known = {}) { register_kinds(kinds, std::move(known)); }
    std::vector<ledger::StoredEntry> all() {
        auto tx = *database.begin(Database::Mode::Read);
        return *entries.changes(*tx, 0, 1000, {true, {}, true, {}});
    }
};

/// One device of a learner.
struct Device {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryOutbox outbox;
    base::ManualClock clock{at(0)};
    MemoryProgress progress;
    people::Person person{"an.syt", people::Role::Learner, "SYT"};

    LearningDesk desk() { return {database, entries, outbox, clock, person}; }
    ShareLearning sharing() {
        return {desk(), progress,
                [](const std::string& slug) { return slug == "khoa" ? std::optional(sample()) : std::nullopt; }};
    }
    LearningEvent does(Kind kind, const char* lesson, double value = 0) {
        LearningEvent event;
        event.kind = kind;
        event.lesson = lesson;
        event.value = value;
        clock.advance(std::chrono::seconds(1));
        const auto done = record_learning(sample(), event, progress, clock);
        REQUIRE(done);
        return *done;
    }
    /// Sends, in order; then reads everything the learner may see. @returns the refusals
    std::vector<Error> exchange(Office& office) {
        REQUIRE(sharing().send({"khoa"}));
        std::vector<Error> refused;
        auto tx = *database.begin(Database::Mode::Write);
        const auto waiting = *outbox.list(*tx);
        for (const auto& item : waiting) {
            const auto taken = office.receive(person, item.frozen);
            if (!taken)
                refused.push_back(taken.error());
        }
        ledger::Visibility mine{false, {person.agency}, false, person.agency, {ledger::person_reader(person.name)}};
        auto there = *office.database.begin(Database::Mode::Read);
        const auto seen = *office.entries.changes(*there, 0, 1000, mine);
        for (const auto& stored : seen) {
            if (!*entries.find(*tx, stored.entry.id))
                REQUIRE(entries.append(*tx, stored));
            static_cast<void>(outbox.remove(*tx, stored.entry.id).has_value());
        }
        REQUIRE(tx->commit());
        tx.reset();
        REQUIRE(sharing().take({"khoa"}));
        return refused;
    }
    std::size_t events() { return progress.load("khoa")->log.events().size(); }
};

std::size_t count(const std::vector<ledger::StoredEntry>& entries, std::string_view kind) {
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(), [&](const auto& one) { return one.entry.kind == kind; }));
}

} // namespace

TEST_CASE("what a learner did reaches the office once, and completes the course there", "[training][share]") {
    Office office([](const auto&, const auto&) { return std::optional(sample()); });
    Device device;
    CHECK(device.exchange(office).empty());
    CHECK(office.all().empty());
    device.does(Kind::Viewed, "01");
    device.exchange(office);
    device.exchange(office);
    CHECK(count(office.all(), learning_kind) == 1);
    CHECK(count(office.all(), standing_kind) == 1);
    const auto last = device.does(Kind::Marked, "02", 0.9);
    device.does(Kind::Marked, "02", 0.95);
    CHECK(device.exchange(office).empty());
    const auto all = office.all();
    CHECK(count(all, learning_kind) == 2);
    REQUIRE(count(all, standing_kind) == 2);
    CHECK(all.back().entry.body["state"] == "completed");
    CHECK(all.back().entry.body["at"] == base::to_iso(last.time)); // the first moment it was so
    CHECK(all.back().entry.body.dump().find("0.9") == std::string::npos);
}

TEST_CASE("marks are read by the learner and the standing office alone, completion by who answers for the agency too",
          "[training][share]") {
    Office office;
    Device device;
    device.does(Kind::Viewed, "01");
    device.exchange(office);
    for (const auto& stored : office.all()) {
        const bool marks = stored.entry.kind == learning_kind;
        INFO(stored.entry.kind);
        CHECK(ledger::Visibility{false, {"SYT"}, false, "SYT", {"@an.syt"}}.sees(stored.audience));
        CHECK(ledger::Visibility{true, {}, true, "CAT", {}}.sees(stored.audience));
        CHECK(ledger::Visibility{false, {"SYT"}, false, "SYT", {"@dm.syt", "SYT+"}}.sees(stored.audience) == !marks);
        CHECK_FALSE(ledger::Visibility{false, {"SYT"}, false, "SYT", {"@ban.syt"}}.sees(stored.audience));
        CHECK_FALSE(ledger::Visibility{false, {"SYT", "CAT"}, false, "CAT", {"@dm.cat", "CAT+"}}.sees(stored.audience));
        CHECK_FALSE(ledger::Visibility{true, {}, false, "", {"@quan.tri"}}.sees(stored.audience));
    }
}

TEST_CASE("a completion that does not follow from what was done is refused", "[training][share]") {
    Office office([](const auto&, const auto&) { return std::optional(sample()); });
    const people::Person learner{"an.syt", people::Role::Learner, "SYT"};
    const auto send = [&](const std::string& kind, const std::string& subject, Json body, const std::string& agency) {
        const auto frozen =
            ledger::freeze({base::new_uuid(), kind, agency, subject, 1, std::move(body), "an.syt", at(0)});
        const auto outcome = office.receive(learner, *frozen);
        return outcome ? std::string("taken") : std::string(base::code_name(outcome.error().code));
    };
    StandingClaim claim{"khoa", "1.0.0", StandingClaim::State::Completed, 2, 2, at(0)};
    CHECK(send(standing_kind, "khoa/an.syt", claim_to_json(claim), "SYT") == "conflict");
    claim.state = StandingClaim::State::Begun;
    CHECK(send(standing_kind, "khoa/an.syt", claim_to_json(claim), "STP") == "forbidden");
    CHECK(send(standing_kind, "khoa/bnh.syt", claim_to_json(claim), "SYT") == "invalid-input");
    CHECK(send(standing_kind, "khoa/an.syt", claim_to_json(claim), "SYT") == "taken");
    const LearningEvent event{base::new_uuid(), Kind::Marked, "khoa", "1.0.0", "02", 0.5, 0, at(1)};
    const auto bent = [&](const char* field, Json value) {
        Json body = learning_part_to_json({"khoa", {event}});
        body["events"][0][field] = std::move(value);
        return send(learning_kind, "khoa/an.syt", body, "SYT");
    };
    CHECK(bent("value", 1.5) == "invalid-input");
    CHECK(bent("value", "much") == "invalid-input");
    CHECK(bent("kind", "invented") == "invalid-input");
    CHECK(bent("id", "no-uuid") == "invalid-input");
    CHECK(bent("course", "other") == "invalid-input");
    CHECK(bent("more", 1) == "invalid-input");
    CHECK(send(learning_kind, "khoa/an.syt", {{"course", "khoa"}, {"events", Json::array()}}, "SYT") == "too-large");
    CHECK(send(learning_kind, "khoa/an.syt", Json(), "SYT") == "invalid-input");
}

TEST_CASE("three devices that meet the office in any order end with every event of all of them", "[training][share]") {
    const unsigned rounds = 40;
    for (unsigned round = 0; round < rounds; ++round) {
        std::mt19937 random(round);
        const auto below = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
        Office office;
        Device devices[3];
        std::size_t done = 0;
        for (auto& device : devices)
            device.clock.set(at(below(1000)));
        for (int step = 0; step < 30; ++step) {
            auto& device = devices[below(3)];
            if (below(3) != 0) {
                device.does(Kind::Viewed, "01");
                ++done;
            } else {
                CHECK(device.exchange(office).empty());
            }
        }
        for (int again = 0; again < 2; ++again)
            for (auto& device : devices)
                device.exchange(office);
        for (auto& device : devices)
            CHECK(device.events() == done);
        CHECK(devices[0].progress.load("khoa")->log.events() == devices[1].progress.load("khoa")->log.events());
    }
}

TEST_CASE("a lesson that is still closed takes no event", "[training][share]") {
    Device device;
    LearningEvent event;
    event.kind = Kind::Viewed;
    event.lesson = "02";
    CHECK(record_learning(sample(), event, device.progress, device.clock).error().code == ErrorCode::Conflict);
    event.lesson = "03";
    CHECK(record_learning(sample(), event, device.progress, device.clock).error().code == ErrorCode::NotFound);
    event.lesson = "01";
    event.value = 2;
    CHECK(record_learning(sample(), event, device.progress, device.clock).error().code == ErrorCode::InvalidInput);
}
