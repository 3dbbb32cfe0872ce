#include "form_fixture.h"

using namespace canbo;
using namespace canbo::test;
using namespace canbo::reporting::ui;

TEST_CASE("a new form has a row per model of the agency and says what is missing", "[reporting_ui][form]") {
    FormDesk form;
    form.presenter.open(form.begin());
    REQUIRE(form.view.rows.size() > 3);
    CHECK(form.view.rows.front().section == "summary");
    CHECK(form.view.rows.front().missing == "⚠ 1 missing");
    CHECK(form.view.rows.back().section == "attachments");
    CHECK(form.view.head.title == "Report of week 07/2024");
    CHECK(form.view.head.state == "✎ draft");
    CHECK(form.view.head.deadline == "Due 17:00 16/02/2024 · 8 h 0 min left");
    CHECK(form.view.section.editable);
}

TEST_CASE("what was typed is on disk after a pause and is checked again", "[reporting_ui][form]") {
    FormDesk form;
    const auto id = form.begin();
    form.presenter.open(id);
    form.presenter.choose("6");
    form.presenter.edit("models/6/percent", "92,5");
    CHECK(form.kept(id, "models/6/percent").empty());
    form.presenter.save();
    CHECK(form.kept(id, "models/6/percent") == "92.5");
    CHECK(form.view.saved.find("Saved at") != std::string::npos);
    form.presenter.edit("models/6/percent", "392");
    form.presenter.save();
    REQUIRE_FALSE(form.view.problems.empty());
    CHECK(form.view.problems.front().error);
    CHECK(form.view.problems.front().path == "models/6/percent");
    form.presenter.edit("models/6/percent", "");
    form.presenter.flush();
    CHECK(form.kept(id, "models/6/percent").empty());
}

TEST_CASE("a number that is none is kept as typed and named as a problem", "[reporting_ui][form]") {
    FormDesk form;
    const auto id = form.begin();
    form.presenter.open(id);
    form.presenter.edit("models/6/percent", "gần xong");
    form.presenter.save();
    CHECK(form.kept(id, "models/6/percent") == "\"gần xong\"");
    REQUIRE_FALSE(form.view.problems.empty());
    CHECK(form.view.problems.front().path == "models/6/percent");
    CHECK(form.view.problems.front().error);
}

TEST_CASE("leaving a form keeps what was typed and another desk finds it", "[reporting_ui][form]") {
    FormDesk form;
    const auto id = form.begin();
    form.presenter.open(id);
    form.presenter.edit("summary", "Tuần này **ổn định**");
    form.presenter.close();
    FormSpy again;
    FormPresenter second(again, form.background, form.desk, form.paper);
    second.open(id);
    REQUIRE(again.section.fields.size() == 1);
    CHECK(again.section.fields.front().value == "Tuần này **ổn định**");
}

TEST_CASE("new data from the office does not take the field from under the fingers", "[reporting_ui][form]") {
    FormDesk form;
    form.presenter.open(form.begin());
    form.presenter.edit("summary", "Đang gõ");
    const int before = form.view.sections;
    form.presenter.reload();
    CHECK(form.view.sections == before);
}

TEST_CASE("a problem leads to its section and field", "[reporting_ui][form]") {
    FormDesk form;
    form.presenter.open(form.begin());
    ProblemRow problem;
    problem.path = "models/6/percent";
    problem.section = "6";
    form.presenter.go_to_problem(problem);
    CHECK(form.view.section.section == "6");
    CHECK(form.view.focused == "models/6/percent");
    CHECK(form.view.chosen == "6");
}

TEST_CASE("Alt with the arrows walks over the parts and stops at the ends", "[reporting_ui][form]") {
    FormDesk form;
    form.presenter.open(form.begin());
    form.presenter.move(-1);
    CHECK(form.view.section.section == "summary");
    form.presenter.move(1);
    CHECK(form.view.section.section == form.view.rows[1].section);
    form.presenter.choose("attachments");
    form.presenter.move(1);
    CHECK(form.view.section.section == "attachments");
}

TEST_CASE("the last report stands beside the form and is copied forward", "[reporting_ui][form]") {
    FormDesk form;
    auto before = health_report();
    before.period = "2024-W06";
    REQUIRE(form.house.send_report(an, before).empty());
    const auto id = form.begin();
    form.presenter.open(id);
    form.presenter.choose("6");
    CHECK(form.view.section.last_title == "Report of week 06/2024");
    REQUIRE(form.view.field("models/6/results") != nullptr);
    CHECK(form.view.field("models/6/results")->last == "Kết quả mô hình 6");
    form.presenter.edit("models/6/percent", "95");
    form.presenter.copy_forward(false);
    CHECK(form.kept(id, "models/6/percent") == "95.0");
    CHECK(form.kept(id, "models/6/status") == "\"late\"");
    CHECK(form.kept(id, "models/6/results").empty());
    CHECK(form.kept(id, "models/7/status").empty());
    form.presenter.copy_forward(true);
    CHECK(form.kept(id, "models/7/status") == "\"waiting\"");
}

TEST_CASE("the paper is rendered from what was typed last", "[reporting_ui][form]") {
    FormDesk form;
    const auto id = form.begin();
    form.presenter.open(id);
    form.presenter.edit("summary", "Chữ cuối");
    form.presenter.preview();
    CHECK(form.kept(id, "summary") == "\"Chữ cuối\"");
    CHECK(form.view.pdf == "%PDF weekly-report");
    CHECK(form.view.pdf_name == "bao-cao-SYT-2024-W07.pdf");
}
