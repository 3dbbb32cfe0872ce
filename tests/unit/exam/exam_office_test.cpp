#include "exam/exam_office.h"
#include "exam/key_share.h"
#include "exam/release.h"
#include "exam/remark.h"
#include "exam/remark_request.h"
#include "ledger/receive_entry.h"
#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;
using people::Role;

namespace {

/// An office and desks that share its stores: what a desk queues the office judges at once.
struct Office {
    MemoryDatabase database;
    MemoryEntryStore entries;
    MemoryBlobStore blobs;
    MemoryOutbox outbox;
    base::ManualClock clock{nine_o_clock - std::chrono::hours(48)};
    base::SigningKey key{base::SigningKey::generate()};
    ledger::KindRegistry kinds;
    people::Person secretary{"thu.ky", Role::Council, ""}, chairman{"chu.tich", Role::Council, ""},
        guard{"giam.thi", Role::Invigilator, ""}, learner{"an.nguyen", Role::Learner, "SYT"};

    Office() { exam::register_kinds(kinds); }
    ledger::EntryDesk desk(const people::Person& person) { return {database, entries, outbox, clock, person}; }

    /// Sends everything that waits, as its author. @returns the first refusal
    Result<void> send() {
        const auto waiting = [&] {
            auto tx = *database.begin(Database::Mode::Read);
            return *outbox.list(*tx);
        }();
        ledger::ReceiveEntry receive(database, entries, blobs, kinds, clock, key);
        for (const auto& item : waiting) {
            if (item.state != ledger::OutboxItem::State::Queued)
                continue;
            people::Person author = learner;
            for (const auto* one : {&secretary, &chairman, &guard})
                if (one->name == item.frozen.entry.author)
                    author = *one;
            const auto taken = receive(author, item.frozen);
            auto tx = *database.begin(Database::Mode::Write);
            auto sent = item;
            sent.state = taken ? ledger::OutboxItem::State::Sent : ledger::OutboxItem::State::Refused;
            REQUIRE(outbox.update(*tx, sent));
            REQUIRE(tx->commit());
            if (!taken)
                return fail(taken.error());
        }
        return {};
    }
    std::string audience(const char* kind) {
        auto tx = *database.begin(Database::Mode::Read);
        return entries.of_kind(*tx, kind)->back().audience;
    }
};

/// An exam that was published and held in both rooms.
struct HeldExam : Office {
    SampleRoom first, second;
    std::string package{*exam::write_package(first.package, first.key, first.packer)};
    std::string bundle_one, bundle_two;

    HeldExam() {
        for (auto& candidate : first.package.roster)
            if (candidate.number == "0001")
                candidate.account = "an.nguyen";
        first.room = first.open("p01");
        second.package = first.package;
        second.room = second.open("p02");
        REQUIRE(exam::publish_exam(desk(secretary), blobs, first.package.exam, package,
                                   nine_o_clock - std::chrono::minutes(30)));
        REQUIRE(send());
        for (auto* room : {&first, &second})
            room->clock.set(nine_o_clock);
        const int one = first.sit_down("0001"), two = second.sit_down("0003");
        for (int slot = 1; slot <= 8; ++slot)
            first.send(one, slot, slot, "1");
        REQUIRE(first.room->finish(one));
        REQUIRE(second.room->finish(two));
        bundle_one = seal(first);
        bundle_two = seal(second);
        clock.set(nine_o_clock + std::chrono::hours(3));
    }
    static std::string seal(SampleRoom& room) {
        const auto record = *room.room->seal("Giám thị Một");
        return *exam::write_bundle(record, room.key, room.package.room_keys.at(record.room), room.package.signer);
    }
    std::vector<exam::SealedRoom> rooms() {
        std::vector<exam::SealedRoom> out;
        for (const auto& bundle : {bundle_one, bundle_two}) {
            auto report = exam::check_bundle(bundle, first.key, {first.packer.public_key});
            out.push_back({*report.record, base::sha256_hex(bundle), report.head});
        }
        return out;
    }
    exam::ExamResults results() { return *exam::consolidate(rooms(), first.package.roster); }
    void send_rooms() {
        REQUIRE(exam::send_bundle(desk(guard), blobs, bundle_one));
        REQUIRE(exam::send_bundle(desk(guard), blobs, bundle_two));
        REQUIRE(send());
    }
};

} // namespace

