#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

std::string sent(House& house) {
    REQUIRE(house.send_report(an, health_report()).empty());
    return house.last;
}

std::string office_sends(House& house, const char* kind, Json body, const std::string& agency = "",
                         const people::Person& by = thu) {
    return house.send(by, kind, agency, "2024-W07", std::move(body));
}

} // namespace

TEST_CASE("only the standing office decides about reports", "[reporting][admission]") {
    House house;
    const std::string id = sent(house);
    const Json body{{"report", id}, {"decision", "accepted"}, {"remark", ""}};
    for (const auto& person : {an, head, auditor})
        CHECK(office_sends(house, reporting::decision_kind, body, "SYT", person).substr(0, 9) == "forbidden");
    CHECK(office_sends(house, reporting::decision_kind, body, "SYT").empty());
}

TEST_CASE("a report is returned with a remark, accepted without one, and nothing else", "[reporting][admission]") {
    House house;
    const std::string id = sent(house);
    CHECK(house.decide(id, "returned") == "invalid-input remark");
    CHECK(house.decide(id, "burned") == "invalid-input decision");
    CHECK(house.decide(id, "") == "invalid-input decision");
    CHECK(house.decide(id, "accepted").empty());
}

TEST_CASE("a decision is about a report of that period and agency", "[reporting][admission]") {
    House house;
    const std::string id = sent(house);
    CHECK(house.decide("nothing", "accepted") == "not-found report");
    CHECK(house.decide(id, "accepted", "", "CAT") == "not-found report");
    CHECK(house.decide(id, "accepted", "", "SYT", "2024-W06") == "not-found report");
}

TEST_CASE("two people who decide at the same time: the second is told", "[reporting][admission]") {
    House house;
    const std::string id = sent(house);
    REQUIRE(house.accept(id).empty());
    const std::string first = house.last;
    CHECK(house.decide(id, "returned", "Thiếu số liệu") == "conflict report");
    CHECK(house.state(id) == "accepted");
    // Who has seen the first decision may replace it.
    const Json body{{"report", id}, {"decision", "returned"}, {"remark", "Thiếu số liệu"}, {"replaces", first}};
    CHECK(office_sends(house, reporting::decision_kind, body, "SYT").empty());
    CHECK(house.state(id) == "returned");
}

TEST_CASE("a report that was revised meanwhile is no longer decided about", "[reporting][admission]") {
    House house;
    const std::string first = sent(house);
    auto report = health_report();
    report.bases = {first};
    report.revision = 2;
    report.reason = "Sửa";
    REQUIRE(house.send_report(an, report).empty());
    CHECK(house.accept(first) == "conflict report");
    CHECK(house.accept(house.last) == "not-found report"); // `last` is the refused decision, no report
}

TEST_CASE("only the standing office locks periods, and a lock says true or false", "[reporting][admission]") {
    House house;
    CHECK(office_sends(house, reporting::lock_kind, {{"locked", true}}, "", an) == "forbidden focal");
    CHECK(office_sends(house, reporting::lock_kind, {{"locked", "yes"}}) == "invalid-input locked");
    CHECK(office_sends(house, reporting::lock_kind, Json::object()) == "invalid-input locked");
    CHECK(office_sends(house, reporting::lock_kind, {{"locked", true}}).empty());
    CHECK(house.send(thu, reporting::lock_kind, "", "2024-W54", {{"locked", true}}) == "invalid-input 2024-W54");
}

TEST_CASE("an exception has an agency, a reason and an end that lies ahead", "[reporting][admission]") {
    House house;
    const auto except = [&](const char* agency, const char* reason, const char* expires) {
        return office_sends(house, reporting::exception_kind, {{"reason", reason}, {"expires", expires}}, agency);
    };
    CHECK(except("SYT", "", "2024-02-20T17:00:00+07:00") == "invalid-input reason");
    CHECK(except("SYT", "Sai", "tomorrow").substr(0, 13) == "invalid-input");
    CHECK(except("SYT", "Sai", "2024-02-16T09:00:00+07:00") == "invalid-input expires");
    CHECK(except("NOBODY", "Sai", "2024-02-20T17:00:00+07:00") == "not-found agency");
    CHECK(except("SYT", "Sai", "2024-02-20T17:00:00+07:00").empty());
    CHECK(office_sends(house, reporting::exception_kind, {{"reason", "Sai"}}, "SYT", an) == "forbidden focal");
}

