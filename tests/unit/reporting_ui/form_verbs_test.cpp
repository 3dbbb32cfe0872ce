#include "base/file.h"
#include "form_fixture.h"

#include <filesystem>

using namespace canbo;
using namespace canbo::test;
using namespace canbo::reporting::ui;

TEST_CASE("a report with an error is not submitted and its field is shown", "[reporting_ui][verbs]") {
    FormDesk form;
    auto report = health_report();
    report.models[0].percent = 192;
    const auto id = form.begin_full(report);
    form.presenter.open(id);
    form.presenter.submit();
    CHECK(form.view.asked.empty());
    REQUIRE(form.view.error);
    CHECK(form.view.error->code == ErrorCode::InvalidInput);
    CHECK(form.view.focused == "models/6/percent");
    CHECK(form.house.draft(id));
}

TEST_CASE("a letter that cannot be printed stops a submission", "[reporting_ui][verbs]") {
    FormDesk form;
    form.paper.missing_glyph = true;
    form.presenter.open(form.begin_full());
    form.presenter.submit();
    CHECK(form.view.asked.empty());
    REQUIRE(form.view.error);
    CHECK(form.view.focused == "summary");
}

TEST_CASE("a submission is asked for, waits to be sent, and can be taken back", "[reporting_ui][verbs]") {
    FormDesk form;
    const auto id = form.begin_full();
    form.presenter.open(id);
    form.presenter.submit();
    CHECK_FALSE(form.view.asked.empty());
    CHECK(form.house.queued().empty());
    form.presenter.confirm_submit();
    REQUIRE(form.house.queued().size() == 1);
    CHECK(form.view.opened == id);
    form.presenter.open(id);
    CHECK_FALSE(form.presenter.can_edit());
    CHECK_FALSE(form.view.section.editable);
    REQUIRE(form.presenter.can_withdraw());
    form.presenter.withdraw();
    CHECK(form.house.queued().empty());
    CHECK(form.house.draft(form.view.opened));
}

TEST_CASE("a received report is read-only with its receipt and is revised with a reason", "[reporting_ui][verbs]") {
    FormDesk form;
    REQUIRE(form.house.send_report(an, health_report()).empty());
    const std::string id = form.house.last;
    form.presenter.open(id);
    CHECK_FALSE(form.presenter.can_edit());
    REQUIRE_FALSE(form.view.head.notes.empty());
    CHECK(form.view.head.notes.front() == "✓ Received by the office at 09:00 16/02/2024");
    CHECK(form.view.head.deadline.empty());
    REQUIRE(form.presenter.can_revise());
    form.presenter.revise("  ");
    REQUIRE(form.view.error);
    form.presenter.revise("Sai số liệu");
    const auto draft = form.house.draft(form.view.opened);
    REQUIRE(draft);
    CHECK(draft->reason == "Sai số liệu");
    CHECK(draft->bases == std::vector<std::string>{id});
}

TEST_CASE("only the agency's leader approves, and typing takes the approval away", "[reporting_ui][verbs]") {
    FormDesk focal(an, House::with_approval());
    const auto id = focal.begin_full();
    focal.presenter.open(id);
    CHECK_FALSE(focal.presenter.can_approve());
    focal.presenter.submit();
    REQUIRE(focal.view.error);
    CHECK(focal.view.error->code == ErrorCode::Forbidden);
    const auto desk = focal.house.desk(head);
    FormSpy view;
    FormPresenter leader(view, focal.background, desk, focal.paper);
    leader.open(id);
    REQUIRE(leader.can_approve());
    leader.approve();
    CHECK_FALSE(leader.can_approve());
    CHECK(focal.house.draft(id)->approved_by == "giam.doc");
    leader.edit("summary", "Sửa lại");
    leader.save();
    CHECK(focal.house.draft(id)->approved_by.empty());
    CHECK(leader.can_approve());
}

TEST_CASE("a report of another agency is only read", "[reporting_ui][verbs]") {
    FormDesk form(binh);
    REQUIRE(form.house.send_report(an, health_report()).empty());
    form.presenter.open(form.house.last);
    CHECK(form.presenter.is_open());
    CHECK_FALSE(form.presenter.can_edit());
    CHECK_FALSE(form.presenter.can_revise());
    CHECK_FALSE(form.presenter.can_withdraw());
}

TEST_CASE("a file is attached with its size and can be removed", "[reporting_ui][verbs]") {
    FormDesk form;
    const auto id = form.begin();
    form.presenter.open(id);
    form.presenter.choose("attachments");
    const auto file = std::filesystem::temp_directory_path() / (base::new_uuid() + ".txt");
    REQUIRE(base::write_file(file, std::string(1500, 'x')));
    form.presenter.attach(file);
    std::filesystem::remove(file);
    REQUIRE(form.view.section.files.size() == 1);
    CHECK(form.view.section.files.front().first == file.filename().string());
    CHECK(form.view.section.files.front().second == "1,5 kB");
    form.presenter.detach(file.filename().string());
    CHECK(form.view.section.files.empty());
    CHECK(form.kept(id, "attachments/" + file.filename().string()).empty());
}
