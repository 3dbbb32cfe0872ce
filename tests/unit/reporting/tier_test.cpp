#include "form_values.h"
#include "reporting/consolidated_workbook.h"
#include "reporting/paper.h"
#include "reporting/report_view.h"
#include "reporting/tier_deadline.h"
#include "tier_fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::test;
using Codes = std::vector<std::string>;

namespace {

reporting::Completeness completeness(House& house, const std::string& receiver) {
    auto tx = house.database.begin(base::Database::Mode::Read).value();
    const auto context = reporting::load_period_context(*tx, house.desk(thu), week7(), base::Time::max()).value();
    const auto expected =
        reporting::expected_by_receiver(*tx, house.entries, context.duties, context.agencies, week7()).value();
    auto out = reporting::completeness_for(receiver, house.book(), context.agencies, expected);
    const auto deadlines = reporting::TierDeadlines::load(*tx, house.entries, context.calendar).value();
    REQUIRE(deadlines.judge(out, week7()));
    return out;
}

/// "HBX accepted, HBT missing"
std::string rows(const reporting::Completeness& c) {
    std::string out;
    for (const auto& row : c.agencies)
        out += (out.empty() ? "" : ", ") + row.agency + " " + row.state;
    return out;
}

int lines_of(const reporting::ConsolidatedReport& report, int model, const std::string& agency) {
    int out = 0;
    for (const auto& status : report.models)
        if (status.model == model)
            for (const auto& line : status.lines)
                out += line.agency == agency && line.said ? 1 : 0;
    return out;
}

} // namespace

TEST_CASE("only the lead it reports to decides about a district's report", "[reporting][tier]") {
    TieredHouse house;
    REQUIRE(house.send_report(hoa, district_report("HBX", 40)).empty());
    const std::string id = house.last;
    CHECK(house.decide_as(an, id, "HBX") == "forbidden agency");  // another department
    CHECK(house.decide_as(thu, id, "HBX") == "forbidden agency"); // the office only sees it
    CHECK(house.decide_as(hoa, id, "HBX") == "forbidden agency"); // not its own judge
    CHECK(house.decide_as(auditor, id, "HBX") == "forbidden auditor");
    CHECK(house.decide_as(tam, id, "HBX", "returned") == "invalid-input remark");
    CHECK(house.decide_as(tam, id, "HBX", "returned", "Thiếu số liệu").empty());
    CHECK(house.state(id) == "returned");
}

TEST_CASE("a lead decides neither about its own report nor about a district that reports to the office",
          "[reporting][tier]") {
    TieredHouse house;
    const people::Person sa_pa{"pa.sa", people::Role::Focal, "TXSP"};
    REQUIRE(house.send_report(tam, short_report("STP", about(8))).empty());
    CHECK(house.decide_as(tam, house.last, "STP") == "forbidden focal");
    REQUIRE(house.send_report(sa_pa, district_report("TXSP", 7)).empty());
    const std::string sent = house.last;
    CHECK(house.decide_as(tam, sent, "TXSP") == "forbidden focal");
    CHECK(house.accept(sent, "TXSP").empty());
}

TEST_CASE("who decides is settled by the end of the period, not by the day of the decision", "[reporting][tier]") {
    TieredHouse house;
    auto district = *house.agencies.find("HBX");
    people::add_reports_to(district, {"office", day("2024-02-19")}); // the Monday after week 7
    const people::Person admin{"quan.tri", people::Role::Admin, ""};
    REQUIRE(house.send(admin, progress::agency_kind, "HBX", "HBX", people::agency_to_json(district)).empty());
    REQUIRE(house.send_report(hoa, district_report("HBX", 40)).empty());
    house.clock.set(time_of("2024-02-20T08:00:00+07:00"));
    CHECK(house.decide_as(thu, house.last, "HBX") == "forbidden agency");
}

TEST_CASE("an agency cannot be made to report to one that reports to a lead itself", "[reporting][tier]") {
    TieredHouse house;
    auto third = *house.agencies.find("HVB");
    people::add_reports_to(third, {"HBX", day("2024-03-01")});
    const people::Person admin{"quan.tri", people::Role::Admin, ""};
    CHECK(house.send(admin, progress::agency_kind, "HVB", "HVB", people::agency_to_json(third)) ==
          "invalid-input HVB.reports_to");
}

TEST_CASE("a district that reports to a lead is not missing for the office but stands under its lead",
          "[reporting][tier]") {
    TieredHouse house;
    auto office = completeness(house, "");
    CHECK(office.expected == 13);
    CHECK(std::count(office.missing.begin(), office.missing.end(), "HBX") == 0);
    REQUIRE(office.tiers.size() == 1);
    CHECK(office.tiers[0].receiver == "STP");
    CHECK(office.tiers[0].missing == Codes{"HBT", "HBX"});

    house.clock.set(time_of("2024-02-15T09:00:00+07:00"));
    house.accepted_district(hoa, district_report("HBX", 40));
    const auto lead = completeness(house, "STP");
    CHECK(lead.expected == 2);
    CHECK(lead.received == 1);
    CHECK(lead.on_time == 1);
    CHECK(rows(lead) == "HBT missing, HBX accepted");
    office = completeness(house, "");
    CHECK(office.received == 0);
    CHECK(rows(office).find("HBX") == std::string::npos);
    CHECK(reporting::completeness_to_json(office)["tiers"][0]["receiver"] == "STP");
    CHECK_FALSE(reporting::completeness_to_json(lead).contains("tiers"));
}

