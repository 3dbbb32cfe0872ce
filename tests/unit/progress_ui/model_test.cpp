#include "base/shown_period.h"
#include "fixture.h"
#include "unit/reporting/form_values.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using progress::Status;

namespace {

struct ModelSeen final : progress::ui::ModelView {
    std::optional<progress::ui::ModelPage> page;
    std::optional<drawing::LineChart> chart;
    std::vector<Error> problems;
    void show_page(const progress::ui::ModelPage& now) override { page = now; }
    void show_history(const drawing::LineChart& now) override { chart = now; }
    void show_problem(const Error& error) override { problems.push_back(error); }
};

struct Page {
    reporting::Desk desk;
    desktop::InlineBackground background;
    progress::ui::ProgressSource source{desk, background};
    ModelSeen view;
    progress::ui::ModelPresenter presenter{view, source};

    Page(House& house, int number, const people::Person& person = an) : desk(house.desk(person)) {
        source.load();
        presenter.open(number);
    }
};

/// The health department's report of another week, with this value of the indicator.
reporting::Report week(const char* period, double value) {
    auto report = short_report("SYT", about(6, "on-track", 90), period);
    report.models[0].indicators = {{"m06-co-so-tiep-nhan", value}};
    return report;
}

} // namespace

TEST_CASE("the page of a model names its tasks, who does them and in which role", "[progress_ui][model]") {
    House house;
    Page page(house, 6);
    REQUIRE(page.view.page);
    CHECK(page.view.page->title.find("6. ") == 0);
    CHECK_FALSE(page.view.page->objective.empty());
    CHECK(page.view.page->tasks.size() == content().catalogue.find(6)->tasks.size());
    CHECK(page.view.page->gates.empty());
    CHECK(page.view.page->reports.empty());
    CHECK(page.view.page->history_read);
}

TEST_CASE("a number the plan does not have is told", "[progress_ui][model]") {
    House house;
    Page page(house, 44);
    CHECK_FALSE(page.view.page);
    REQUIRE(page.view.problems.size() == 1);
    CHECK(page.view.problems.front().code == ErrorCode::NotFound);
}

TEST_CASE("guidance is awaited from the plan's day on until a document opens it", "[progress_ui][model]") {
    House house;
    const auto& gate = content().catalogue.find(7)->gates.front();
    {
        Page page(house, 7);
        REQUIRE(page.view.page->gates.size() == content().catalogue.find(7)->gates.size());
        CHECK(page.view.page->gates.front().status == Status::Waiting);
        REQUIRE_FALSE(page.view.page->time_line.rows.empty());
        CHECK_FALSE(page.view.page->time_line.rows.front().waits.front().to);
    }
    const auto opening = progress::gate_opening_to_json({gate.id, "CV 123/C06", day("2024-02-10")});
    REQUIRE(house.send(thu, progress::gate_kind, "", gate.id, opening) == "");
    Page page(house, 7);
    CHECK(page.view.page->gates.front().status == Status::Done);
    CHECK(page.view.page->gates.front().cells.back().find("CV 123/C06") != std::string::npos);
    CHECK(page.view.page->time_line.rows.front().waits.front().to == day("2024-02-10"));
}

TEST_CASE("what the agency says and what the office sees stand side by side, and a difference is counted",
          "[progress_ui][model]") {
    House house;
    REQUIRE(house.send_report(an, short_report("SYT", about(6, "on-track", 92))) == "");
    Page page(house, 6);
    const auto& views = page.view.page->views;
    const auto own = std::find_if(views.begin(), views.end(), [](const auto& row) { return row.key == "SYT"; });
    REQUIRE(own != views.end());
    CHECK(own->status == Status::Late); // the office's rule: the window has passed
    CHECK(own->cells[6].find("≠") == 0);
    CHECK(page.view.page->differing == 1);
}

TEST_CASE("milestones say whether they are reached, overdue or ahead", "[progress_ui][model]") {
    House house;
    const auto plan = plan_of(6, {"2023-12-01", "2024-02-01", "2024-06-30"});
    REQUIRE(house.send(an, progress::plan_kind, "SYT", progress::model_subject(6), progress::plan_to_json(plan)) == "");
    auto report = health_report();
    report.models[0].milestones = {{"m1", "2023-12-01"}};
    REQUIRE(house.send_report(an, report) == "");
    Page page(house, 6);
    const auto& rows = page.view.page->milestones;
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].status == Status::Done);
    CHECK(rows[1].status == Status::Late);
    CHECK_FALSE(rows[2].status);
    CHECK(page.view.page->time_line.rows.size() == 4); // the window and three milestones
    CHECK(page.view.page->time_line.rows[1].milestones.front().done == day("2023-12-01"));
}

