#include "form_fixture.h"
#include "reporting_ui/conflict_presenter.h"

using namespace canbo;
using namespace canbo::test;
using namespace canbo::reporting::ui;

TEST_CASE("two versions of one agency stand side by side and the kept one becomes the draft",
          "[reporting_ui][conflict]") {
    FormDesk form;
    REQUIRE(form.house.send_report(an, health_report()).empty());
    const std::string first = form.house.last;
    auto other = health_report();
    other.models[0].percent = 80;
    other.models[0].proposals.clear();
    REQUIRE(form.house.send_report(ha, other).empty());
    const std::string second = form.house.last;
    form.presenter.open(first);
    REQUIRE(form.view.rivals.size() == 2);
    CHECK_FALSE(form.presenter.can_revise());

    const auto rows = conflict_rows(form.view.rivals, content().catalogue);
    REQUIRE(rows.size() > 2);
    CHECK(rows[0].differs);
    CHECK(rows[1].differs);
    CHECK_FALSE(rows[2].differs);
    CHECK(rows[0].path == "models/6/percent");
    CHECK(rows[0].title == "Model 6 · Percentage done (%)");
    CHECK(rows[0].values.size() == 2);
    CHECK(conflict_versions(form.view.rivals).front().title.find("received 09:00 16/02/2024") != std::string::npos);

    form.presenter.keep_version(second);
    const auto draft = form.house.draft(form.view.opened);
    REQUIRE(draft);
    CHECK(draft->fields.at("models/6/percent") == "80.0");
    CHECK(draft->bases.size() == 2);
}
