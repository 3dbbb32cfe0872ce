#include "base/crypto.h"
#include "support/list_page_view.h"
#include "support/memory_stores.h"
#include "training/share_drills.h"
#include "training_ui/office_lists.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using namespace canbo::training::ui;
using people::Role;
using View = test::ListPageView;

namespace {

const base::Time noon = *base::parse_time("2026-11-30T12:00:00+07:00");
const base::Day today = base::day_in_vietnam(noon);

struct Office {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    test::MemoryOutbox outbox;
    base::ManualClock clock{noon};
    people::Person person{"vp", Role::Office, "CAT"};
    desktop::InlineBackground background;
    View view;
    int sent{0};
    ErrorCode publishing{ErrorCode::DigestMismatch};
    base::Workbook book;

    LearningDesk learning() { return {database, entries, outbox, clock, person}; }
    TrainingOfficeParts parts() {
        return {learning(),
                []() -> Result<std::vector<Course>> {
                    Course course;
                    course.slug = "khoa";
                    course.title = "Khóa học";
                    return std::vector{course};
                },
                [](Transaction&) -> Result<people::AgencyTree> {
                    people::AgencyTree tree;
                    people::Agency agency;
                    agency.code = "SYT";
                    agency.name = "Sở Y tế";
                    tree.put(agency);
                    return tree;
                },
                [](Transaction&) -> Result<std::vector<people::Account>> {
                    return std::vector<people::Account>{{"an.syt", "", Role::Learner, "SYT", {}}};
                },
                [this](const auto&, const auto& key) -> Result<void> {
                    if (key.empty())
                        return fail(publishing, "signed by nobody in trusted");
                    return {};
                },
                [](const auto&, const auto&, const auto&) -> Result<OpenedQuiz> {
                    return fail(ErrorCode::NotFound, "This course is not on the desk; install its package");
                },
                [this](const base::Workbook& made, const auto&) -> Result<void> {
                    book = made;
                    return {};
                },
                [this] { ++sent; }};
    }
};

const std::vector<people::Account> accounts{{"an.syt", "", Role::Learner, "SYT", {}}};

AssignmentForm form() { return {"khoa", {"learner"}, {"SYT"}, "", "31/12/2026", " Nhớ làm "}; }

} // namespace

TEST_CASE("an assignment is made of what was typed, and a fault names its field", "[training_ui]") {
    const auto good = assignment_of(form(), accounts, today);
    REQUIRE(good);
    CHECK(good->roles == std::vector{Role::Learner});
    CHECK(good->due == *base::parse_day("2026-12-31"));
    CHECK(good->note == "Nhớ làm");
    CHECK(whom_words(*good) == "Learner · SYT");
    const auto where = [](auto bend) {
        auto bent = form();
        bend(bent);
        const auto made = assignment_of(bent, accounts, today);
        return made ? std::string("good") : made.error().where;
    };
    CHECK(where([](auto& f) { f.due = "mai"; }) == "due");
    CHECK(where([](auto& f) { f.due = "29/11/2026"; }) == "due");
    CHECK(where([](auto& f) { f.due = "30/11/2026"; }) == "good");
    CHECK(where([](auto& f) { f.people = "an.syt, ai.do"; }) == "people");
    CHECK(where([](auto& f) { f.roles = f.agencies = {}; }) == "roles");
    auto named = form();
    named.people = "an.syt";
    const auto person = assignment_of(named, accounts, today);
    REQUIRE(person);
    CHECK(person->people.front().agency == "SYT");
    CHECK(whom_words(*person) == "an.syt");
}