TEST_CASE("an indicator's history runs from the oldest report to the newest, against its target",
          "[progress_ui][model]") {
    House house;
    house.clock.set(time_of("2024-02-02T09:00:00+07:00"));
    REQUIRE(house.send_report(an, week("2024-W05", 80)) == "");
    house.clock.set(time_of("2024-02-09T09:00:00+07:00"));
    REQUIRE(house.send_report(an, week("2024-W06", 85.5)) == "");
    house.clock.set(friday_morning);
    REQUIRE(house.send_report(an, week("2024-W07", 92.2)) == "");
    Page page(house, 6);
    REQUIRE(page.view.chart);
    REQUIRE(page.view.chart->values.size() == 3);
    CHECK(page.view.chart->values.front().key == "2024-W05");
    CHECK(page.view.chart->values.front().value == 80);
    CHECK(page.view.chart->values.back().value == 92.2);
    CHECK(page.view.chart->target == 100);
    CHECK(page.view.page->reports.size() == 3);
    CHECK(page.view.page->reports.front().cells.front() == base::shown_label(week7()));
}

TEST_CASE("a returned report is listed but its values do not count", "[progress_ui][model]") {
    House house;
    REQUIRE(house.send_report(an, week("2024-W07", 92.2)) == "");
    const auto report = house.last;
    REQUIRE(house.decide(report, "returned", "Số liệu chưa khớp") == "");
    Page page(house, 6);
    REQUIRE(page.view.page->reports.size() == 1);
    CHECK(page.view.page->reports.front().key == report);
    CHECK(page.view.chart->values.empty());
}

TEST_CASE("the page becomes a workbook with a sheet for each of its tables", "[progress_ui][model]") {
    House house;
    REQUIRE(house.send_report(an, health_report()) == "");
    Page page(house, 6);
    const auto book = progress::ui::model_workbook(*page.view.page);
    REQUIRE(book.sheets.size() == 6);
    for (const auto& sheet : book.sheets)
        for (const auto& row : sheet.rows)
            CHECK(row.size() == sheet.columns.size());
}

TEST_CASE("the page becomes paper in Vietnamese, whatever the screen speaks", "[progress_ui][model]") {
    House house;
    const auto plan = plan_of(6, {"2023-12-01", "2024-02-01", "2024-06-30"});
    REQUIRE(house.send(an, progress::plan_kind, "SYT", progress::model_subject(6), progress::plan_to_json(plan)) == "");
    auto report = health_report();
    report.models[0].milestones = {{"m1", "2023-12-01"}};
    REQUIRE(house.send_report(an, report) == "");
    Page page(house, 6);
    const auto form = page.presenter.paper();
    REQUIRE(form);
    CHECK(form->form == "model-page");
    CHECK(text(form->values, "number") == "6");
    CHECK(text(form->values, "status") == "Chậm tiến độ");
    CHECK(text(form->values, "window") == "01/10/2023 – 31/12/2023");
    CHECK_FALSE(flag(form->values, "has_gates"));
    const auto views = rows(*form, "views");
    REQUIRE(views.size() == page.view.page->views.size());
    const auto own = std::find_if(views.begin(), views.end(), [](const auto& row) { return row[0] == "Sở Y tế"; });
    REQUIRE(own != views.end());
    CHECK((*own)[1] == "Tuần 07/2024");
    CHECK((*own)[2] == "Chậm tiến độ");
    const auto milestones = rows(*form, "milestones");
    REQUIRE(milestones.size() == 3);
    CHECK(milestones[0][4] == "Hoàn thành ngày 01/12/2023");
    CHECK(milestones[1][4] == "Quá hạn 15 ngày");
    CHECK(rows(*form, "tasks").size() == page.view.page->tasks.size());
    CHECK(rows(*form, "indicators").size() == page.view.page->indicators.size());
    const auto reports = rows(*form, "reports");
    REQUIRE(reports.size() == 1);
    CHECK(reports[0][2] == "Đã nhận, chưa duyệt");
}

TEST_CASE("paper of a model that waits names the guidance and the days", "[progress_ui][model]") {
    House house;
    Page page(house, 7);
    const auto form = page.presenter.paper();
    REQUIRE(form);
    const auto gates = rows(*form, "gates");
    REQUIRE(gates.size() == content().catalogue.find(7)->gates.size());
    CHECK(gates[0][3].find("Chưa có, đã chờ ") == 0);
    CHECK(gates[0][3].find(" ngày") != std::string::npos);
}

TEST_CASE("only the focal point and the leader of an agency with a task in the model may register a plan",
          "[progress_ui][model]") {
    House house;
    CHECK(Page(house, 6, an).view.page->may_register);
    CHECK_FALSE(Page(house, 6, auditor).view.page->may_register);
    CHECK(Page(house, 6, head).view.page->may_register);
    const people::Person outsider{"khach", people::Role::Focal, "KHONGCO"};
    CHECK_FALSE(Page(house, 6, outsider).view.page->may_register);
}