TEST_CASE("only who prepares exams publishes one, and only before it begins", "[exam][office]") {
    Office office;
    SampleRoom sample;
    const auto package = *exam::write_package(sample.package, sample.key, sample.packer);
    const auto publish = [&](const people::Person& who) {
        return exam::publish_exam(office.desk(who), office.blobs, sample.package.exam, package, nine_o_clock);
    };
    CHECK(publish(office.guard).error().code == ErrorCode::Forbidden);
    CHECK(publish(office.learner).error().code == ErrorCode::Forbidden);
    REQUIRE(publish(office.secretary));
    REQUIRE(office.send());
    CHECK(office.audience(exam::package_kind) == "|=council|=invigilator|=office|");
    {
        auto tx = *office.database.begin(Database::Mode::Read);
        const auto published = *exam::find_published(*tx, office.desk(office.guard), "thi-thu");
        CHECK(*ledger::join_pieces(*tx, office.blobs, published.file) == package);
        CHECK(published.rooms.size() == 2);
        CHECK(published.packer == sample.packer.public_key);
    }
    office.clock.set(nine_o_clock);
    CHECK(publish(office.secretary).error().code == ErrorCode::Closed);
}

TEST_CASE("a package that says something else than its entry is refused by the office", "[exam][office]") {
    Office office;
    SampleRoom sample;
    auto other = sample.package.exam;
    other.exam = "khac";
    const auto package = *exam::write_package(sample.package, sample.key, sample.packer);
    CHECK(exam::publish_exam(office.desk(office.secretary), office.blobs, other, package, nine_o_clock).error().code ==
          ErrorCode::InvalidInput);
    auto tx = *office.database.begin(Database::Mode::Write);
    const auto file = ledger::describe_file("no package");
    REQUIRE(ledger::keep_pieces(*tx, office.blobs, "no package"));
    const exam::PublishedExam forged{"thi-thu",    "Kỳ thi",           nine_o_clock,         nine_o_clock,
                                     nine_o_clock, "0123456789abcdef", std::string(32, 'p'), sample.package.exam.rooms,
                                     file};
    REQUIRE(ledger::queue_entry(*tx, office.desk(office.secretary),
                                {exam::package_kind, "thi-thu", exam::published_to_json(forged), 1, {}}));
    REQUIRE(tx->commit());
    CHECK(office.send().error().code == ErrorCode::InvalidInput);
}

TEST_CASE("the office gives the parts of a key from their time on, and nobody reads them before", "[exam][office]") {
    HeldExam s;
    const auto shares = *exam::split_secret(s.first.key, 2, 3);
    const auto part = [&](std::size_t i) {
        return exam::write_share({"thi-thu", exam::exam_key_id(s.first.key), 2, shares[i]});
    };
    CHECK(exam::deposit_key(s.desk(s.guard), s.key.public_key, "thi-thu", {part(0)}).error().code ==
          ErrorCode::Forbidden);
    CHECK(exam::deposit_key(s.desk(s.secretary), s.key.public_key, "thi-thu",
                            {exam::write_share({"khac", exam::exam_key_id(s.first.key), 2, shares[0]})})
              .error()
              .code == ErrorCode::InvalidInput);
    REQUIRE(exam::deposit_key(s.desk(s.secretary), s.key.public_key, "thi-thu", {part(0)}));
    REQUIRE(exam::deposit_key(s.desk(s.secretary), s.key.public_key, "thi-thu", {part(0), part(1)}));
    REQUIRE(s.send());
    auto tx = *s.database.begin(Database::Mode::Read);
    const auto deposited = s.entries.of_kind(*tx, exam::key_kind).value();
    for (const auto& stored : deposited) {
        CHECK(stored.canonical.find(part(0)) == std::string::npos);
        CHECK_FALSE(ledger::Visibility{true, {}, false, "CAT", {"@thu.ky", "=council"}}.sees(stored.audience));
    }
    const auto early = nine_o_clock - std::chrono::minutes(31), opens = nine_o_clock - std::chrono::minutes(30);
    CHECK(exam::released_parts(*tx, s.entries, "thi-thu", s.key, early).error().code == ErrorCode::Closed);
    const auto given = exam::released_parts(*tx, s.entries, "thi-thu", s.key, opens);
    REQUIRE(given);
    CHECK(*given == std::vector{part(0), part(1)}); // each once
    CHECK(*exam::join_shares({*exam::read_share((*given)[0]), *exam::read_share((*given)[1])}) == s.first.key);
    CHECK(exam::released_parts(*tx, s.entries, "khac", s.key, opens).error().code == ErrorCode::NotFound);
    CHECK(exam::released_parts(*tx, s.entries, "thi-thu", base::SigningKey::generate(), opens).error().code ==
          ErrorCode::NotFound); // another office opens none of them
}

