#include "reporting/gather_reports.h"
#include "tier_fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using Codes = std::vector<std::string>;

namespace {

const char* const bat_xat_4 = "Ủy ban nhân dân huyện Bát Xát: Đã chứng thực điện tử tại 17 xã";

std::string begin(House& house) { return reporting::NewReport(house.desk(tam))(week7(), "STP").value(); }

void fill(House& house, const std::string& draft, const Json& model) {
    const auto desk = house.desk(tam);
    Issues issues;
    REQUIRE(reporting::FillReport(desk)(draft, {{"models", {model}}}, issues));
}

reporting::Gathered gather(House& house, const std::string& draft) {
    const auto desk = house.desk(tam);
    auto gathered = reporting::GatherReports(desk)(draft);
    REQUIRE(gathered);
    return *std::move(gathered);
}

/// "added", "kept", …; "" when nothing is said about that field.
std::string outcome(const reporting::Gathered& gathered, int model, const std::string& field,
                    const std::string& agency = "HBX") {
    for (const auto& item : gathered.items)
        if (item.model == model && item.field == field && item.agency == agency)
            return std::string(reporting::outcome_name(item.outcome));
    return "";
}

reporting::ModelReport model(House& house, const std::string& draft, int number) {
    Issues issues;
    const auto report = reporting::report_from_draft(*house.draft(draft), issues);
    CHECK(issues.empty());
    const auto* found = report.find(number);
    return found == nullptr ? reporting::ModelReport{} : *found;
}

/// A new version of the district's report, accepted.
void revise(TieredHouse& house, reporting::Report report, const std::string& of) {
    report.bases = {of};
    report.revision = 2;
    report.reason = "Bổ sung";
    house.accepted_district(hoa, report);
}

} // namespace

TEST_CASE("gathering brings results and difficulties with the district's name and sums what is counted by agency",
          "[reporting][gather]") {
    TieredHouse house;
    house.accepted_district(hoa, district_report("HBX", 40));
    house.accepted_district(vang, district_report("HBT", 2.5));
    const auto draft = begin(house);
    const auto gathered = gather(house, draft);
    CHECK(gathered.agencies == Codes{"HBT", "HBX"});
    CHECK(gathered.missing.empty());
    const auto four = model(house, draft, 4);
    CHECK(four.results ==
          std::string("Ủy ban nhân dân huyện Bảo Thắng: Đã chứng thực điện tử tại 17 xã\n") + bat_xat_4);
    CHECK(four.indicators.at("m04-ban-chung-thuc") == 42.5);
    CHECK(model(house, draft, 8).difficulties.find("huyện Bát Xát: Thiếu đầu đọc thẻ") != std::string::npos);
    CHECK(outcome(gathered, 4, "results") == "added");
    CHECK(outcome(gathered, 4, "indicators.m04-ban-chung-thuc", "") == "added");
    // The lead has no task in model 18: the office takes that from the district itself.
    CHECK(outcome(gathered, 18, "") == "left-out");
    CHECK(model(house, draft, 18).model == 0);
}

TEST_CASE("only accepted reports are gathered, and who is wanting is named", "[reporting][gather]") {
    TieredHouse house;
    REQUIRE(house.send_report(hoa, district_report("HBX", 40)).empty());
    const auto draft = begin(house);
    const auto gathered = gather(house, draft);
    CHECK(gathered.agencies.empty());
    CHECK(gathered.missing == Codes{"HBT", "HBX"});
    CHECK(house.draft(draft)->fields.empty());
}

TEST_CASE("what was typed is never overwritten", "[reporting][gather]") {
    TieredHouse house;
    house.accepted_district(hoa, district_report("HBX", 40));
    const auto draft = begin(house);
    fill(house, draft, {{"model", 4}, {"results", "Sở đã tập huấn."}, {"indicators", {{"m04-ban-chung-thuc", 5}}}});
    const auto gathered = gather(house, draft);
    const auto four = model(house, draft, 4);
    CHECK(four.results == std::string("Sở đã tập huấn.\n") + bat_xat_4);
    CHECK(four.indicators.at("m04-ban-chung-thuc") == 5);
    CHECK(outcome(gathered, 4, "results") == "added");
    CHECK(outcome(gathered, 4, "indicators.m04-ban-chung-thuc", "") == "kept");
}

