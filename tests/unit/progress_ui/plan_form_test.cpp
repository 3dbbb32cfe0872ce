#include "base/decimal.h"
#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace canbo::progress::ui;

namespace {
const progress::Model& model6() { return *content().catalogue.find(6); }
} // namespace

TEST_CASE("numbers are read as Vietnamese write them", "[progress_ui][plan]") {
    CHECK(base::parse_decimal("81,3") == 81.3);
    CHECK(base::parse_decimal("1.234.567") == 1234567);
    CHECK(base::parse_decimal("386.540") == 386540);
    CHECK(base::parse_decimal(" 1.234,5 ") == 1234.5);
    CHECK(base::parse_decimal("81.3") == 81.3);
    CHECK(base::parse_decimal("0") == 0);
    for (const char* text : {"", " ", "x", "12x", "1,2,3", "--1"})
        CHECK_FALSE(base::parse_decimal(text));
}

TEST_CASE("an empty form has one milestone and a line for every indicator", "[progress_ui][plan]") {
    const auto fields = empty_fields(model6());
    REQUIRE(fields.milestones.size() == 1);
    CHECK(fields.milestones[0].id == "m1");
    CHECK(fields.goals.size() == model6().indicators.size());
}

TEST_CASE("a plan shown in the form and read from it is the same plan", "[progress_ui][plan]") {
    auto plan = plan_of(6, {"2023-12-01", "2024-06-30"});
    plan.milestones[1].from = day("2024-01-15");
    plan.indicators = {{"m06-co-so-tiep-nhan", 99.5, day("2024-06-30")}};
    plan.people = {"Phó Giám đốc", "Trưởng phòng"};
    plan.note = "Ghi chú";
    Issues issues;
    const auto read = progress::ui::plan_of(fields_of(plan, model6()), 6, issues);
    CHECK(issues.empty());
    CHECK(progress::plan_to_json(read) == progress::plan_to_json(plan));
}

TEST_CASE("what is no date and no number is told at its field", "[progress_ui][plan]") {
    auto fields = empty_fields(model6());
    fields.milestones[0].name = "Trang bị thiết bị";
    fields.milestones[0].from = "31/02/2024";
    add_milestone(fields);
    fields.milestones[1].due = "30/06/2024";
    fields.goals[0].target = "nhiều";
    fields.goals[1].due = "30/06/2024";
    Issues issues;
    progress::ui::plan_of(fields, 6, issues);
    CHECK(errors(issues) == std::vector<std::string>{"milestones[0].from", "milestones[0].due", "milestones[1].name",
                                                     "goals[0].target", "goals[1].target"});
}

TEST_CASE("a milestone more gets an id that nobody has", "[progress_ui][plan]") {
    auto fields = empty_fields(model6());
    add_milestone(fields);
    add_milestone(fields);
    fields.milestones.erase(fields.milestones.begin() + 1);
    add_milestone(fields);
    CHECK(fields.milestones[2].id == "m2");
}

TEST_CASE("a form survives being kept, whatever was typed", "[progress_ui][plan]") {
    auto fields = empty_fields(model6());
    fields.milestones[0] = {"m1", "Nửa chừng \"dở\"", "3", "", "ông"};
    fields.people = "Một\nHai";
    CHECK(fields_from_json(fields_to_json(fields)) == fields);
    CHECK_FALSE(fields_from_json(Json("no form")));
    CHECK(fields_from_json(Json::object())->milestones.size() == 1);
}
