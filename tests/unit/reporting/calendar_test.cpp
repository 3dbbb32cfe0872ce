#include "fixture.h"
#include "reporting/tier_deadline.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using reporting::Calendar;
using Texts = std::vector<std::string>;

namespace {

const Calendar& shipped() { return content().calendar; }

std::string due(const Calendar& calendar, const char* text) {
    return base::show_time(calendar.deadlines(period(text)).value().due);
}
std::string cut_off(const Calendar& calendar, const char* text) {
    return base::show_time(calendar.deadlines(period(text)).value().cut_off);
}

Json weekly(const char* from, const char* cut_off_day, Json deadline) {
    return {{"regimes",
             {{{"kind", "weekly"},
               {"valid_from", from},
               {"valid_to", nullptr},
               {"cut_off", {{"weekday", cut_off_day}, {"time", "17:00"}}},
               {"deadline", std::move(deadline)}}}}};
}

Texts problems(const Json& json) {
    Issues issues;
    [[maybe_unused]] const auto calendar = Calendar::from_json(json, issues);
    return errors(issues);
}

} // namespace

TEST_CASE("a weekly report is cut off on Thursday and due on Friday at 17:00", "[reporting][calendar]") {
    CHECK(cut_off(shipped(), "2024-W07") == "17:00 15/02/2024");
    CHECK(due(shipped(), "2024-W07") == "17:00 16/02/2024");
}

TEST_CASE("in the week of Tết the Friday is a day off and the report is due on the 15th", "[reporting][calendar]") {
    CHECK(cut_off(shipped(), "2024-W06") == "17:00 08/02/2024");
    CHECK(due(shipped(), "2024-W06") == "17:00 15/02/2024");
}

TEST_CASE("the monthly report is cut off on the 14th and due on the next working day", "[reporting][calendar]") {
    CHECK(cut_off(shipped(), "2024-02") == "17:00 14/02/2024");
    CHECK(due(shipped(), "2024-02") == "17:00 15/02/2024");
    CHECK(due(shipped(), "2024-06") == "17:00 17/06/2024"); // the 14th is a Friday
}

TEST_CASE("holidays and weekends are no working days, a swapped Saturday is one", "[reporting][calendar]") {
    CHECK(shipped().is_working_day(day("2024-02-15")));
    CHECK_FALSE(shipped().is_working_day(day("2024-02-14"))); // Tết, a Wednesday
    CHECK_FALSE(shipped().is_working_day(day("2024-02-17"))); // Saturday
    CHECK_FALSE(shipped().is_working_day(day("2024-02-18"))); // Sunday
    CHECK(shipped().is_working_day(day("2024-05-04")));       // Saturday, worked for Monday 29/04
    CHECK_FALSE(shipped().is_working_day(day("2024-04-29")));
    CHECK(shipped().next_working_day(day("2024-04-26")) == day("2024-05-02"));
    CHECK(shipped().next_working_day(day("2024-05-03")) == day("2024-05-04"));
    CHECK(shipped().next_working_day(day("2024-02-07")) == day("2024-02-15"));
}

TEST_CASE("a later regime wins from its date on and old weeks keep theirs", "[reporting][calendar]") {
    Calendar calendar = shipped();
    Issues issues;
    calendar.apply(weekly("2024-03-01", "wednesday", {{"weekday", "thursday"}, {"time", "11:30"}}), issues);
    REQUIRE(issues.empty());
    CHECK(due(calendar, "2024-W08") == "17:00 23/02/2024"); // ends on 25/02
    CHECK(due(calendar, "2024-W09") == "11:30 29/02/2024"); // ends on 03/03, when the new one is in force
    CHECK(cut_off(calendar, "2024-W09") == "17:00 28/02/2024");
    CHECK(due(calendar, "2024-03") == due(shipped(), "2024-03")); // the month has its own regime
}

TEST_CASE("of two regimes from one date the one recorded last wins", "[reporting][calendar]") {
    Calendar calendar = shipped();
    Issues issues;
    calendar.apply(weekly("2024-03-01", "wednesday", {{"weekday", "thursday"}, {"time", "11:30"}}), issues);
    calendar.apply(weekly("2024-03-01", "wednesday", {{"weekday", "thursday"}, {"time", "10:00"}}), issues);
    CHECK(due(calendar, "2024-W10") == "10:00 07/03/2024");
}

TEST_CASE("at least one working day lies between cut-off and due", "[reporting][calendar]") {
    Calendar calendar;
    Issues issues;
    // Due "on Thursday" with a cut-off on Thursday moves to Friday.
    calendar.apply(weekly("2024-01-01", "thursday", {{"weekday", "thursday"}, {"time", "17:00"}}), issues);
    CHECK(due(calendar, "2024-W08") == "17:00 23/02/2024");
}

TEST_CASE("a regime may count working days instead of naming a weekday", "[reporting][calendar]") {
    Calendar calendar = shipped();
    Issues issues;
    calendar.apply(weekly("2024-01-01", "friday", {{"working_days_after", 2}, {"time", "09:00"}}), issues);
    REQUIRE(issues.empty());
    CHECK(due(calendar, "2024-W08") == "09:00 27/02/2024"); // Monday, Tuesday
}

