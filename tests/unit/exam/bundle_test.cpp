#include "exam/bundle.h"
#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;

namespace {

/// A room in which everything happened: two candidates who answered, one of them stopped, an incident, a refusal.
struct SealedRoom : SampleRoom {
    exam::RoomRecord record;
    std::string bundle, text;

    SealedRoom() {
        clock.set(nine_o_clock);
        const int one = sit_down("0001"), two = sit_down("0002");
        for (int slot = 1; slot <= 8; ++slot) {
            clock.advance(std::chrono::seconds(20));
            send(one, slot, slot, "1");
            send(two, slot, slot, "0");
        }
        REQUIRE(room->note("0002", "material", "Giám thị Một", "Có giấy nháp lạ"));
        REQUIRE(room->stop("0002", "Giám thị Một", "Dùng tài liệu"));
        CHECK_FALSE(room->seal("Giám thị Một")); // one still works
        REQUIRE(room->finish(one));
        record = *room->seal("Giám thị Một");
        bundle = *exam::write_bundle(record, key, package.room_keys.at("p01"), package.signer);
        text = *exam::record_text(record);
    }
};

} // namespace

TEST_CASE("a sealed room is valid on any machine, with and without the exam's key", "[exam][bundle]") {
    const SealedRoom s;
    const auto full = exam::check_bundle(s.bundle, s.key, {s.packer.public_key});
    for (const auto& finding : full.findings)
        FAIL(finding.code << " " << finding.where);
    CHECK(full.valid());
    REQUIRE(full.record);
    CHECK(full.record->results.size() == 2);
    CHECK(full.record->results[0].outcome == "submitted");
    CHECK(full.record->results[1].outcome == "stopped");
    CHECK_FALSE(full.record->results[1].passed);
    const auto outside = exam::check_bundle(s.bundle, "", {});
    CHECK(outside.valid());
    CHECK(outside.findings.size() == 2); // said: packer unknown, inside unread
    CHECK_FALSE(exam::check_bundle(s.bundle, std::string(32, 'x'), {}).valid());
}

TEST_CASE("sealing again gives the same record, and nothing is added to a sealed room", "[exam][bundle]") {
    SealedRoom s;
    CHECK(*exam::record_text(*s.room->seal("x")) == s.text);
    CHECK(s.room->note("", "other", "x", "y").error().code == ErrorCode::Closed);
    s.room = s.open("p01");
    CHECK(*exam::record_text(*s.room->seal("x")) == s.text);
}

TEST_CASE("a thousand single bits flipped in the bundle are all found", "[exam][bundle]") {
    const SealedRoom s;
    assessment::Random random(395);
    for (int i = 0; i < 1'000; ++i) {
        auto changed = s.bundle;
        const auto at = random.below(changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << random.below(8)));
        CHECK_FALSE(exam::check_bundle(changed, s.key, {s.packer.public_key}).valid());
    }
}

TEST_CASE("a thousand single bits flipped inside, before it was sealed, are all found", "[exam][bundle]") {
    const SealedRoom s;
    exam::BundleReport whole;
    exam::check_record(s.text, whole);
    CHECK(whole.valid());
    assessment::Random random(396);
    for (int i = 0; i < 1'000; ++i) {
        auto changed = s.text;
        const auto at = random.below(changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << random.below(8)));
        exam::BundleReport report;
        exam::check_record(changed, report);
        if (report.valid())
            FAIL("byte " << at << ": " << changed.substr(at < 40 ? 0 : at - 40, 80));
    }
}

TEST_CASE("what was changed with care is named", "[exam][bundle]") {
    const SealedRoom s;
    const auto found = [&](auto change) {
        auto json = Json::parse(s.text);
        change(json);
        exam::BundleReport report;
        exam::check_record(*base::canonical_json(json), report);
        CHECK_FALSE(report.valid());
        return report.findings.empty() ? std::string() : report.findings.front().code;
    };
    CHECK(found([](Json& j) { j["results"][1]["passed"] = true; }) == "results-wrong");
    CHECK(found([](Json& j) { j["roster"][0]["name"] = "Người Khác"; }) == "roster-changed");
    CHECK(found([](Json& j) { j["answers"]["0002"][3]["response"]["answer"] = "1"; }) == "answers-changed");
    CHECK(found([](Json& j) { j["answers"]["0002"].erase(7); }) == "results-wrong");
    CHECK(found([](Json& j) { j["answers"].erase("0001"); }) == "results-wrong");
    CHECK(found([](Json& j) { j["events"].erase(3); }) == "events-changed");
    CHECK(found([](Json& j) { j["exam"]["rules"]["pass_percent"] = 1; }) == "exam-changed");
    CHECK(found([](Json& j) { j["events"].erase(j["events"].size() - 1); }) == "not-sealed");
}

TEST_CASE("a room's key that the packer did not sign proves nothing", "[exam][bundle]") {
    SealedRoom s;
    auto forged = s.package.room_keys.at("p01");
    forged.key = base::SigningKey::generate();
    const auto bundle = *exam::write_bundle(s.record, s.key, forged, s.package.signer);
    CHECK_FALSE(exam::check_bundle(bundle, s.key, {s.packer.public_key}).valid());
}

TEST_CASE("nonsense in place of a bundle is a finding and no crash", "[exam][bundle]") {
    for (const std::string text :
         {"", "canbo-room 1\n",
          "canbo-room 2\n{}\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
        CHECK_FALSE(exam::check_bundle(text, std::string(32, 'k'), {}).valid());
    for (const char* text : {"", "{}", "[]", "null",
                             R"({"exam":1,"room":2,"roster":3,"paper_key":4,"events":5,"answers":6,"results":7})"}) {
        exam::BundleReport report;
        exam::check_record(text, report);
        CHECK_FALSE(report.valid());
    }
}
