#include "fixture.h"
#include "reporting/status_board.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using progress::Status;
using reporting::StatusLine;

namespace {

std::vector<StatusLine> lines(std::initializer_list<Status> statuses) {
    std::vector<StatusLine> out;
    for (const Status status : statuses) {
        out.emplace_back();
        out.back().office.status = status;
    }
    return out;
}

std::vector<reporting::ModelStatus> board(const std::map<std::string, reporting::Report>& said,
                                          const char* date = "2024-02-16") {
    Ledger ledger;
    const progress::Duties duties(content().catalogue, content().agencies, day(date));
    return reporting::status_of(content().catalogue, duties, ledger.book(), said, day(date));
}

std::vector<std::string> agencies(const reporting::ModelStatus& status) {
    std::vector<std::string> out;
    for (const auto& line : status.lines)
        out.push_back(line.agency);
    return out;
}

} // namespace

TEST_CASE("a model as a whole is as bad as the worst of its agencies", "[reporting][status]") {
    using enum Status;
    CHECK(reporting::overall(lines({OnTrack, Late, Done})) == Late);
    CHECK(reporting::overall(lines({OnTrack, AtRisk, NotStarted})) == AtRisk);
    CHECK(reporting::overall(lines({OnTrack, NotStarted})) == NotStarted);
    CHECK(reporting::overall(lines({Done, OnTrack})) == OnTrack);
    CHECK(reporting::overall(lines({Done, Done})) == Done);
    CHECK(reporting::overall({}) == NotStarted);
}

TEST_CASE("a model waits as a whole only when every agency waits", "[reporting][status]") {
    using enum Status;
    CHECK(reporting::overall(lines({Waiting, Waiting})) == Waiting);
    for (const Status other : {NotStarted, OnTrack, AtRisk, Late}) {
        CHECK(reporting::overall(lines({Waiting, other})) == other);
        CHECK(reporting::overall(lines({other, Waiting})) == other);
    }
}

TEST_CASE("a model of which one half is done and the other waits does not wait as a whole", "[reporting][status]") {
    CHECK(reporting::overall(lines({Status::Waiting, Status::Done})) != Status::Waiting);
}

TEST_CASE("every model has a line for each agency that answers for it", "[reporting][status]") {
    const auto all = board({});
    REQUIRE(all.size() == 43);
    CHECK(agencies(all[5]) == std::vector<std::string>{"SYT"});
    CHECK(agencies(all[32]) == std::vector<std::string>{"SLDTBXH", "STTTT", "SYT"});
    CHECK(all[5].lines[0].period.empty());
    CHECK_FALSE(all[5].lines[0].said);
}

TEST_CASE("a collective body's silence decides nothing and has no line", "[reporting][status]") {
    const auto all = board({{"SGTVTXD", short_report("SGTVTXD", about(17))}});
    CHECK(agencies(all[16]) == std::vector<std::string>{"SGTVTXD"}); // TT-SATHACH leads too
    CHECK(all[16].status == Status::OnTrack);
}

TEST_CASE("an agency that only coordinates has a line once it reports, and does not decide", "[reporting][status]") {
    const auto all = board({{"CAT", short_report("CAT", about(6, "done", 100))}});
    CHECK(agencies(all[5]) == std::vector<std::string>{"CAT", "SYT"});
    CHECK(all[5].lines[0].office.status == Status::Done);
    CHECK(all[5].status == Status::Late); // by SYT, which answers
}

TEST_CASE("the two views differ when the office's status is another than the agency's word", "[reporting][status]") {
    const auto all = board({{"SYT", health_report()}});
    CHECK_FALSE(all[5].lines[0].differs()); // late, says the agency; late, says the office
    auto optimist = health_report();
    optimist.models[0].status = "on-track";
    CHECK(board({{"SYT", optimist}})[5].lines[0].differs());
    StatusLine nothing_said;
    CHECK_FALSE(nothing_said.differs());
    StatusLine wrong_word;
    wrong_word.said = about(6, "rất tốt");
    CHECK_FALSE(wrong_word.differs());
}

TEST_CASE("a status as JSON shows both views side by side", "[reporting][status]") {
    const Json json = reporting::status_to_json(board({{"SYT", health_report()}})[5]);
    CHECK(json["model"] == 6);
    CHECK(json["status"] == "late");
    const Json& line = json["agencies"][0];
    CHECK(line["agency"] == "SYT");
    CHECK(line["agency_view"]["period"] == "2024-W07");
    CHECK(line["agency_view"]["percent"] == 92.0);
    CHECK(line["office_view"]["late_days"] == 47);
    CHECK(line["differs"] == false);
    const Json silent = reporting::status_to_json(board({})[5]);
    CHECK(silent["agencies"][0]["agency_view"].is_null());
}

TEST_CASE("an agency's newest report that counts is its last of any kind that was not returned",
          "[reporting][status]") {
    House house;
    const auto newest = [&] {
        auto tx = *house.database.begin(base::Database::Mode::Read);
        const auto reports = *reporting::newest_reports(*tx, house.desk(thu));
        const auto it = reports.find("SYT");
        return it == reports.end() ? std::string("none") : it->second.period;
    };
    CHECK(newest() == "none");
    REQUIRE(house.send_report(an, short_report("SYT", about(6), "2024-W06")).empty());
    CHECK(newest() == "2024-W06");
    REQUIRE(house.send_report(an, short_report("SYT", about(6), "2024-02")).empty()); // ends on 14/02
    CHECK(newest() == "2024-02");
    REQUIRE(house.send_report(an, health_report()).empty()); // ends on 18/02
    CHECK(newest() == "2024-W07");
    REQUIRE(house.decide(house.last, "returned", "Thiếu số liệu").empty());
    CHECK(newest() == "2024-02");
}

TEST_CASE("a report from before reports were asked for hides none of the others", "[reporting][status]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    ledger::StoredEntry stray;
    stray.sequence = 999;
    stray.entry = {base::new_uuid(),
                   reporting::report_kind,
                   "CAT",
                   "2019-W01",
                   1,
                   reporting::report_to_json(short_report("CAT", about(1), "2019-W01")),
                   binh.name,
                   friday_morning};
    auto tx = *house.database.begin(base::Database::Mode::Write);
    REQUIRE(house.entries.append(*tx, stray));
    const auto reports = reporting::newest_reports(*tx, house.desk(thu));
    REQUIRE(reports);
    CHECK(reports->count("SYT") == 1);
    CHECK(reports->count("CAT") == 0);
}