TEST_CASE("only accepted reports are consolidated", "[reporting][admission]") {
    House house;
    const std::string id = sent(house);
    const auto consolidate = [&](Json body) {
        return office_sends(house, reporting::consolidation_kind, std::move(body));
    };
    CHECK(consolidate({{"reports", {id}}, {"sequence", 1}}) == "conflict reports");
    REQUIRE(house.accept(id).empty());
    CHECK(consolidate({{"reports", {id, "nothing"}}, {"sequence", 2}}) == "not-found reports");
    CHECK(consolidate({{"reports", {7}}, {"sequence", 2}}) == "not-found reports");
    CHECK(consolidate({{"sequence", 2}}) == "invalid-input reports");
    CHECK(consolidate({{"reports", {id}}, {"sequence", 2}}).empty());
    CHECK(consolidate({{"reports", {id}}, {"sequence", 3}}).empty()); // again, after a consolidation
    CHECK(office_sends(house, reporting::consolidation_kind, {{"reports", {id}}}, "", an) == "forbidden focal");
}

TEST_CASE("a consolidation whose sequence is no number is refused and cannot break the book",
          "[reporting][admission]") {
    House house;
    CHECK_FALSE(office_sends(house, reporting::consolidation_kind, {{"reports", Json::array()}, {"sequence", "three"}})
                    .empty());
    CHECK_NOTHROW(house.book());
}

TEST_CASE("an expectation is about an agency that can report, from a day on", "[reporting][admission]") {
    House house;
    CHECK(house.expect("TT-BV", true) == "invalid-input agency");
    CHECK(house.expect("NOBODY", true) == "invalid-input agency");
    CHECK(house.expect("BHXH", true, "soon").substr(0, 13) == "invalid-input");
    CHECK(house.expect("BHXH", true).empty());
    CHECK(house.send(an, reporting::expectation_kind, "SYT", "SYT", {{"expected", false}, {"from", "2024-01-01"}}) ==
          "forbidden focal");
}

TEST_CASE("an expectation of the wrong shape is refused and cannot break the completeness", "[reporting][admission]") {
    House house;
    for (const Json& body :
         {Json{{"from", "2024-01-01"}, {"expected", "no"}}, Json{{"from", "2024-01-01"}, {"expected", true}, {"to", 7}},
          Json{{"from", "2024-01-01"}, {"expected", true}, {"to", "soon"}}}) {
        CAPTURE(body);
        CHECK(house.send(thu, reporting::expectation_kind, "BHXH", "BHXH", body).substr(0, 13) == "invalid-input");
        CHECK_NOTHROW(house.consolidated());
    }
    const Json open_end{{"from", "2024-01-01"}, {"expected", true}, {"to", nullptr}};
    CHECK(house.send(thu, reporting::expectation_kind, "BHXH", "BHXH", open_end).empty());
    CHECK_NOTHROW(house.consolidated());
}

TEST_CASE("only the standing office changes the calendar, and only to one that can be read", "[reporting][admission]") {
    House house;
    const Json holiday{{"holidays", {{{"date", "2024-02-16"}, {"name", "Nghỉ bù"}}}}};
    CHECK(office_sends(house, reporting::calendar_kind, holiday, "", an) == "forbidden focal");
    CHECK(office_sends(house, reporting::calendar_kind, {{"holidays", {{{"date", "soon"}}}}}) ==
          "invalid-input holidays[0].date");
    CHECK(office_sends(house, reporting::calendar_kind, holiday).empty());
    CHECK(base::show_time(house.book().deadlines().due) == "17:00 19/02/2024");
}
