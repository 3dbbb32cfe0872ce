#include "base/crypto.h"
#include "ledger/receive_entry.h"
#include "support/memory_stores.h"
#include "training/admission.h"
#include "training/published_course.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using people::Role;

namespace {

const base::Time noon = *base::parse_time("2026-11-30T12:00:00+07:00");

struct Desk {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    test::MemoryOutbox outbox;
    base::ManualClock clock{noon};
    people::Person person{"vp", Role::Office, "CAT"};
    LearningDesk learning() { return {database, entries, outbox, clock, person}; }
    std::vector<PublishedCourse> published() {
        auto tx = *database.begin(Database::Mode::Read);
        return *load_published(*tx, learning());
    }
};

Course sample(const char* version = "1.0.0") {
    Course out;
    out.slug = "khoa";
    out.version = version;
    out.title = "Khóa";
    return out;
}

const std::map<std::string, std::string> files{
    {"course.json", "{}"}, {"media/phim.webm", std::string(2 * course_piece_bytes + 5, 'x')}, {"lessons/01.md", ""}};

} // namespace

TEST_CASE("a course is described by the digests of its files and their pieces", "[training][shelf]") {
    const auto described = describe_course(sample(), files, "abc");
    REQUIRE(described.files.size() == 3);
    CHECK(described.files[1].pieces == std::vector{base::sha256_hex("")});
    CHECK(described.files[2].pieces.size() == 3);
    CHECK(described.files[2].pieces[2] == base::sha256_hex("xxxxx"));
    CHECK(described.files[2].sha256 == base::sha256_hex(files.at("media/phim.webm")));
    Issues issues;
    const auto back = published_from_json(published_to_json(described), issues);
    CHECK_FALSE(issues.has_errors());
    CHECK(published_to_json(back) == published_to_json(described));
    CHECK(published_to_json(described)["attachments"].size() == 4); // two pieces are the same
}

TEST_CASE("hostile descriptions of a course are refused", "[training][shelf]") {
    const Json good = published_to_json(describe_course(sample(), files, "abc"));
    const auto refused = [&](auto bend) {
        Json json = good;
        bend(json);
        Issues issues;
        static_cast<void>(published_from_json(json, issues));
        return issues.has_errors();
    };
    CHECK_FALSE(refused([](Json&) {}));
    CHECK(refused([](Json& j) { j["files"][0]["path"] = "../../etc/passwd"; }));
    CHECK(refused([](Json& j) { j["files"][0]["path"] = "/etc/passwd"; }));
    CHECK(refused([](Json& j) { j["files"][0]["sha256"] = "x"; }));
    CHECK(refused([](Json& j) { j["files"][0]["pieces"] = Json::array(); }));
    CHECK(refused([](Json& j) { j["files"][0]["pieces"][0] = 7; }));
    CHECK(refused([](Json& j) { j["files"][0]["bytes"] = 5'000'000; }));
    CHECK(refused([](Json& j) { j["course"] = "../x"; }));
    CHECK(refused([](Json& j) { j["version"] = "1/2"; }));
    CHECK(refused([](Json& j) { j["files"] = 1; }));
}

TEST_CASE("the standing office publishes a version once, withdraws it once, and may publish it again",
          "[training][shelf]") {
    Desk desk;
    REQUIRE(publish_course(desk.learning(), desk.blobs, sample(), files, "abc"));
    CHECK(publish_course(desk.learning(), desk.blobs, sample(), files, "abc").error().code == ErrorCode::Conflict);
    REQUIRE(publish_course(desk.learning(), desk.blobs, sample("1.10.0"), files, "abc"));
    REQUIRE(publish_course(desk.learning(), desk.blobs, sample("1.9.0"), files, "abc"));
    const auto all = desk.published();
    REQUIRE(all.size() == 3);
    CHECK(all[0].version == "1.10.0");
    CHECK(all[1].version == "1.9.0");
    REQUIRE(withdraw_course(desk.learning(), "khoa", "1.10.0"));
    CHECK(desk.published()[0].withdrawn);
    CHECK(withdraw_course(desk.learning(), "khoa", "1.10.0").error().code == ErrorCode::Conflict);
    CHECK(withdraw_course(desk.learning(), "khoa", "7.0.0").error().code == ErrorCode::NotFound);
    desk.person.role = Role::Focal;
    CHECK(publish_course(desk.learning(), desk.blobs, sample("3.0.0"), files, "").error().code == ErrorCode::Forbidden);
}

