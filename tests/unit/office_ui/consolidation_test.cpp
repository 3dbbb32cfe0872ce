#include "fixture.h"
#include "office_ui/consolidation_presenter.h"
#include "reporting/period_book.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

struct Room final : office_ui::ConsolidationView {
    explicit Room(House& house, const people::Person& person = thu) : desk(house.desk(person)) {
        presenter.list_periods();
        presenter.choose("2024-W07");
    }
    void show_periods(const std::vector<std::pair<std::string, std::string>>& all) override { periods = all; }
    void show_state(const office_ui::ConsolidationState& now) override { state = now; }
    void show_paper(const std::string& pdf, const std::string&) override { papers.push_back(pdf); }
    void show_done(const std::string& sentence) override { done.push_back(sentence); }
    void show_outcome(const office_ui::Outcome& outcome) override { done.push_back(outcome.sentence); }
    void show_problem(const Error& error) override { problems.push_back(error); }

    reporting::Desk desk;
    desktop::InlineBackground background;
    FormSeen renderer;
    int sent{0};
    std::optional<base::Workbook> book;
    std::vector<std::pair<std::string, std::string>> periods;
    office_ui::ConsolidationState state;
    std::vector<std::string> papers, done;
    std::vector<Error> problems;
    office_ui::ConsolidationPresenter presenter{
        *this,
        background,
        desk,
        renderer,
        [this](const base::Workbook& made, const std::filesystem::path&) -> Result<void> {
            book = made;
            return {};
        },
        [this] { ++sent; }};
};

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

TEST_CASE("the running week is offered first, months after the weeks", "[office_ui][consolidation]") {
    House house;
    Room room(house);
    REQUIRE(room.periods.size() == 18);
    CHECK(room.periods.front().first == "2024-W07");
    CHECK(room.periods.back().second.find("Month") == 0);
}

TEST_CASE("what is missing is named and never stops a consolidation", "[office_ui][consolidation]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    REQUIRE(house.accept(house.last).empty());
    Room room(house);
    CHECK(holds(room.state.missing, "Sở Tư pháp"));
    CHECK_FALSE(holds(room.state.missing, "Sở Y tế"));
    room.presenter.consolidate("Đánh giá chung");
    CHECK(room.problems.empty());
    CHECK(room.renderer.forms == std::vector<std::string>{"consolidated-report"});
    CHECK(room.papers.back() == "pdf of consolidated-report");
    CHECK(room.sent == 1);
    REQUIRE(house.pump(thu).empty());
    room.presenter.choose("2024-W07");
    CHECK(room.state.consolidated);
}

TEST_CASE("a preview records nothing", "[office_ui][consolidation]") {
    House house;
    Room room(house);
    room.presenter.preview({});
    CHECK(room.papers.size() == 1);
    CHECK(room.sent == 0);
    CHECK(house.queued().empty());
}

TEST_CASE("a period is locked and opened again", "[office_ui][consolidation]") {
    House house;
    Room room(house);
    CHECK_FALSE(room.state.locked);
    room.presenter.lock(true, "đã tổng hợp");
    REQUIRE(house.pump(thu).empty());
    room.presenter.choose("2024-W07");
    CHECK(room.state.locked);
    room.presenter.lock(false, "nộp bổ sung");
    REQUIRE(house.pump(thu).empty());
    room.presenter.choose("2024-W07");
    CHECK_FALSE(room.state.locked);
}

TEST_CASE("an auditor looks and records nothing", "[office_ui][consolidation]") {
    House house;
    Room room(house, auditor);
    room.presenter.consolidate({});
    room.presenter.lock(true, "x");
    REQUIRE(room.problems.size() == 2);
    for (const auto& problem : room.problems)
        CHECK(problem.code == ErrorCode::Forbidden);
    CHECK(house.queued().empty());
}

TEST_CASE("the workbook is that of the chosen period", "[office_ui][consolidation]") {
    House house;
    Room room(house);
    room.presenter.save_workbook("any.xlsx");
    REQUIRE(room.book);
    CHECK_FALSE(room.book->sheets.empty());
    CHECK(room.done.size() == 1);
}
