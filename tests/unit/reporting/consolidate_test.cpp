#include "fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;
using progress::Status;
using reporting::ConsolidatedReport;
using Texts = std::vector<std::string>;

namespace {

std::string accepted(House& house, const people::Person& by, const reporting::Report& report) {
    REQUIRE(house.send_report(by, report).empty());
    const std::string id = house.last;
    REQUIRE(house.accept(id, report.agency).empty());
    return id;
}

/// Everything a consolidation says, as one text to compare.
std::string all_of(const ConsolidatedReport& r) {
    Json out{{"sequence", r.sequence},
             {"due", base::to_iso(r.deadlines.due)},
             {"cut_off", base::to_iso(r.deadlines.cut_off)},
             {"day", base::to_iso(r.day)},
             {"completeness", reporting::completeness_to_json(r.completeness)},
             {"returned", r.returned},
             {"late", r.late},
             {"reports", r.reports},
             {"summary", r.summary},
             {"models", Json::array()},
             {"voices", Json::array()}};
    for (const auto& model : r.models)
        out["models"].push_back(reporting::status_to_json(model));
    for (const auto* voices : {&r.difficulties, &r.proposals})
        for (const auto& voice : *voices)
            out["voices"].push_back({voice.agency, voice.model, voice.text});
    for (const auto& wait : r.waits)
        out["waits"].push_back({wait.model, wait.gate, wait.days});
    return out.dump(1);
}

/// A house where the health department's report is accepted; a second later something else happens.
struct Accepted : House {
    std::string report{accepted(*this, an, health_report())};
    std::int64_t then{sequence()};
    std::string before{all_of(consolidated(then))};

    Accepted() { clock.advance(1s); }
    bool unchanged() { return all_of(consolidated(then)) == before; }
};

} // namespace

TEST_CASE("an empty period consolidates to thirteen missing agencies and 43 models", "[reporting][consolidate]") {
    House house;
    const auto report = house.consolidated();
    CHECK(report.sequence == 0);
    CHECK(report.completeness.missing.size() == 13);
    CHECK(report.models.size() == 43);
    CHECK(report.reports.empty());
    CHECK(report.day == day("2024-02-16"));
    CHECK(report.summary.empty());
}

TEST_CASE("what is accepted goes in, what is received or returned does not", "[reporting][consolidate]") {
    House house;
    const std::string health = accepted(house, an, health_report());
    REQUIRE(house.send_report(binh, short_report("CAT", about(29))).empty());
    const people::Person justice{"tu.phap", people::Role::Focal, "STP"};
    auto returned = short_report("STP", about(8));
    returned.models[0].difficulties = "Thiếu người";
    REQUIRE(house.send_report(justice, returned).empty());
    REQUIRE(house.decide(house.last, "returned", "Thiếu số liệu", "STP").empty());
    const auto report = house.consolidated();
    CHECK(report.reports == Texts{health});
    CHECK(report.returned == Texts{"STP"});
    CHECK(report.completeness.received == 2);
    REQUIRE(report.difficulties.size() == 1);
    CHECK(report.difficulties[0].agency == "SYT");
    CHECK(report.difficulties[0].model == 6);
    REQUIRE(report.proposals.size() == 1);
}

TEST_CASE("the status of the models is the office's for the day the reports were due", "[reporting][consolidate]") {
    House house;
    accepted(house, an, health_report());
    house.clock.advance(std::chrono::hours{24 * 60}); // consolidated two months later
    const auto report = house.consolidated();
    const auto& model6 = report.models[5];
    CHECK(model6.status == Status::Late);
    REQUIRE(model6.lines.size() == 1);
    CHECK(model6.lines[0].office.late_days == 47); // from 31/12/2023 to 16/02/2024
    CHECK(model6.lines[0].said->percent == 92.0);
    int sum = 0;
    for (const auto& [status, count] : report.counts)
        sum += count;
    CHECK(sum == 43);
}

TEST_CASE("every gate that is waited for is listed once per model", "[reporting][consolidate]") {
    House house;
    accepted(house, an, health_report());
    const auto report = house.consolidated();
    const auto of_model = [&](int model) {
        return std::count_if(report.waits.begin(), report.waits.end(), [&](const auto& w) { return w.model == model; });
    };
    CHECK(of_model(7) == 1);
    CHECK(of_model(33) == 1); // three agencies wait for one gate
    CHECK(of_model(6) == 0);
    const auto wait =
        std::find_if(report.waits.begin(), report.waits.end(), [](const auto& w) { return w.model == 7; });
    CHECK(wait->gate == "7-2");
    CHECK(wait->days == 119); // from 20/10/2023
}

