#include "fixture.h"
#include "office_ui/completeness_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

struct Matrix final : office_ui::CompletenessView {
    explicit Matrix(House& house) : desk(house.desk(thu)) {}
    void show_matrix(const office_ui::CompletenessMatrix& now) override { matrix = now; }
    void show_problem(const Error& error) override { problems.push_back(error); }
    const office_ui::CompletenessMatrix::Row* row(const std::string& code) const {
        for (const auto& one : matrix.rows)
            if (one.code == code)
                return &one;
        return nullptr;
    }

    reporting::Desk desk;
    desktop::InlineBackground background;
    office_ui::CompletenessMatrix matrix;
    std::vector<Error> problems;
    office_ui::CompletenessPresenter presenter{*this, background, desk};
};

} // namespace

TEST_CASE("who reported in time, late or not at all is told by sign and word", "[office_ui][completeness]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    house.clock.set(due_week7 + std::chrono::hours{1});
    REQUIRE(house.send_report(binh, short_report("CAT", about(1))).empty());
    Matrix shown(house);
    shown.presenter.load(base::Period::Kind::Weekly);
    REQUIRE(shown.problems.empty());
    REQUIRE_FALSE(shown.matrix.periods.empty());
    CHECK(shown.matrix.periods.front() == week7().label());
    REQUIRE(shown.row("SYT") != nullptr);
    REQUIRE(shown.row("CAT") != nullptr);
    REQUIRE(shown.row("STP") != nullptr);
    CHECK(shown.row("SYT")->cells.front().starts_with("✓"));
    CHECK(shown.row("CAT")->cells.front().starts_with("▲"));
    CHECK(shown.row("STP")->cells.front().starts_with("✕"));
}

TEST_CASE("every row has a cell for every period, and who fails most stands first", "[office_ui][completeness]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    Matrix shown(house);
    shown.presenter.load(base::Period::Kind::Weekly);
    CHECK(shown.matrix.totals.size() == shown.matrix.periods.size());
    std::size_t before = shown.matrix.rows.front().faults;
    for (const auto& row : shown.matrix.rows) {
        CHECK(row.cells.size() == shown.matrix.periods.size());
        CHECK(row.faults <= before);
        before = row.faults;
    }
}

TEST_CASE("a returned report counts as a fault until it is sent again", "[office_ui][completeness]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    REQUIRE(house.decide(house.last, "returned", "Thiếu số liệu").empty());
    Matrix shown(house);
    shown.presenter.load(base::Period::Kind::Weekly);
    CHECK(shown.row("SYT")->cells.front().starts_with("↩"));
}
