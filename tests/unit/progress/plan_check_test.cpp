#include "content.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using progress::Plan;
using Texts = std::vector<std::string>;

namespace {

/// SYT's plan for model 6 (window 01/10/2023 to 31/12/2023), complete and right.
Plan good() {
    Plan plan = plan_of(6, {"2023-11-30", "2023-12-31"});
    plan.milestones[0].from = day("2023-10-25");
    plan.indicators = {{"m06-co-so-tiep-nhan", 100, day("2023-12-31")}};
    plan.note = "Theo Kế hoạch 395";
    return plan;
}

Issues check(const Plan& plan, const std::string& agency = "SYT", const progress::PlanBook& book = {},
             const char* today = "2023-11-01") {
    Issues issues;
    const progress::Duties duties(content().catalogue, content().agencies, day("2023-11-01"));
    progress::check_plan(plan, agency, content().catalogue, duties, book, day(today), issues);
    return issues;
}

Texts problems(const Json& json) {
    Issues issues;
    [[maybe_unused]] const Plan plan = progress::plan_from_json(json, "", issues);
    return errors(issues);
}

} // namespace

TEST_CASE("a plan survives the way to JSON and back", "[progress][plan]") {
    Issues issues;
    const Json json = progress::plan_to_json(good());
    CHECK(progress::plan_to_json(progress::plan_from_json(json, "", issues)) == json);
    CHECK(issues.empty());
}

TEST_CASE("a complete plan has neither errors nor warnings", "[progress][plan]") { CHECK(check(good()).empty()); }

TEST_CASE("a plan for a model that does not exist is one error", "[progress][plan]") {
    Plan plan = good();
    plan.model = 44;
    CHECK(errors(check(plan)) == Texts{"model"});
    CHECK(check(plan).items().front().code == ErrorCode::NotFound);
}

TEST_CASE("an agency registers no plan for a model in which it has no task", "[progress][plan]") {
    CHECK(errors(check(good(), "NHNN")) == Texts{"model"});
    CHECK(check(good(), "NHNN").items().front().code == ErrorCode::Forbidden);
}

TEST_CASE("a plan has at least one milestone", "[progress][plan]") {
    Plan plan = good();
    plan.milestones.clear();
    CHECK(errors(check(plan)) == Texts{"milestones"});
}

TEST_CASE("every milestone has an id of its own", "[progress][plan]") {
    Plan plan = good();
    plan.milestones[1].id = "m1";
    CHECK(errors(check(plan)) == Texts{"milestones[1].id"});
    plan.milestones[0].id.clear();
    plan.milestones[1].id = "m2";
    CHECK(errors(check(plan)) == Texts{"milestones[0].id"});
}

TEST_CASE("a milestone does not end before it begins, but may take one day", "[progress][plan]") {
    Plan plan = good();
    plan.milestones[0].from = day("2023-12-01");
    CHECK(errors(check(plan)) == Texts{"milestones[0].due"});
    plan.milestones[0].from = plan.milestones[0].due;
    CHECK(check(plan).empty());
}

TEST_CASE("a milestone outside the model's window is a warning, not an error", "[progress][plan]") {
    Plan plan = good();
    plan.milestones[0].from.reset();
    plan.milestones[0].due = day("2023-09-30");
    plan.milestones[1].due = day("2024-01-01");
    CHECK(errors(check(plan)).empty());
    CHECK(warnings(check(plan)) == Texts{"milestones[0].due", "milestones[1].due"});
}

TEST_CASE("milestones are held against the window the steering committee has set, from the day it is in force",
          "[progress][plan]") {
    Ledger ledger;
    const progress::Adjustment longer{6, "QĐ 45", day("2024-01-15"), day("2023-11-15"), day("2024-03-31"), ""};
    ledger.add(progress::adjustment_kind, "", "model-06", progress::adjustment_to_json(longer),
               time_of("2024-01-15T09:00:00+07:00"));
    Plan plan = good();
    plan.milestones[1].due = day("2024-03-31");
    CHECK(warnings(check(plan, "SYT", ledger.book(), "2024-01-14")) == Texts{"milestones[1].due"});
    CHECK(check(plan, "SYT", ledger.book(), "2024-01-15").empty());
    plan.milestones[0].from.reset();
    plan.milestones[0].due = day("2023-11-14"); // inside the first window, before the adjusted one
    CHECK(warnings(check(plan, "SYT", ledger.book(), "2024-01-15")) == Texts{"milestones[0].due"});
}

TEST_CASE("a model without dates has no window to miss", "[progress][plan]") {
    CHECK(check(plan_of(7, {"2030-01-01"})).empty());
}

TEST_CASE("a plan that names nobody is a warning per milestone and one for the plan", "[progress][plan]") {
    Plan plan = good();
    plan.milestones[1].responsible.clear();
    plan.people.clear();
    CHECK(errors(check(plan)).empty());
    CHECK(warnings(check(plan)) == Texts{"milestones[1].responsible", "people"});
}

TEST_CASE("an indicator of another model is an error at its place", "[progress][plan]") {
    Plan plan = good();
    plan.indicators.push_back({"m07-benh-vien-kiosk", 3, std::nullopt});
    CHECK(errors(check(plan)) == Texts{"indicators[1].code"});
}

TEST_CASE("everything that is wrong with a plan is said at once", "[progress][plan]") {
    Plan plan = good();
    plan.milestones[1].id = "m1";
    plan.milestones[0].from = day("2023-12-24");
    plan.indicators[0].code = "m00";
    CHECK(errors(check(plan, "NHNN")) == Texts{"model", "milestones[0].due", "milestones[1].id", "indicators[0].code"});
}

TEST_CASE("a plan in JSON with wrong types is read as far as it goes and every problem named", "[progress][plan]") {
    Json json = progress::plan_to_json(good());
    json["model"] = "6";
    json["milestones"][0]["due"] = "30/2/2024";
    json["milestones"][1].erase("name");
    json["milestones"][1]["colour"] = "red";
    json["indicators"][0]["target"] = "all";
    json["people"] = {"Phó Giám đốc", 7};
    json["budget"] = 5;
    const Texts found = problems(json);
    for (const char* where : {"model", "milestones[0].due", "milestones[1].name", "milestones[1].colour",
                              "indicators[0].target", "people", "budget"}) {
        CAPTURE(where);
        CHECK(std::find(found.begin(), found.end(), where) != found.end());
    }
}

TEST_CASE("a milestone without a date is refused, however the date is left out", "[progress][plan]") {
    for (const Json& nothing : {Json(nullptr), Json("")}) {
        Json json = progress::plan_to_json(good());
        json["milestones"][0]["due"] = nothing;
        REQUIRE_FALSE(problems(json).empty());
        CHECK(problems(json).front() == "milestones[0].due");
    }
    Json json = progress::plan_to_json(good());
    json["milestones"][0].erase("due");
    CHECK(problems(json).front() == "milestones[0].due");
}

TEST_CASE("plans that are no objects are problems and no crash", "[progress][plan]") {
    for (const Json& wrong : {Json(nullptr), Json(7), Json::array({1}), Json::object()})
        CHECK_FALSE(problems(wrong).empty());
    Json json = progress::plan_to_json(good());
    json["milestones"] = {1, nullptr, "m1"};
    CHECK_FALSE(problems(json).empty());
}

TEST_CASE("a model's subject has two digits, so that subjects sort like numbers", "[progress][plan]") {
    CHECK(progress::model_subject(6) == "model-06");
    CHECK(progress::model_subject(43) == "model-43");
}