TEST_CASE("the office takes a room's bundle once, and only one that the packer's room sealed", "[exam][office]") {
    HeldExam s;
    CHECK(exam::send_bundle(s.desk(s.learner), s.blobs, s.bundle_one).error().code == ErrorCode::Forbidden);
    auto damaged = s.bundle_one;
    damaged.back() ^= 1;
    CHECK_FALSE(exam::send_bundle(s.desk(s.guard), s.blobs, damaged));
    SampleRoom stranger; // the same exam, packed by somebody else
    stranger.clock.set(nine_o_clock);
    CHECK(exam::send_bundle(s.desk(s.guard), s.blobs, HeldExam::seal(stranger)).error().code ==
          ErrorCode::DigestMismatch);
    REQUIRE(exam::send_bundle(s.desk(s.guard), s.blobs, s.bundle_one));
    REQUIRE(s.send());
    REQUIRE(exam::send_bundle(s.desk(s.guard), s.blobs, s.bundle_one)); // again the same: no harm
    REQUIRE(s.send());
    const auto rewritten = *exam::write_bundle(*s.first.room->seal("x"), s.first.key,
                                               s.first.package.room_keys.at("p01"), s.first.package.signer);
    REQUIRE(rewritten != s.bundle_one);
    CHECK(exam::send_bundle(s.desk(s.guard), s.blobs, rewritten).error().code == ErrorCode::Conflict);
    const auto sealed = base::sha256_hex(s.bundle_one);
    CHECK(exam::send_bundle(s.desk(s.secretary), s.blobs, rewritten, sealed)); // the council may add behind the seal
    REQUIRE(s.send());
    auto tx = *s.database.begin(Database::Mode::Read);
    const auto bundles = *exam::load_bundles(*tx, s.desk(s.guard), "thi-thu");
    REQUIRE(bundles.size() == 1);
    CHECK(bundles[0].first.file.sha256 == base::sha256_hex(s.bundle_one));
    CHECK(bundles[0].last.file.sha256 == base::sha256_hex(rewritten));
}

TEST_CASE("an answer of one member of the council is not lost to another who had not collected it", "[exam][office]") {
    HeldExam s;
    s.send_rooms();
    const auto sealed = base::sha256_hex(s.bundle_one);
    const auto answered = [&](const std::string& candidate, const std::string& bundle) {
        auto record = *exam::check_bundle(bundle, s.first.key, {s.first.packer.public_key}).record;
        REQUIRE(exam::ask_remark(record, candidate, "Xem lại", s.clock.now()));
        REQUIRE(exam::answer_remark(record, exam::remarks_of(record).back().request, "Trần Chủ Tịch", "Giữ nguyên", {},
                                    s.clock.now()));
        return *exam::write_bundle(record, s.first.key, s.first.package.room_keys.at("p01"), s.first.package.signer);
    };
    const auto one = answered("0001", s.bundle_one);
    s.clock.advance(std::chrono::minutes(1));
    const auto stale = answered("0001", s.bundle_one);
    REQUIRE(exam::send_bundle(s.desk(s.secretary), s.blobs, one, sealed));
    REQUIRE(s.send()); // the chairman's desk has heard of it, and works on with what it had
    const auto refused = exam::send_bundle(s.desk(s.chairman), s.blobs, stale, sealed);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Conflict);
    CHECK(refused.error().message.find("collect first") != std::string::npos);
    CHECK_FALSE(exam::send_bundle(s.desk(s.chairman), s.blobs, stale)); // nobody says on what it stands
    const auto both = answered("0001", one);
    REQUIRE(exam::send_bundle(s.desk(s.chairman), s.blobs, both, base::sha256_hex(one)));
    REQUIRE(s.send());
    const auto record = [&](const std::string& bundle) {
        return *exam::check_bundle(bundle, s.first.key, {s.first.packer.public_key}).record;
    };
    CHECK(exam::adds_to(record(both), record(one)));
    CHECK(exam::adds_to(record(one), record(one)));
    CHECK_FALSE(exam::adds_to(record(one), record(both)));
    CHECK_FALSE(exam::adds_to(record(stale), record(one)));
}

