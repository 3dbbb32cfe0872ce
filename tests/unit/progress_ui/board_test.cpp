#include "base/text.h"
#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using progress::Status;
using progress::ui::BoardColumn;

namespace {

std::size_t sum_of_statuses(const BoardSeen& view) {
    std::size_t sum = 0;
    for (const auto& tile : view.screen.tiles)
        if (tile.status)
            sum += tile.count;
    return sum;
}

} // namespace

TEST_CASE("an empty desk shows all 43 models and says that nothing was reported", "[progress_ui][board]") {
    House house;
    Board board(house);
    CHECK(board.view.problems.empty());
    CHECK(board.view.screen.lines.size() == 43);
    CHECK(board.view.screen.hint.find("No report has reached this desk") == 0);
    CHECK_FALSE(board.view.screen.filtered);
    CHECK(sum_of_statuses(board.view) == 43);
    CHECK(board.view.tile("green") + board.view.tile("amber") + board.view.tile("red") == 0);
    CHECK(board.view.choices.groups.size() == 6);
}

TEST_CASE("a report changes what the board says of its models", "[progress_ui][board]") {
    House house;
    REQUIRE(house.send_report(an, health_report()) == "");
    Board board(house);
    CHECK(board.view.screen.hint.find("This desk holds your own agency's reports") == 0);
    CHECK(Board(house, thu).view.screen.hint.empty()); // the standing office sees every agency's
    CHECK(board.row(6).percent == 92);
    CHECK(board.row(6).confidence == progress::Confidence::Green);
    CHECK(board.row(6).last_report == "2024-W07");
    CHECK(board.row(6).status == Status::Late); // its window ended on 31/12/2023
    CHECK(board.row(1).last_report.empty());
    CHECK(board.view.tile("green") == 3);
}

TEST_CASE("a model is as far and as sure as the agency that is least so", "[progress_ui][board]") {
    House house;
    auto sure = about(1, "on-track", 80);
    REQUIRE(house.send_report(binh, short_report("CAT", sure)) == "");
    auto unsure = about(1, "at-risk", 30);
    unsure.confidence = "red";
    const people::Person other{"chi.pham", people::Role::Focal, "STTTT"};
    REQUIRE(house.send_report(other, short_report("STTTT", unsure)) == "");
    Board board(house, thu);
    CHECK(board.row(1).percent == 30);
    CHECK(board.row(1).confidence == progress::Confidence::Red);
}

TEST_CASE("models are found by beginnings of words without diacritics, in name, objective and agency",
          "[progress_ui][board]") {
    House house;
    Board board(house);
    board.presenter.set_text("kham chua benh cccd");
    CHECK(board.view.keys() == std::vector<std::string>{"6"});
    board.presenter.set_text("BENH   kham"); // order and spaces do not matter
    const auto found = board.view.keys();
    CHECK(std::count(found.begin(), found.end(), "6") == 1);
    board.presenter.set_text("so y te");
    REQUIRE(board.presenter.has_rows());
    for (const auto& row : board.presenter.rows()) {
        CHECK(base::contains_folded(row.key, " y"));
        CHECK(base::contains_folded(row.key, " te"));
    }
    board.presenter.set_text("neid"); // the middle of a word finds nothing: one letter would find everything
    CHECK_FALSE(board.presenter.has_rows());
    board.presenter.set_text("khong co mo hinh nao nhu vay");
    CHECK(board.view.screen.lines.empty());
    CHECK(board.view.screen.filtered);
}

TEST_CASE("conditions hold together, and clearing them shows all models again", "[progress_ui][board]") {
    House house;
    Board board(house);
    board.presenter.set_group("2");
    for (const auto& row : board.presenter.rows())
        CHECK(row.group == 2);
    board.presenter.set_agency("SYT");
    CHECK(board.presenter.rows().size() < 43);
    for (const auto& row : board.presenter.rows())
        CHECK(std::count(row.agencies.begin(), row.agencies.end(), "SYT") == 1);
    CHECK(board.presenter.conditions().find("Nhóm 2") == 0);
    board.presenter.clear_filter();
    CHECK(board.view.filter.empty());
    CHECK(board.view.screen.lines.size() == 43);
    CHECK(board.presenter.conditions().empty());
}

TEST_CASE("a tile filters by its status and, pressed again, no longer", "[progress_ui][board]") {
    House house;
    REQUIRE(house.send_report(an, health_report()) == "");
    Board board(house);
    const std::size_t late = board.view.tile("late");
    const std::size_t waiting = board.view.tile("waiting");
    REQUIRE(late > 0);
    REQUIRE(waiting > 0);
    board.presenter.press_tile("late");
    CHECK(board.view.screen.lines.size() == late);
    CHECK(board.view.filter.status == Status::Late);
    CHECK(board.view.tile("waiting") == waiting); // the other tiles still tell what they would find
    board.presenter.press_tile("green");
    CHECK(board.view.filter.confidence == progress::Confidence::Green);
    board.presenter.press_tile("late");
    board.presenter.press_tile("green");
    CHECK(board.view.screen.lines.size() == 43);
}

