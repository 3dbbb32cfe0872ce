#include "reporting_ui/period_list_presenter.h"
#include "unit/reporting/fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace canbo::reporting::ui;

namespace {

struct ListSpy final : PeriodListView {
    void show_rows(const std::vector<PeriodRow>& shown, const std::string& sentence) override {
        rows = shown;
        urgent = sentence;
    }
    void show_problem(const Error& shown) override { error = shown; }
    void open_report(const std::string& id) override { opened = id; }
    const PeriodRow* row(const std::string& title) const {
        for (const auto& row : rows)
            if (row.title == title)
                return &row;
        return nullptr;
    }

    std::vector<PeriodRow> rows;
    std::string urgent, opened;
    std::optional<Error> error;
};

struct ListDesk {
    explicit ListDesk(const people::Person& person = an)
        : desk(house.desk(person)), presenter(view, background, desk) {}
    House house;
    reporting::Desk desk;
    desktop::InlineBackground background;
    ListSpy view;
    PeriodListPresenter presenter;
};

} // namespace

TEST_CASE("every period of the last weeks is listed with state and count-down", "[reporting_ui][list]") {
    ListDesk list;
    auto before = health_report();
    before.period = "2024-W06";
    REQUIRE(list.house.send_report(an, before).empty());
    list.presenter.load();
    const auto* now = list.view.row("Report of week 07/2024");
    REQUIRE(now != nullptr);
    CHECK(now->state == "○ not begun");
    CHECK(now->deadline == "17:00 16/02/2024");
    CHECK(now->left == "8 h 0 min left");
    CHECK(now->key == "new:2024-W07");
    const auto* sent = list.view.row("Report of week 06/2024");
    REQUIRE(sent != nullptr);
    CHECK(sent->left.empty());
    CHECK(sent->received == "09:00 16/02/2024 · ⚠ late");
    CHECK(list.view.row("Report of week 02/2024") != nullptr);
    CHECK(list.view.row("Report of month 02/2024") != nullptr);
    CHECK(list.view.urgent == "Next due: Report of week 07/2024 — 8 h 0 min left (17:00 16/02/2024)");
}

TEST_CASE("a period without a report is begun and one begun is opened again", "[reporting_ui][list]") {
    ListDesk list;
    list.presenter.activate("new:2024-W07");
    REQUIRE_FALSE(list.view.opened.empty());
    const std::string id = list.view.opened;
    list.view.opened.clear();
    list.presenter.start(base::Period::Kind::Weekly);
    CHECK(list.view.opened == id);
    CHECK_FALSE(list.view.error);
    list.presenter.load();
    REQUIRE(list.view.row("Report of week 07/2024") != nullptr);
    CHECK(list.view.row("Report of week 07/2024")->key == id);
}

TEST_CASE("an auditor begins nothing", "[reporting_ui][list]") {
    ListDesk list(auditor);
    CHECK_FALSE(list.presenter.can_write());
    list.presenter.start(base::Period::Kind::Weekly);
    REQUIRE(list.view.error);
    CHECK(list.view.error->code == ErrorCode::Forbidden);
}