TEST_CASE("re-marking after a release makes another decision, and the candidate gets the new result",
          "[exam][office]") {
    HeldExam s;
    s.send_rooms();
    const auto decide = [&](const exam::ExamResults& results) {
        REQUIRE(exam::propose_release(s.desk(s.secretary), results, "", *base::parse_day("2024-02-20")));
        REQUIRE(s.send());
        REQUIRE(exam::confirm_release(s.desk(s.chairman), results, s.rooms(), s.first.package.roster));
        REQUIRE(s.send());
    };
    decide(s.results());
    CHECK(exam::propose_release(s.desk(s.secretary), s.results(), "", {}).error().code == ErrorCode::Conflict);
    CHECK(exam::request_remark(s.desk(s.guard), "thi-thu", "Không phải của tôi").error().code == ErrorCode::NotFound);
    REQUIRE(exam::request_remark(s.desk(s.learner), "thi-thu", "Xem lại câu 1"));
    REQUIRE(s.send());
    CHECK(s.audience(exam::remark_kind) == "|=council|=office|@an.nguyen|");
    CHECK(exam::request_remark(s.desk(s.learner), "thi-thu", "Lần nữa").error().code == ErrorCode::Conflict);
    {
        auto tx = *s.database.begin(Database::Mode::Write);
        const auto wanted = *exam::load_remark_requests(*tx, s.desk(s.secretary), "thi-thu");
        REQUIRE(wanted.size() == 1);
        CHECK(wanted[0].candidate == "0001");
        REQUIRE(ledger::queue_entry(
            *tx, s.desk(s.guard),
            {exam::remark_kind,
             "thi-thu/0001",
             {{"exam", "thi-thu"}, {"candidate", "0001"}, {"release", wanted[0].release}, {"reason", "Của người khác"}},
             1,
             {}}));
        REQUIRE(tx->commit());
    }
    CHECK(s.send().error().code == ErrorCode::Forbidden);
    auto record = *s.first.room->seal("x");
    REQUIRE(exam::ask_remark(record, "0001", "Xem lại câu 1", s.clock.now()));
    REQUIRE(exam::answer_remark(record, exam::remarks_of(record)[0].request, "Trần Chủ Tịch", "Câu 1 sai đề",
                                {{1, 0.25}}, s.clock.now()));
    const auto sealed = base::sha256_hex(s.bundle_one);
    s.bundle_one =
        *exam::write_bundle(record, s.first.key, s.first.package.room_keys.at("p01"), s.first.package.signer);
    REQUIRE(exam::send_bundle(s.desk(s.secretary), s.blobs, s.bundle_one, sealed));
    REQUIRE(s.send());
    decide(s.results());
    auto tx = *s.database.begin(Database::Mode::Read);
    const auto mine = *exam::load_own(*tx, s.desk(s.learner));
    REQUIRE(mine.size() == 1);
    CHECK(mine[0].line.score.marks[0] == 0.25);
    CHECK(exam::check_own(mine[0]).empty());
    CHECK(exam::load_decisions(*tx, s.desk(s.learner), "thi-thu")->counts->digest == s.results().digest);
}

TEST_CASE("two accounts of the council release results that both computed", "[exam][office]") {
    HeldExam s;
    const auto day = *base::parse_day("2024-02-20");
    const auto results = s.results();
    REQUIRE(results.complete());
    REQUIRE(exam::propose_release(s.desk(s.secretary), results, "12", day));
    CHECK(s.send().error().code == ErrorCode::Conflict); // the office has no room's bundle yet
    s.send_rooms();
    CHECK(exam::propose_release(s.desk(s.guard), results, "12", day).error().code == ErrorCode::Forbidden);
    REQUIRE(exam::propose_release(s.desk(s.secretary), results, "12", day));
    REQUIRE(s.send());
    CHECK(exam::confirm_release(s.desk(s.secretary), results, s.rooms(), s.first.package.roster).error().code ==
          ErrorCode::Forbidden);
    auto other = results;
    other.digest = std::string(64, '0');
    CHECK(exam::confirm_release(s.desk(s.chairman), other, s.rooms(), s.first.package.roster).error().code ==
          ErrorCode::Conflict);
    REQUIRE(exam::confirm_release(s.desk(s.chairman), results, s.rooms(), s.first.package.roster));
    REQUIRE(s.send());
    auto tx = *s.database.begin(Database::Mode::Read);
    const auto release = exam::load_decisions(*tx, s.desk(s.guard), "thi-thu")->counts;
    REQUIRE(release);
    CHECK(release->proposed_by == "thu.ky");
    CHECK(release->confirmed_by == "chu.tich");
    CHECK(release->digest == results.digest);
}