TEST_CASE("the office takes a district off what its lead expects", "[reporting][tier]") {
    TieredHouse house;
    REQUIRE(house.expect("HBT", false).empty());
    CHECK(completeness(house, "STP").missing == Codes{"HBX"});
}

TEST_CASE("without a second tier completeness says nothing about tiers", "[reporting][tier]") {
    House house;
    const Json json = reporting::completeness_to_json(completeness(house, ""));
    CHECK_FALSE(json.contains("tiers"));
    CHECK_FALSE(json.contains("receiver"));
}

TEST_CASE("what a district says comes in with its lead and is not consolidated a second time", "[reporting][tier]") {
    TieredHouse house;
    const std::string district = house.accepted_district(hoa, district_report("HBX", 40));
    REQUIRE(house.send_report(tam, short_report("STP", about(4))).empty());
    const std::string lead = house.last;
    REQUIRE(house.accept(lead, "STP").empty());
    const auto report = house.consolidated();
    CHECK(lines_of(report, 4, "STP") == 1);
    CHECK(lines_of(report, 4, "HBX") == 0);
    CHECK(lines_of(report, 8, "HBX") == 0);
    for (const auto& voice : report.difficulties)
        CHECK(voice.agency != "HBX");
    // Model 18 is none of the lead's: nobody else would bring it in.
    CHECK(lines_of(report, 18, "HBX") == 1);
    CHECK(std::count(report.reports.begin(), report.reports.end(), district) == 1);
}

TEST_CASE("a district's report that its lead can take over whole is no report of the office's", "[reporting][tier]") {
    TieredHouse house;
    auto report = district_report("HBX", 40);
    report.models.pop_back();
    const std::string district = house.accepted_district(hoa, report);
    CHECK(house.consolidated().reports.empty());
    CHECK(house.state(district) == "accepted");
}

TEST_CASE("papers show a district under its lead and address its letter to the lead", "[reporting][tier][paper]") {
    TieredHouse house;
    house.accepted_district(hoa, district_report("HBX", 40));
    const auto report = house.consolidated();
    const auto form =
        reporting::consolidated_form(report, *house.agencies.find("CAT"), report.agencies, content().catalogue, {});
    std::vector<std::string> cells;
    bool found = false;
    while (form.tables.at("completeness")->next(cells))
        found = found || cells[0] == "Ủy ban nhân dân huyện Bát Xát (báo cáo Sở Tư pháp)";
    CHECK(found);
    CHECK(text(form.values, "expected") == "13");
    const auto book = reporting::consolidated_workbook(report, report.agencies, content().catalogue);
    const auto& sheet = book.sheets[2];
    CHECK(std::any_of(sheet.rows.begin(), sheet.rows.end(), [](const auto& row) {
        return std::get<std::string>(row[1]) == "Ủy ban nhân dân huyện Bát Xát (báo cáo Sở Tư pháp)";
    }));

    const auto letter = reporting::report_form(district_report("HBX", 40), *house.agencies.find("HBX"),
                                               content().catalogue, {}, week7(), {}, house.agencies.find("STP"));
    CHECK(texts(list(record(letter.values.at("letter")), "addressees")) == std::vector<std::string>{"Sở Tư pháp"});
    CHECK(text(letter.values, "receiver") == "Sở Tư pháp");
}

TEST_CASE("a district is late by its lead's deadline, the lead by the office's", "[reporting][tier]") {
    TieredHouse house;
    const auto say = [&](const people::Person& by, const Json& what) {
        return house.send(by, reporting::tier_deadline_kind, "STP", "STP", what);
    };
    REQUIRE(say(tam, {{"from", "2023-12-01"}, {"working_days_before", 1}}).empty());
    house.clock.set(time_of("2024-02-16T09:00:00+07:00")); // Friday; districts were due on Thursday, 17:00
    REQUIRE(house.send_report(hoa, district_report("HBX", 40)).empty());
    const std::string district = house.last;
    REQUIRE(house.send_report(tam, short_report("STP", about(8))).empty());
    const std::string own = house.last;
    CHECK(completeness(house, "STP").late == 1);
    CHECK(completeness(house, "").late == 0);
    CHECK(completeness(house, "").tiers[0].late == 1);
    CHECK(reporting::find_report(house.desk(tam), district).value().late);
    CHECK_FALSE(reporting::find_report(house.desk(tam), own).value().late);
    const Json body{{"from", "2024-01-01"}, {"working_days_before", 0}};
    CHECK(say(an, body) == "forbidden agency");
    CHECK(say(hoa, body) == "forbidden agency");
    CHECK(say(tam, {{"from", "x"}, {"working_days_before", 0}}) == "invalid-input from");
    CHECK(say(tam, {{"from", "2024-01-01"}, {"working_days_before", 6}}) == "invalid-input working_days_before");
    CHECK(say(tam, body).empty());
    CHECK(completeness(house, "STP").on_time == 1);
    CHECK_FALSE(reporting::find_report(house.desk(tam), district).value().late);
    CHECK(say(thu, {{"from", "2024-02-01"}, {"working_days_before", 2}}).empty()); // the office may say it for a lead
    CHECK(completeness(house, "STP").late == 1);
}