TEST_CASE("gathering again doubles nothing and brings a revised report up to date", "[reporting][gather]") {
    TieredHouse house;
    auto report = district_report("HBX", 40);
    const auto first = house.accepted_district(hoa, report);
    const auto draft = begin(house);
    gather(house, draft);
    const auto fields = house.draft(draft)->fields;
    CHECK(outcome(gather(house, draft), 4, "results") == "unchanged");
    CHECK(house.draft(draft)->fields == fields);

    report.models[0].results = "Đã chứng thực tại 18 xã";
    report.models[0].indicators["m04-ban-chung-thuc"] = 41;
    report.models[1].difficulties.clear();
    revise(house, report, first);
    const auto gathered = gather(house, draft);
    CHECK(model(house, draft, 4).results == "Ủy ban nhân dân huyện Bát Xát: Đã chứng thực tại 18 xã");
    CHECK(model(house, draft, 4).indicators.at("m04-ban-chung-thuc") == 41);
    CHECK(model(house, draft, 8).difficulties.empty());
    CHECK(outcome(gathered, 4, "results") == "changed");
    CHECK(outcome(gathered, 8, "difficulties") == "changed");
    CHECK(outcome(gathered, 4, "indicators.m04-ban-chung-thuc", "") == "changed");
}

TEST_CASE("a gathered paragraph that somebody rewrote stays as it is", "[reporting][gather]") {
    TieredHouse house;
    auto report = district_report("HBX", 40);
    const auto first = house.accepted_district(hoa, report);
    const auto draft = begin(house);
    gather(house, draft);
    fill(house, draft, {{"model", 4}, {"results", "Bát Xát làm tốt."}, {"indicators", {{"m04-ban-chung-thuc", 50}}}});
    report.models[0].results = "Đã chứng thực tại 18 xã";
    report.models[0].indicators["m04-ban-chung-thuc"] = 41;
    revise(house, report, first);
    const auto gathered = gather(house, draft);
    CHECK(model(house, draft, 4).results == "Bát Xát làm tốt.");
    CHECK(model(house, draft, 4).indicators.at("m04-ban-chung-thuc") == 50);
    CHECK(outcome(gathered, 4, "results") == "kept");
}

TEST_CASE("a report that was revised after gathering is not given the paragraphs a second time",
          "[reporting][gather]") {
    TieredHouse house;
    house.accepted_district(hoa, district_report("HBX", 40));
    const auto draft = begin(house);
    gather(house, draft);
    const auto desk = house.desk(tam);
    Issues issues;
    REQUIRE(reporting::SubmitReport(desk)(draft, issues));
    REQUIRE(house.pump(tam).empty());
    const auto revision = reporting::ReviseReport(desk)(draft, "Cơ quan thường trực yêu cầu").value();
    const auto gathered = gather(house, revision);
    CHECK(outcome(gathered, 4, "results") == "unchanged");
    CHECK(model(house, revision, 4).results == bat_xat_4);
    CHECK(model(house, revision, 4).indicators.at("m04-ban-chung-thuc") == 40);
}

TEST_CASE("percentages are not summed", "[reporting][gather]") {
    TieredHouse house;
    auto report = short_report("HBX", about(28));
    report.models[0].indicators = {{"m28-nguoi-hoc", 120}, {"m28-hoan-thanh", 80}};
    house.accepted_district(hoa, report);
    const auto draft = begin(house);
    const auto gathered = gather(house, draft);
    CHECK(outcome(gathered, 28, "indicators.m28-hoan-thanh") == "left-out");
    CHECK(model(house, draft, 28).indicators.count("m28-hoan-thanh") == 0);
    CHECK(model(house, draft, 28).indicators.at("m28-nguoi-hoc") == 120);
}

TEST_CASE("a text that would grow beyond a field is left out and said so", "[reporting][gather]") {
    TieredHouse house;
    auto report = district_report("HBX", 40);
    report.models[0].results = std::string(reporting::most_text - 10, 'a');
    house.accepted_district(hoa, report);
    const auto draft = begin(house);
    CHECK(outcome(gather(house, draft), 4, "results") == "left-out");
    CHECK(model(house, draft, 4).results.empty());
}

TEST_CASE("gathering takes the leader's approval away and is for the own draft of a lead", "[reporting][gather]") {
    TieredHouse house;
    house.accepted_district(hoa, district_report("HBX", 40));
    const auto draft = begin(house);
    const people::Person director{"giam.doc.tp", people::Role::Leader, "STP"};
    const auto by_director = house.desk(director);
    REQUIRE(reporting::ApproveReport(by_director)(draft));
    gather(house, draft);
    CHECK(house.draft(draft)->approved_by.empty());

    const auto stranger = house.desk(an);
    CHECK(refusal(reporting::GatherReports(stranger)(draft)) == "forbidden agency");
    CHECK(refusal(reporting::GatherReports(stranger)("nothing")) == "not-found nothing");
    const auto health = reporting::NewReport(stranger)(week7(), "SYT").value();
    CHECK(refusal(reporting::GatherReports(stranger)(health)) == "invalid-input SYT");
}