TEST_CASE("the office takes a course only with its pieces", "[training][shelf]") {
    Desk office;
    ledger::KindRegistry kinds;
    register_kinds(kinds, {});
    const auto key = base::SigningKey::generate();
    ledger::ReceiveEntry receive(office.database, office.entries, office.blobs, kinds, office.clock, key);
    const auto send = [&](const people::Person& by, const std::string& subject, Json body) {
        const auto outcome = receive(by, *ledger::freeze({base::new_uuid(), course_kind, by.agency, subject, 1,
                                                          std::move(body), by.name, noon}));
        return outcome ? std::string("taken") : std::string(base::code_name(outcome.error().code));
    };
    const Json body = published_to_json(describe_course(sample(), files, "abc"));
    CHECK(send(office.person, "khoa@1.0.0", body) == "not-found");
    auto tx = *office.database.begin(Database::Mode::Write);
    for (const auto& [path, content] : files)
        for (const auto piece : pieces_of(content))
            REQUIRE(office.blobs.put(*tx, base::sha256_hex(piece), piece));
    REQUIRE(tx->commit());
    tx.reset();
    CHECK(send(office.person, "khoa@2.0.0", body) == "invalid-input");
    CHECK(send({"dm.syt", Role::Focal, "SYT"}, "khoa@1.0.0", body) == "forbidden");
    CHECK(send(office.person, "khoa@1.0.0", body) == "taken");
    CHECK(send(office.person, "khoa@1.0.0", body) == "conflict");
}

TEST_CASE("who has which version is told once and counted by agency", "[training][shelf]") {
    Desk desk;
    desk.person = {"an.syt", Role::Learner, "SYT"};
    CHECK(*tell_holdings(desk.learning(), {sample(), sample("2.0.0")}) == 2);
    CHECK(*tell_holdings(desk.learning(), {sample(), sample("2.0.0")}) == 0);
    desk.person = {"binh.syt", Role::Learner, "SYT"};
    CHECK(*tell_holdings(desk.learning(), {sample()}) == 1);
    auto tx = *desk.database.begin(Database::Mode::Read);
    const auto held = load_holdings(*tx, desk.learning());
    REQUIRE(held);
    CHECK(*held == std::vector<Holding>{{"SYT", "khoa", "1.0.0", 2}, {"SYT", "khoa", "2.0.0", 1}});
}

TEST_CASE("of what is published a desk fetches what is assigned to its person", "[training][shelf]") {
    const auto published = [](const char* slug, const char* version) {
        PublishedCourse out;
        out.course = slug;
        out.version = version;
        return out;
    };
    const std::vector all{published("khoa", "1.10.0"), published("khoa", "1.9.0"), published("khac", "1.0.0")};
    Assignment assignment;
    assignment.course = "khoa";
    assignment.version = "1.10.0";
    assignment.agencies = {"SYT"};
    const people::Person an{"an.syt", Role::Learner, "SYT"}, chi{"chi.sdl", Role::Learner, "SDL"};
    const auto asked = asked_of(an, {assignment}, all);
    REQUIRE(asked.size() == 1);
    CHECK(asked.front().version == "1.10.0");
    CHECK(asked_of(chi, {assignment}, all).empty());
    assignment.version.clear();
    CHECK(asked_of(an, {assignment}, all).size() == 2);
    assignment.withdrawn = true;
    CHECK(asked_of(an, {assignment}, all).empty());
}
