#include "fixture.h"
#include "office_ui/overview_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

struct Seen final : office_ui::OverviewView {
    explicit Seen(House& house) : desk(house.desk(thu)) { presenter.load(); }
    void show_overview(const office_ui::Overview& now) override { overview = now; }
    void show_problem(const Error& error) override { problems.push_back(error); }

    reporting::Desk desk;
    desktop::InlineBackground background;
    office_ui::Overview overview;
    std::vector<Error> problems;
    office_ui::OverviewPresenter presenter{*this, background, desk};
};

} // namespace

TEST_CASE("the overview counts each of the 43 models once", "[office_ui][overview]") {
    House house;
    Seen seen(house);
    REQUIRE(seen.problems.empty());
    int models = 0;
    for (const auto& [status, count] : seen.overview.models)
        models += count;
    CHECK(models == 43);
}

TEST_CASE("what has waited longest for guidance stands first", "[office_ui][overview]") {
    House house;
    Seen seen(house);
    REQUIRE_FALSE(seen.overview.waits.empty());
    int before = seen.overview.waits.front().days;
    for (const auto& wait : seen.overview.waits) {
        CHECK(wait.days <= before);
        CHECK_FALSE(wait.name.empty());
        before = wait.days;
    }
}

TEST_CASE("who has not reported is named with the word for it", "[office_ui][overview]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    Seen seen(house);
    bool health = false, justice = false;
    for (const auto& line : seen.overview.late) {
        health = health || line.find("Sở Y tế") == 0;
        justice = justice || line.find("Sở Tư pháp · ") == 0;
    }
    CHECK_FALSE(health);
    CHECK(justice);
}
