#include "exam/archive.h"
#include "exam/forms.h"
#include "exam/remark.h"
#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;

namespace {

/// Both rooms of the exam, sealed, and the council's decision about them.
struct Council {
    Council() {
        second.package = first.package;
        second.room = second.open("p02");
        for (auto* room : {&first, &second})
            room->clock.set(nine_o_clock);
        const auto package = exam::write_package(first.package, first.key, first.packer);
        REQUIRE(package);
        archive.package = *package;
        add(first, "p01", "0001");
        add(second, "p02", "0003");
        const auto results = exam::consolidate(rooms, sample_roster());
        REQUIRE(results);
        archive.released = {results->digest, {"12", base::day_in_vietnam(nine_o_clock), "tk.hoidong", "ct.hoidong"}};
        archive.made = nine_o_clock + std::chrono::hours(200);
        archive.made_by = "tk.hoidong";
        archive.keep_until = base::day_in_vietnam(archive.made) + std::chrono::days(730);
    }
    void add(SampleRoom& room, const std::string& name, const std::string& candidate) {
        const int station = room.sit_down(candidate);
        room.send(station, 1, 1, "1");
        REQUIRE(room.room->finish(station));
        const auto record = room.room->seal("Giám thị Một");
        REQUIRE(record);
        const auto bundle =
            exam::write_bundle(*record, first.key, first.package.room_keys.at(name), first.package.signer);
        REQUIRE(bundle);
        rooms.push_back({*record, base::sha256_hex(*bundle)});
        archive.rooms.push_back({name, *bundle, {}});
    }
    std::string write() const {
        const auto file = exam::write_archive(archive, first.key, signer);
        REQUIRE(file);
        return *file;
    }
    exam::ArchiveReport check(const std::string& file) const {
        return exam::check_archive(file, first.key, {signer.public_key});
    }

    SampleRoom first, second;
    base::SigningKey signer{base::SigningKey::generate()};
    std::vector<exam::SealedRoom> rooms;
    exam::ExamArchive archive;
};

std::string codes(const exam::ArchiveReport& report) {
    std::string out;
    for (const auto& finding : report.findings)
        out += finding.code + " ";
    return out;
}

} // namespace

TEST_CASE("an archive holds everything that papers are made of, byte for byte", "[exam][archive]") {
    const Council at;
    const auto file = at.write();
    const auto report = at.check(file);
    CHECK(codes(report).empty());
    REQUIRE(report.valid());
    CHECK(report.archive->package == at.archive.package);
    CHECK(report.archive->rooms[1].bundle == at.archive.rooms[1].bundle);
    CHECK(report.results->digest == at.archive.released.digest);
    CHECK(report.archive->keep_until == at.archive.keep_until);
    CHECK(report.archive->released.decision.confirmed_by == "ct.hoidong");
    const auto paper = exam::make_paper(report.package->exam, report.package->paper_key, "0001");
    CHECK(exam::paper_text(report.package->exam, *paper) ==
          exam::paper_text(at.first.package.exam,
                           *exam::make_paper(at.first.package.exam, at.first.package.paper_key, "0001")));
    CHECK(report.rooms[0].bundle == at.rooms[0].bundle); // what papers carry as their digest
}

TEST_CASE("the open head of an archive says how long it is kept, and names no candidate", "[exam][archive]") {
    const Council at;
    const auto file = at.write();
    const auto head = exam::archive_head(file);
    REQUIRE(head);
    CHECK((*head)["keep_until"] == base::to_iso(at.archive.keep_until));
    CHECK((*head)["files"].size() == 3);
    for (const char* secret : {"Nguyễn Văn", "001090000001", "0001"})
        CHECK(file.find(secret) == std::string::npos);
    const auto closed = exam::check_archive(file, "", {at.signer.public_key});
    CHECK(closed.valid());
    CHECK(codes(closed) == "not-opened ");
    CHECK(codes(exam::check_archive(file, at.first.key, {})) == "signer-unknown ");
    CHECK_FALSE(exam::check_archive(file, std::string(32, 'x'), {}).valid());
}

TEST_CASE("any changed byte of an archive is found", "[exam][archive]") {
    const Council at;
    const auto file = at.write();
    for (std::size_t i = 0; i < file.size(); i += 1 + file.size() / 60) {
        auto changed = file;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK_FALSE(at.check(changed).valid());
    }
}

TEST_CASE("an archive of other rooms or results than were decided about does not hold", "[exam][archive]") {
    Council at;
    SECTION("a room is missing") {
        at.archive.rooms.pop_back();
        CHECK(codes(at.check(at.write())).find("results-changed") != std::string::npos);
    }
    SECTION("a room stands under another's name") {
        std::swap(at.archive.rooms[0].bundle, at.archive.rooms[1].bundle);
        CHECK(codes(at.check(at.write())).find("other-room") != std::string::npos);
    }
    SECTION("another decision") {
        at.archive.released.digest = std::string(64, 'a');
        CHECK(codes(at.check(at.write())) == "results-changed ");
    }
    SECTION("what is said to be the room's own seal is another's") {
        at.archive.rooms[0].first = at.archive.rooms[1].bundle;
        CHECK(codes(at.check(at.write())).find("seal-changed") != std::string::npos);
    }
    SECTION("a bundle was changed before it was archived") {
        at.archive.rooms[0].bundle[100] = static_cast<char>(at.archive.rooms[0].bundle[100] ^ 1);
        CHECK_FALSE(at.check(at.write()).valid());
    }
}

TEST_CASE("an archive after re-marking holds what the room sealed beside what counts", "[exam][archive]") {
    Council at;
    auto record = at.rooms[0].record;
    const auto now = nine_o_clock + std::chrono::hours(100);
    REQUIRE(exam::ask_remark(record, "0001", "Câu 1 chấm sai", now));
    REQUIRE(exam::answer_remark(record, record.events.back().sequence, "Trần Chủ Tịch", "Đúng", {{1, 0.5}}, now));
    const auto bundle =
        exam::write_bundle(record, at.first.key, at.first.package.room_keys.at("p01"), at.first.package.signer);
    REQUIRE(bundle);
    at.archive.rooms[0] = {"p01", *bundle, at.archive.rooms[0].bundle};
    at.rooms[0] = {record, base::sha256_hex(*bundle)};
    const auto results = exam::consolidate(at.rooms, sample_roster());
    REQUIRE(results);
    at.archive.released.digest = results->digest;
    const auto report = at.check(at.write());
    CHECK(codes(report).empty());
    CHECK(report.head["files"].size() == 4);
}