TEST_CASE("before the plan began no regime is in force", "[reporting][calendar]") {
    const auto deadlines = shipped().deadlines(period("2023-W41"));
    REQUIRE_FALSE(deadlines);
    CHECK(deadlines.error().code == ErrorCode::NotFound);
    CHECK(deadlines.error().where == "2023-W41");
    CHECK(shipped().deadlines(period("2023-W42"))); // ends on 22/10, the plan is of 20/10/2023
    CHECK_FALSE(Calendar().deadlines(week7()));
}

TEST_CASE("a regime that was closed is not in force after its last day", "[reporting][calendar]") {
    Json json = weekly("2024-01-01", "thursday", {{"weekday", "friday"}, {"time", "17:00"}});
    json["regimes"][0]["valid_to"] = "2024-02-18";
    Issues issues;
    const Calendar calendar = Calendar::from_json(json, issues);
    CHECK(calendar.deadlines(week7()));
    CHECK_FALSE(calendar.deadlines(period("2024-W08")));
}

TEST_CASE("a recorded holiday moves the deadlines of its week", "[reporting][calendar]") {
    Ledger ledger;
    ledger.add(reporting::calendar_kind, "", "2024", {{"holidays", {{{"date", "2024-02-23"}, {"name", "Nghỉ"}}}}},
               friday_morning);
    auto tx = *ledger.database.begin(base::Database::Mode::Read);
    const auto calendar = reporting::load_calendar(*tx, ledger.entries, shipped());
    REQUIRE(calendar);
    CHECK(due(*calendar, "2024-W08") == "17:00 26/02/2024");
    CHECK(due(shipped(), "2024-W08") == "17:00 23/02/2024");
}

TEST_CASE("a change of the calendar with mistakes names every one", "[reporting][calendar]") {
    Json json = weekly("2024-13-01", "thứ năm", {{"weekday", "funday"}, {"time", "24:00"}});
    json["holidays"] = {{{"date", "31/02/2024"}}, {{"name", "Tết"}}};
    json["swapped"] = {{{"off", "2024-04-29"}}};
    json["colour"] = "red";
    CHECK(problems(json) == Texts{"holidays[0].date", "holidays[1].date", "holidays[1].date", "swapped[0].work",
                                  "swapped[0].work", "regimes[0].valid_from", "regimes[0].cut_off.weekday",
                                  "regimes[0].deadline.weekday", "regimes[0].deadline.time", "colour"});
}

TEST_CASE("a time of day that is none is a problem and no crash", "[reporting][calendar]") {
    for (const char* wrong : {"", "1700", "17h00", "17:0", "-1:00", ":::::", "1:::1", "::::1", "17:60", "99:99"}) {
        CAPTURE(wrong);
        CHECK(problems(weekly("2024-01-01", "thursday", {{"weekday", "friday"}, {"time", wrong}})) ==
              Texts{"regimes[0].deadline.time"});
    }
}

TEST_CASE("the calendar printed as JSON shows holidays, swaps and regimes", "[reporting][calendar]") {
    const Json json = shipped().to_json();
    CHECK(json["holidays"][0] == "2024-01-01");
    CHECK(json["working_saturdays"][0] == "2024-05-04");
    CHECK(json["days_off"][0] == "2024-04-29");
    REQUIRE(json["regimes"].size() == 2);
    CHECK(json["regimes"][0]["cut_off"]["weekday"] == "thursday");
    CHECK(json["regimes"][0]["deadline"]["time"] == "17:00");
    CHECK(json["regimes"][1]["cut_off"]["day"] == 14);
    CHECK(json["regimes"][1]["deadline"]["working_days_after"] == 1);
}

TEST_CASE("a report to a lead is due as many working days before the office's deadline as the lead says",
          "[reporting][calendar][tier]") {
    reporting::TierDeadlines tiers(shipped());
    Issues issues;
    tiers.apply("STP", {{"from", "2024-01-01"}, {"working_days_before", 1}}, issues);
    const auto to = [&](const char* receiver, const char* text) {
        return base::show_time(tiers.deadlines(period(text), receiver).value().due);
    };
    CHECK(to("STP", "2024-W07") == "17:00 15/02/2024"); // Thursday
    CHECK(to("STP", "2024-W06") == "17:00 08/02/2024"); // Tết lies between
    CHECK(to("STP", "2024-02") == "17:00 14/02/2024");  // never before the cut-off, though a day off
    CHECK(to("", "2024-W07") == "17:00 16/02/2024");
    CHECK(to("SYT", "2024-W07") == "17:00 16/02/2024"); // said nothing
}

TEST_CASE("a lead's own word holds from its day on", "[reporting][calendar][tier]") {
    reporting::TierDeadlines tiers(shipped());
    Issues issues;
    tiers.apply("STP", {{"from", "2024-02-18"}, {"working_days_before", 1}}, issues);
    tiers.apply("STP", {{"from", "2024-03-01"}, {"working_days_before", 3}}, issues);
    REQUIRE_FALSE(issues.has_errors());
    CHECK(tiers.days_before("STP", day("2024-02-17")) == 0);
    CHECK(tiers.days_before("STP", day("2024-02-18")) == 1);
    CHECK(tiers.days_before("SYT", day("2024-02-18")) == 0);
    CHECK(base::show_time(tiers.deadlines(period("2024-W07"), "STP").value().due) == "17:00 15/02/2024");
    CHECK(base::show_time(tiers.deadlines(period("2024-06"), "STP").value().due) == "17:00 14/06/2024");
}
