#include "support/memory_stores.h"
#include "training_ui/bulletin_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using namespace canbo::training::ui;
using people::Role;

namespace {

const base::Time noon = *base::parse_time("2026-11-30T12:00:00+07:00");

struct View final : BulletinView {
    void show_lines(const std::vector<BulletinLine>& shown, const std::string& id, const std::string& text) override {
        lines = shown;
        chosen = id;
        summary = text;
    }
    void show_page(const BulletinPage& shown) override { page = shown; }
    void show_reach(const std::vector<ReachLine>& shown) override { reach = shown; }
    void show_done(const std::string& sentence) override { done = sentence; }
    void show_problem(const Error& error) override { problem = error.message; }
    std::vector<BulletinLine> lines;
    std::vector<ReachLine> reach;
    BulletinPage page;
    std::string chosen, summary, done, problem;
};

struct Desk {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryOutbox outbox;
    base::ManualClock clock{noon};
    desktop::InlineBackground background;
    View view;
    int sent{0};
    base::Workbook book;

    BulletinPresenter by(const people::Person& person) {
        return {view,
                {{database, entries, outbox, clock, person},
                 [](Transaction&) -> Result<people::AgencyTree> { return people::AgencyTree{}; },
                 [](Transaction&) -> Result<std::vector<people::Account>> {
                     return std::vector<people::Account>{{"an.syt", "", Role::Learner, "SYT", {}},
                                                         {"binh.syt", "", Role::Learner, "SYT", {}}};
                 },
                 [this](const base::Workbook& made, const auto&) -> Result<void> {
                     book = made;
                     return {};
                 },
                 [this] { ++sent; }},
                background};
    }
};

const people::Person office{"vp", Role::Office, "CAT"}, an{"an.syt", Role::Learner, "SYT"};

Bulletin sample(const char* title) {
    Bulletin out;
    out.title = title;
    out.text = "Từ **thứ Hai**.";
    out.roles = {Role::Learner};
    out.must_read = true;
    return out;
}

} // namespace

TEST_CASE("what the office writes a person reads and confirms, and the office counts it", "[training_ui]") {
    Desk desk;
    auto writer = desk.by(office);
    CHECK(writer.may_write());
    writer.publish(sample("Khóa màn hình"));
    CHECK_FALSE(desk.view.done.empty());
    CHECK(desk.sent == 1);
    CHECK_FALSE(desk.view.page.may_confirm); // it is for learners
    REQUIRE(desk.view.reach.size() == 1);
    CHECK(desk.view.reach[0].confirmed == "0");
    auto reader = desk.by(an);
    CHECK_FALSE(reader.may_write());
    reader.load();
    CHECK(desk.view.summary == "1 wait to be read");
    CHECK(desk.view.lines[0].waits);
    CHECK(desk.view.page.markdown.find("thứ Hai") != std::string::npos);
    REQUIRE(desk.view.page.may_confirm);
    reader.confirm();
    CHECK(desk.view.summary.empty());
    CHECK(desk.view.page.state == "✓ Read");
    CHECK_FALSE(desk.view.page.may_confirm);
    const int sent = desk.sent;
    reader.confirm();
    CHECK(desk.sent == sent);
    writer.load();
    CHECK(desk.view.reach[0].confirmed == "1");
    CHECK(desk.view.reach[0].share == "50 %");
    writer.export_reach("doc.xlsx");
    REQUIRE(desk.book.sheets.size() == 1);
    CHECK(std::get<base::Percent>(desk.book.sheets[0].rows[0][4]).value == Approx(50));
}

TEST_CASE("the newest bulletin stands first and what is read stays chosen", "[training_ui]") {
    Desk desk;
    auto writer = desk.by(office);
    writer.publish(sample("Một"));
    writer.publish(sample("Hai"));
    CHECK(desk.view.page.title == "Hai");
    CHECK(desk.view.lines[0].title == "Hai");
    writer.choose(desk.view.lines[1].id);
    writer.load();
    CHECK(desk.view.page.title == "Một");
    int done = 0; // only then is what was typed kept no more
    writer.publish(sample(" "), [&] { ++done; });
    CHECK_FALSE(desk.view.problem.empty());
    CHECK(done == 0);
    writer.publish(sample("Ba"), [&] { ++done; });
    CHECK(done == 1);
}