TEST_CASE("a column sorts, the same column again turns the order, what is missing stays last", "[progress_ui][board]") {
    House house;
    REQUIRE(house.send_report(an, health_report()) == "");
    Board board(house);
    board.presenter.sort_by(BoardColumn::Percent);
    REQUIRE(board.view.keys().size() == 43);
    CHECK(board.view.keys()[0] == "7");
    CHECK(board.view.keys()[2] == "6");
    CHECK(board.view.keys()[3] == "1");
    board.presenter.sort_by(BoardColumn::Percent);
    CHECK(board.view.screen.descending);
    CHECK(board.view.keys()[0] == "6");
    CHECK(board.view.keys()[2] == "7");
    CHECK(board.view.keys()[3] == "1");
    board.presenter.sort_by(BoardColumn::Status);
    CHECK(board.presenter.rows().front().status == Status::Late);
    board.presenter.sort_by(BoardColumn::Number);
    CHECK(board.view.keys().front() == "1");
    board.presenter.sort_by(BoardColumn::Number);
    CHECK(board.view.keys().front() == "43");
}

TEST_CASE("a model that waits for guidance says since when and for how many days", "[progress_ui][board]") {
    House house;
    Board board(house);
    const auto& row = board.row(7);
    REQUIRE(row.status == Status::Waiting);
    REQUIRE(row.waiting_since);
    CHECK(row.waiting_days == (day("2024-02-16") - *row.waiting_since).count());
    CHECK(*row.waiting_since >= day("2023-10-20")); // not before the plan was issued
    CHECK_FALSE(board.row(6).waiting_since);
}

TEST_CASE("the next milestone is the first one that is not reached, and overdue when its day has passed",
          "[progress_ui][board]") {
    House house;
    const auto plan = plan_of(6, {"2023-12-01", "2024-02-01", "2024-06-30"});
    REQUIRE(house.send(an, progress::plan_kind, "SYT", progress::model_subject(6), progress::plan_to_json(plan)) == "");
    {
        Board board(house);
        CHECK(board.row(6).milestone_due == day("2023-12-01"));
        CHECK(board.row(6).milestone_late);
    }
    auto report = health_report();
    report.models[0].milestones = {{"m1", "2023-12-01"}, {"m2", "2024-02-01"}};
    REQUIRE(house.send_report(an, report) == "");
    Board board(house);
    CHECK(board.row(6).milestone_due == day("2024-06-30"));
    CHECK_FALSE(board.row(6).milestone_late);
}

TEST_CASE("the sheet and the paper hold the rows on the screen in their order", "[progress_ui][board]") {
    House house;
    REQUIRE(house.send_report(an, health_report()) == "");
    Board board(house);
    board.presenter.set_agency("SYT");
    board.presenter.sort_by(BoardColumn::Number);
    board.presenter.export_xlsx("board.xlsx");
    REQUIRE(board.book);
    const auto& sheet = board.book->sheets.front();
    REQUIRE(sheet.rows.size() == board.presenter.rows().size());
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
        CHECK(sheet.rows[i].size() == sheet.columns.size());
        CHECK(std::get<double>(sheet.rows[i].front()) == board.presenter.rows()[i].number);
    }
    board.presenter.export_pdf("board.pdf");
    REQUIRE(board.form);
    CHECK(board.form->form == "progress-board");
    std::vector<std::string> cells;
    std::size_t rows = 0;
    while (board.form->tables.at("models")->next(cells)) {
        CHECK(cells.size() == progress::ui::board_columns);
        ++rows;
    }
    CHECK(rows == sheet.rows.size());
    CHECK(board.view.written.size() == 2);
}

TEST_CASE("a file that cannot be written is told", "[progress_ui][board]") {
    House house;
    Board board(house);
    board.disk = Error{ErrorCode::Storage, "The file could not be written", {}, {}};
    board.presenter.export_xlsx("board.xlsx");
    CHECK(board.view.written.empty());
    REQUIRE(board.view.problems.size() == 1);
    CHECK(board.view.problems.front().code == ErrorCode::Storage);
}

TEST_CASE("new data keep the filter and the order", "[progress_ui][board]") {
    House house;
    Board board(house);
    board.presenter.set_group("2");
    board.presenter.sort_by(BoardColumn::Percent);
    REQUIRE(house.send_report(an, health_report()) == "");
    board.source.load();
    CHECK(board.view.filter.group == 2);
    CHECK(board.view.screen.sorted_by == BoardColumn::Percent);
    CHECK(board.presenter.rows().front().percent.has_value());
}