TEST_CASE("late agencies are named, whether accepted or not", "[reporting][consolidate]") {
    House house;
    house.clock.set(due_week7 + 1ms);
    accepted(house, an, health_report());
    CHECK(house.consolidated().late == Texts{"SYT"});
}

TEST_CASE("the same sequence consolidates to the same paper on any later day", "[reporting][consolidate]") {
    Accepted house;
    house.clock.advance(std::chrono::hours{24 * 365});
    CHECK(house.unchanged());
}

TEST_CASE("reports, decisions and locks that come later do not change a consolidation", "[reporting][consolidate]") {
    Accepted house;
    accepted(house, binh, short_report("CAT", about(29)));
    auto revision = health_report();
    revision.bases = {house.report};
    revision.revision = 2;
    revision.reason = "Sửa";
    revision.models[0].percent = 99;
    REQUIRE(house.send_report(an, revision).empty());
    REQUIRE(house.lock().empty());
    CHECK(house.unchanged());
    CHECK(all_of(house.consolidated()) != house.before);
}

TEST_CASE("plans and opened gates that come later do not change a consolidation", "[reporting][consolidate]") {
    Accepted house;
    REQUIRE(house.send(an, progress::plan_kind, "SYT", "model-06", progress::plan_to_json(plan_of(6, {"2023-12-01"})))
                .empty());
    REQUIRE(house
                .send(thu, progress::gate_kind, "", "7-2",
                      progress::gate_opening_to_json({"7-2", "CV 1", day("2024-02-01")}))
                .empty());
    CHECK(house.unchanged());
}

TEST_CASE("a gate opened in the same millisecond but after the sequence does not change it",
          "[reporting][consolidate]") {
    Accepted house;
    house.clock.advance(-1s);
    REQUIRE(house
                .send(thu, progress::gate_kind, "", "7-2",
                      progress::gate_opening_to_json({"7-2", "CV 1", day("2024-02-01")}))
                .empty());
    CHECK(house.unchanged());
}

TEST_CASE("an expectation that is recorded later does not change a consolidation", "[reporting][consolidate]") {
    Accepted house;
    REQUIRE(house.expect("BHXH", true).empty());
    CHECK(house.unchanged());
}

TEST_CASE("a change of the calendar that comes later does not change a consolidation", "[reporting][consolidate]") {
    Accepted house;
    REQUIRE(house
                .send(thu, reporting::calendar_kind, "", "2024",
                      {{"holidays", {{{"date", "2024-02-16"}, {"name", "Nghỉ bù"}}}}})
                .empty());
    CHECK(house.unchanged());
}

TEST_CASE("an agency that is ended later does not change a consolidation", "[reporting][consolidate]") {
    Accepted house;
    auto agency = *content().agencies.find("SCT");
    agency.valid_to = day("2024-01-31");
    const people::Person admin{"quan.tri", people::Role::Admin, ""};
    REQUIRE(house.send(admin, progress::agency_kind, "SCT", "SCT", people::agency_to_json(agency)).empty());
    CHECK(house.unchanged());
}

TEST_CASE("the office's own words of the last consolidation are kept", "[reporting][consolidate]") {
    House house;
    const std::string id = accepted(house, an, health_report());
    REQUIRE(house
                .send(thu, reporting::consolidation_kind, "", "2024-W07",
                      {{"reports", {id}}, {"sequence", house.sequence()}, {"summary", "Nhìn chung **tốt**."}})
                .empty());
    const auto report = house.consolidated();
    CHECK(report.summary == "Nhìn chung **tốt**.");
    CHECK(report.reports == Texts{id}); // a consolidated report goes in again
}

TEST_CASE("a sequence beyond the ledger is the whole ledger", "[reporting][consolidate]") {
    Accepted house;
    CHECK(house.consolidated(1'000'000).sequence == house.then);
    CHECK(house.consolidated(0).sequence == house.then);
}

TEST_CASE("a period without a regime is not consolidated", "[reporting][consolidate]") {
    House house;
    auto tx = *house.database.begin(base::Database::Mode::Read);
    CHECK(refusal(reporting::consolidate(*tx, house.desk(thu), period("2023-W01"), 0)) == "not-found 2023-W01");
}