TEST_CASE("assigning and withdrawing show in the list and are sent", "[training_ui]") {
    Office office;
    AssignmentsPresenter presenter(office.view, office.background, office.parts());
    presenter.load();
    CHECK(office.view.rows.empty());
    std::size_t agencies = 0;
    presenter.offer([&](const auto& offer) { agencies = offer.agencies.size(); });
    CHECK(agencies == 1);
    presenter.assign(*assignment_of(form(), accounts, today));
    REQUIRE(office.view.rows.size() == 1);
    CHECK(office.view.rows[0].cells[0] == "Khóa học");
    CHECK(office.view.rows[0].cells[3].find("in force") != std::string::npos);
    CHECK(office.sent == 1);
    presenter.withdraw(office.view.rows[0].key);
    CHECK(office.view.rows[0].cells[3].find("withdrawn") != std::string::npos);
    presenter.withdraw(office.view.rows[0].key);
    CHECK_FALSE(office.view.problem.empty());
    presenter.filter("khoa hoc");
    CHECK(office.view.rows.size() == 1);
    presenter.filter("khác");
    CHECK(office.view.rows.empty());
}

TEST_CASE("a package of somebody else asks for their key first", "[training_ui]") {
    Office office;
    PublishedPresenter presenter(office.view, office.background, office.parts());
    int asked = 0;
    presenter.publish("khoa.pkg", {}, [&] { ++asked; });
    CHECK(asked == 1);
    CHECK(office.view.problem.empty());
    presenter.publish("khoa.pkg", "noi-cap.pub", {});
    CHECK_FALSE(office.view.done.empty());
    office.publishing = ErrorCode::InvalidInput;
    presenter.publish("hong.pkg", {}, [&] { ++asked; });
    CHECK(asked == 1);
    CHECK_FALSE(office.view.problem.empty());
}

TEST_CASE("the map of certain and wrong is listed in coarse numbers only", "[training_ui]") {
    Office office;
    auto tx = *office.database.begin(Database::Mode::Write);
    for (int i = 0; i < 6; ++i) {
        const std::string who = "hv" + std::to_string(i);
        const DrillResult wrong{
            base::new_uuid(),   "khoa", "1.0.0", DrillKind::Mailbox, "m01", "OTP", DrillOutcome::Miss,
            Certainty::Certain, false,  noon};
        const auto frozen = *ledger::freeze(
            {base::new_uuid(), drill_kind, "SYT", "khoa/" + who, 1, drill_part_to_json("khoa", {wrong}), who, noon});
        REQUIRE(office.entries.append(*tx, {i + 1, frozen.entry, frozen.canonical, frozen.digest, "", noon, "{}"}));
    }
    REQUIRE(tx->commit());
    tx.reset();
    RiskPresenter presenter(office.view, office.background, office.parts());
    presenter.load();
    REQUIRE(office.view.rows.size() == 2);
    CHECK(office.view.rows[1].cells == std::vector<std::string>{"OTP", "Sở Y tế", "5+", "80 % ⚠"});
}

TEST_CASE("a list becomes a sheet whose numbers are numbers", "[training_ui]") {
    const std::vector<desktop::ListColumn> columns{{"Tên", false, 10}, {"Số", true, 10}, {"Tỉ lệ", true, 10}};
    const auto sheet =
        desktop::sheet_of("Danh sách: mẫu", columns, {{"1", {"12", "1.024,5", "40 %"}}, {"2", {"b", "–", "5+"}}});
    CHECK(sheet.name == "Danh sách mẫu");
    CHECK(std::get<std::string>(sheet.rows[0][0]) == "12");
    CHECK(std::get<double>(sheet.rows[0][1]) == Approx(1024.5));
    CHECK(std::get<base::Percent>(sheet.rows[0][2]).value == Approx(40));
    CHECK(std::get<std::string>(sheet.rows[1][1]) == "–");
    CHECK(std::get<std::string>(sheet.rows[1][2]) == "5+");
}

TEST_CASE("what is listed is written as a spreadsheet", "[training_ui]") {
    Office office;
    AssignmentsPresenter presenter(office.view, office.background, office.parts());
    presenter.assign(*assignment_of(form(), accounts, today));
    presenter.write_to("Phân công", {{"Khóa học"}}, "a.xlsx", office.parts().write_xlsx);
    REQUIRE(office.book.sheets.size() == 1);
    CHECK(office.book.sheets[0].rows.size() == 1);
    CHECK(office.view.done.find("a.xlsx") != std::string::npos);
}
