#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace canbo::progress::ui;

namespace {

struct PlanSeen final : PlanView {
    std::optional<PlanPage> page;
    PlanFields fields;
    std::vector<FieldIssue> issues;
    std::vector<Error> problems;
    int submitted{0};
    int shown{0};
    void show_plan(const PlanPage& now, const PlanFields& typed) override {
        page = now;
        fields = typed;
        ++shown;
    }
    void show_versions(const PlanPage& now) override { page = now; }
    void show_issues(const std::vector<FieldIssue>& all) override { issues = all; }
    void show_problem(const Error& error) override { problems.push_back(error); }
    void show_submitted(int model) override { submitted = model; }

    bool error_at(const std::string& where) const {
        return std::any_of(issues.begin(), issues.end(),
                           [&](const auto& issue) { return issue.error && issue.where == where; });
    }
};

struct Form {
    reporting::Desk desk;
    desktop::InlineBackground background;
    MemorySettingStore drafts;
    ProgressSource source{desk, background};
    PlanSeen view;
    PlanPresenter presenter{view, source, background, drafts};

    explicit Form(House& house, int model = 6, const people::Person& person = an) : desk(house.desk(person)) {
        source.load();
        presenter.open(model);
    }
};

PlanFields good(const PlanFields& from) {
    PlanFields fields = from;
    fields.milestones = {{"m1", "Trang bị thiết bị đọc", "01/10/2023", "15/12/2023", "Phòng Nghiệp vụ Y"}};
    fields.goals[0].target = "100";
    fields.people = "Phó Giám đốc";
    return fields;
}

} // namespace

TEST_CASE("a plan that is submitted waits in the outbox, and the draft is gone", "[progress_ui][plan]") {
    House house;
    Form form(house);
    REQUIRE(form.view.page);
    CHECK(form.view.page->allowed);
    CHECK(form.view.page->versions.empty());
    form.presenter.edited(good(form.view.fields));
    CHECK(form.presenter.has_draft());
    form.presenter.submit();
    CHECK(form.view.problems.empty());
    CHECK(form.view.submitted == 6);
    REQUIRE(house.queued().size() == 1);
    const auto& entry = house.queued().front().frozen.entry;
    CHECK(entry.kind == progress::plan_kind);
    CHECK(entry.agency == "SYT");
    CHECK(entry.subject == "model-06");
    CHECK(house.pump(an).empty()); // the office takes it
    Form again(house);
    CHECK_FALSE(again.presenter.has_draft());
    CHECK(again.view.page->versions.size() == 1);
    CHECK(again.view.fields.milestones.front().name == "Trang bị thiết bị đọc");
}

TEST_CASE("a plan with errors is not submitted and each is told at its field", "[progress_ui][plan]") {
    House house;
    Form form(house);
    auto fields = good(form.view.fields);
    fields.milestones[0].due = "mai";
    fields.milestones.push_back({"m2", "", "", "", ""}); // an empty line is no milestone
    fields.milestones.push_back({"m3", "Ngược", "01/03/2024", "01/02/2024", "Ai đó"});
    form.presenter.edited(fields);
    form.presenter.submit();
    CHECK(form.view.submitted == 0);
    CHECK(house.queued().empty());
    CHECK(form.view.error_at("milestones[0].due"));
    CHECK(form.view.error_at("milestones[2].due")); // the line of the form, not of the plan
    REQUIRE_FALSE(form.view.problems.empty());
    CHECK(form.view.problems.back().code == ErrorCode::InvalidInput);
}

TEST_CASE("what was typed is there again when the form is opened another time", "[progress_ui][plan]") {
    House house;
    PlanFields typed;
    {
        Form form(house);
        typed = good(form.view.fields);
        typed.milestones[0].due = "15/1";
        form.presenter.edited(typed);
    }
    Form form(house);
    CHECK(form.presenter.has_draft());
    CHECK(form.view.fields == typed);
    CHECK(form.view.error_at("milestones[0].due"));
    form.presenter.discard();
    CHECK_FALSE(form.presenter.has_draft());
    Form last(house);
    CHECK(last.view.fields == empty_fields(*content().catalogue.find(6)));
}

TEST_CASE("what is typed when the program ends is kept at once", "[progress_ui][plan]") {
    House house;
    PlanFields typed;
    {
        Form form(house);
        typed = good(form.view.fields);
        form.presenter.flush(typed);
    }
    CHECK(Form(house).view.fields == typed);
}

TEST_CASE("drafts of two models and two agencies do not meet", "[progress_ui][plan]") {
    House house;
    {
        Form form(house);
        form.presenter.edited(good(form.view.fields));
    }
    CHECK_FALSE(Form(house, 7).presenter.has_draft());
    CHECK_FALSE(Form(house, 6, binh).presenter.has_draft());
}

TEST_CASE("news from the office changes the versions, not what is typed", "[progress_ui][plan]") {
    House house;
    Form form(house);
    const auto typed = good(form.view.fields);
    form.presenter.edited(typed);
    const auto plan = test::plan_of(6, {"2023-12-01"});
    REQUIRE(house.send(ha, progress::plan_kind, "SYT", progress::model_subject(6), progress::plan_to_json(plan)) == "");
    const int shown = form.view.shown;
    form.source.load();
    CHECK(form.view.shown == shown);
    CHECK(form.view.page->versions.size() == 1);
    CHECK(form.presenter.fields() == typed);
}

TEST_CASE("milestones are added and taken away, the last one leaves an empty line", "[progress_ui][plan]") {
    House house;
    Form form(house);
    form.presenter.add_milestone();
    CHECK(form.view.fields.milestones.size() == 2);
    form.presenter.remove_milestone(0);
    form.presenter.remove_milestone(0);
    CHECK(form.view.fields.milestones.size() == 1);
    form.presenter.remove_milestone(7);
    CHECK(form.view.fields.milestones.size() == 1);
}

TEST_CASE("who may not register sees no form and can submit nothing", "[progress_ui][plan]") {
    House house;
    Form form(house, 6, auditor);
    REQUIRE(form.view.page);
    CHECK_FALSE(form.view.page->allowed);
    form.presenter.edited(good(empty_fields(*content().catalogue.find(6))));
    form.presenter.submit();
    CHECK(form.view.submitted == 0);
    CHECK(house.queued().empty());
}