TEST_CASE("a candidate gets the own result with what proves it, and nobody else does", "[exam][office]") {
    HeldExam s;
    s.send_rooms();
    REQUIRE(exam::propose_release(s.desk(s.secretary), s.results(), "", *base::parse_day("2024-02-20")));
    REQUIRE(s.send());
    REQUIRE(exam::confirm_release(s.desk(s.chairman), s.results(), s.rooms(), s.first.package.roster));
    REQUIRE(s.send());
    CHECK(s.audience(exam::result_kind) == "|=council|=office|@an.nguyen|");
    auto tx = *s.database.begin(Database::Mode::Read);
    CHECK(exam::load_own(*tx, s.desk(s.guard))->empty());
    const auto mine = *exam::load_own(*tx, s.desk(s.learner));
    REQUIRE(mine.size() == 1);
    CHECK(mine[0].line.candidate == "0001");
    CHECK(mine[0].answers.size() == 8);
    CHECK(exam::check_own(mine[0]).empty());
    for (const auto& bend : std::vector<std::function<void(exam::OwnResult&)>>{
             [](auto& own) { own.answers[3].response.set("answer", "0"); }, [](auto& own) { own.answers.pop_back(); },
             [](auto& own) { own.receipt[20] ^= 1; }, [](auto& own) { own.packer[0] ^= 1; },
             [](auto& own) { own.line.candidate = "0002"; }, [](auto& own) { own.room = "p02"; },
             [](auto& own) { own.line.head = std::string(64, 'a'); }}) {
        auto changed = mine[0];
        bend(changed);
        CHECK_FALSE(exam::check_own(changed).empty());
    }
}

TEST_CASE("a forged result reaches nobody", "[exam][office]") {
    HeldExam s;
    s.send_rooms();
    REQUIRE(exam::propose_release(s.desk(s.secretary), s.results(), "", *base::parse_day("2024-02-20")));
    REQUIRE(s.send());
    const auto release = [&] {
        auto tx = *s.database.begin(Database::Mode::Read);
        return *exam::load_decisions(*tx, s.desk(s.chairman), "thi-thu")->pending;
    }();
    auto own = exam::own_results(s.results(), s.rooms(), s.first.package.roster, release).front();
    const auto queue = [&](const people::Person& who) {
        auto tx = *s.database.begin(Database::Mode::Write);
        REQUIRE(
            ledger::queue_entry(*tx, s.desk(who), {exam::result_kind, "thi-thu/0001", exam::own_to_json(own), 1, {}}));
        REQUIRE(tx->commit());
        return s.send();
    };
    CHECK(queue(s.chairman).error().code == ErrorCode::Conflict); // nobody has confirmed
    REQUIRE(exam::confirm_release(s.desk(s.chairman), s.results(), s.rooms(), s.first.package.roster));
    REQUIRE(s.send());
    CHECK(queue(s.secretary).error().code == ErrorCode::Conflict); // did not confirm
    CHECK(queue(s.guard).error().code == ErrorCode::Forbidden);
    own.line.head = std::string(64, 'a');
    CHECK(queue(s.chairman).error().code == ErrorCode::DigestMismatch);
}

TEST_CASE("hostile bodies of exam entries are refused, never a crash", "[exam][office]") {
    SampleRoom sample;
    const auto package = *exam::write_package(sample.package, sample.key, sample.packer);
    const exam::PublishedExam good{"thi-thu",
                                   "Kỳ thi",
                                   nine_o_clock,
                                   nine_o_clock,
                                   nine_o_clock,
                                   "0123456789abcdef",
                                   std::string(32, 'p'),
                                   sample.package.exam.rooms,
                                   ledger::describe_file(package)};
    Issues none;
    static_cast<void>(exam::published_from_json(exam::published_to_json(good), none));
    CHECK_FALSE(none.has_errors());
    for (const auto& bend : std::vector<std::function<void(Json&)>>{
             [](Json& j) { j["exam"] = "../../etc"; }, [](Json& j) { j["rooms"] = Json::array(); },
             [](Json& j) { j["rooms"] = 7; }, [](Json& j) { j["rooms"][0]["seats"] = -1; },
             [](Json& j) { j["file"]["pieces"] = {"a"}; }, [](Json& j) { j["file"]["bytes"] = 1e18; },
             [](Json& j) { j["file"] = "x"; }, [](Json& j) { j["packer"] = "AAAA"; }, [](Json& j) { j["from"] = 3; },
             [](Json& j) { j["more"] = true; }, [](Json& j) { j = Json::array(); }}) {
        auto json = exam::published_to_json(good);
        bend(json);
        Issues issues;
        static_cast<void>(exam::published_from_json(json, issues));
        CHECK(issues.has_errors());
    }
    for (const char* text : {"{}", "[]", "null", R"({"exam":1,"line":[],"answers":{}})"}) {
        Issues issues;
        static_cast<void>(exam::own_from_json(Json::parse(text), issues));
        CHECK(issues.has_errors());
    }
}
