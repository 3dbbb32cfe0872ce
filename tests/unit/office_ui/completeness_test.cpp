#include "base/shown_period.h"
#include "fixture.h"
#include "office_ui/completeness_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

struct Matrix final : office_ui::CompletenessView {
    explicit Matrix(House& house) : desk(house.desk(thu)) {}
    void show_matrix(const office_ui::CompletenessMatrix& now) override { matrix = now; }
    void show_outcome(const office_ui::Outcome& now) override { outcome = now; }
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
    office_ui::Outcome outcome;
    FormSeen renderer;
    std::vector<Error> problems;
    office_ui::CompletenessPresenter presenter{*this, background, desk, renderer};
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
    CHECK(shown.matrix.periods.front().label == base::shown_label(week7()));
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

TEST_CASE("letters are offered for the newest period that is past its deadline and owed", "[office_ui][completeness]") {
    House house;
    Matrix shown(house);
    shown.presenter.load(base::Period::Kind::Weekly);
    REQUIRE(shown.matrix.periods.size() > 1);
    CHECK(shown.matrix.urged == 1); // the running week still has until 17:00
    house.clock.set(due_week7 + std::chrono::hours{1});
    shown.presenter.load(base::Period::Kind::Weekly);
    CHECK(shown.matrix.urged == 0);
    CHECK(shown.matrix.periods[0].owing == house.consolidated().completeness.missing.size());
}

TEST_CASE("who owes the report is urged in one go, and it is told to whom", "[office_ui][completeness]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    TempFolder folder;
    Matrix shown(house);
    shown.presenter.write_letters("2024-W07", folder.path);
    REQUIRE(shown.problems.empty());
    CHECK(shown.outcome.done == house.consolidated().completeness.missing.size());
    CHECK(shown.outcome.refused == 0);
    CHECK(shown.outcome.sentence.find("Sở Tư pháp") != std::string::npos);
    CHECK(shown.outcome.sentence.find("Sở Y tế") == std::string::npos);
    CHECK(std::filesystem::exists(folder.path / "2024-W07-STP.pdf"));
    CHECK_FALSE(std::filesystem::exists(folder.path / "2024-W07-SYT.pdf"));
}

TEST_CASE("a letter that cannot be made is told with its reason", "[office_ui][completeness]") {
    House house;
    TempFolder folder;
    Matrix shown(house);
    shown.renderer.trouble = Error{ErrorCode::MissingGlyph, "A character has no glyph", "agency_name", {}};
    shown.presenter.write_letters("2024-W07", folder.path);
    CHECK(shown.outcome.done == 0);
    CHECK(shown.outcome.refused == house.consolidated().completeness.missing.size());
    CHECK(shown.outcome.help == "errors/missing-glyph");
    CHECK(shown.outcome.sentence.find("A character has no glyph") != std::string::npos);
}

TEST_CASE("who may not manage periods urges nobody", "[office_ui][completeness]") {
    House house;
    TempFolder folder;
    Matrix shown(house);
    shown.desk.person = auditor;
    shown.presenter.write_letters("2024-W07", folder.path);
    REQUIRE(shown.problems.size() == 1);
    CHECK(shown.problems[0].code == ErrorCode::Forbidden);
}
