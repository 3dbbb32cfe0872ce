#include "exam/exam_results.h"
#include "exam/remark.h"
#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;

namespace {

const std::string chairman = "Trần Chủ Tịch";

/// A sealed room: one who handed in with nothing right, one who was absent.
struct SealedRoom : SampleRoom {
    exam::RoomRecord record;

    SealedRoom() {
        clock.set(nine_o_clock);
        REQUIRE(room->finish(sit_down("0001")));
        clock.advance(std::chrono::hours(1));
        record = *room->seal("Giám thị Một");
    }
    exam::BundleReport check() {
        return exam::check_bundle(*exam::write_bundle(record, key, package.room_keys.at("p01"), package.signer), key,
                                  {packer.public_key});
    }
    std::string codes() {
        std::string out;
        for (const auto& finding : check().findings)
            out += finding.code + (finding.error ? "! " : " ");
        return out;
    }
};

} // namespace

TEST_CASE("a request for re-marking and its answer stand behind the seal and change nothing before it",
          "[exam][remark]") {
    SealedRoom s;
    const auto before = s.record.events;
    const auto minute = std::chrono::minutes(1);
    REQUIRE(exam::ask_remark(s.record, "0001", "Câu 3 chấm chưa đúng", s.clock.now() + minute));
    CHECK(s.codes() == "remark-open ");
    CHECK(s.check().valid());
    const auto open = exam::remarks_of(s.record);
    REQUIRE(open.size() == 1);
    CHECK_FALSE(open[0].answered);
    REQUIRE(exam::answer_remark(s.record, open[0].request, chairman, "Đáp án đúng như đã chấm", {},
                                s.clock.now() + 2 * minute));
    CHECK(s.codes().empty());
    CHECK(std::equal(before.begin(), before.end(), s.record.events.begin(),
                     [](const auto& a, const auto& b) { return a.hash == b.hash; }));
    CHECK(exam::seal_of(s.record)->hash == before.back().hash);
    CHECK(exam::remarks_of(s.record)[0].answered_by == chairman);
}

TEST_CASE("a mark that the council changed counts in the results, those that were sealed stay", "[exam][remark]") {
    SealedRoom s;
    REQUIRE(exam::ask_remark(s.record, "0001", "Xem lại", s.clock.now()));
    const auto request = exam::remarks_of(s.record)[0].request;
    const auto paper = *exam::make_paper(s.record.exam, s.record.paper_key, "0001");
    std::map<int, double> all;
    for (std::size_t i = 0; i < paper.items.size(); ++i)
        all[static_cast<int>(i) + 1] = paper.items[i].mark;
    REQUIRE(exam::answer_remark(s.record, request, chairman, "Đề sai, cho điểm mọi câu", all, s.clock.now()));
    CHECK(s.codes().empty());
    CHECK(s.record.results[0].score.total == 0);
    const auto reviewed = exam::reviewed_results(s.record);
    CHECK(reviewed[0].score.total == Approx(s.record.exam.max_mark()));
    CHECK(reviewed[0].passed);
    const auto joined = *exam::consolidate({{s.record, "digest"}}, {});
    CHECK(joined.lines[0].result.passed);
}

TEST_CASE("re-marking keeps its rules", "[exam][remark]") {
    SealedRoom s;
    const auto now = s.clock.now();
    CHECK(exam::ask_remark(s.record, "0002", "vắng", now).error().code == ErrorCode::NotFound); // was not there
    CHECK(exam::ask_remark(s.record, "0001", "  ", now).error().code == ErrorCode::InvalidInput);
    REQUIRE(exam::ask_remark(s.record, "0001", "Xem lại", now));
    CHECK(exam::ask_remark(s.record, "0001", "Xem lại nữa", now).error().code == ErrorCode::Conflict);
    const auto request = exam::remarks_of(s.record)[0].request;
    CHECK(exam::answer_remark(s.record, request, "Lê Thư Ký", "Không", {}, now).error().code == ErrorCode::Forbidden);
    CHECK(exam::answer_remark(s.record, 1, chairman, "Không", {}, now).error().code == ErrorCode::NotFound);
    for (const auto& marks : std::vector<std::map<int, double>>{{{0, 1.0}}, {{99, 1.0}}, {{1, -1.0}}, {{1, 100.0}}})
        CHECK(exam::answer_remark(s.record, request, chairman, "Không", marks, now).error().code ==
              ErrorCode::InvalidInput);
    CHECK(exam::remarks_of(s.record)[0].answered == std::nullopt); // what failed left nothing
    REQUIRE(exam::answer_remark(s.record, request, chairman, "Giữ nguyên", {}, now));
    CHECK(exam::answer_remark(s.record, request, chairman, "Giữ nguyên", {}, now).error().code == ErrorCode::Conflict);
    REQUIRE(exam::ask_remark(s.record, "0001", "Lần hai", now)); // the first is answered
    SampleRoom open;
    exam::RoomRecord unsealed{open.package.exam, "p01", {}, open.package.paper_key, {}, {}, {}, {}};
    CHECK_FALSE(exam::ask_remark(unsealed, "0001", "Xem lại", now));
}

TEST_CASE("what was changed behind the seal is found", "[exam][remark]") {
    SealedRoom s;
    REQUIRE(exam::ask_remark(s.record, "0001", "Xem lại", s.clock.now()));
    REQUIRE(exam::answer_remark(s.record, exam::remarks_of(s.record)[0].request, chairman, "Thêm điểm", {{1, 1.0}},
                                s.clock.now()));
    const auto good = *exam::record_text(s.record);
    assessment::Random random(5);
    for (int i = 0; i < 300; ++i) {
        auto changed = good;
        const auto at = random.below(changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << random.below(8)));
        exam::BundleReport report;
        exam::check_record(changed, report);
        CHECK_FALSE(report.valid());
    }
    auto json = Json::parse(good);
    json["events"].back()["data"]["marks"]["1"] = 0.5;
    exam::BundleReport report;
    exam::check_record(*base::canonical_json(json), report);
    CHECK_FALSE(report.valid());
}
