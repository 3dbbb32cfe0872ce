#include "exam_ui/open_presenter.h"
#include "fixture.h"

using namespace canbo;
using namespace canbo::test;
using namespace canbo::exam::ui;
using Stage = OpenScreen::Stage;

namespace {

struct View final : OpenView {
    void show_open(const OpenScreen& shown) override { screen = shown; }
    void clear_shares() override { ++cleared; }
    OpenScreen screen;
    int cleared{0};
};

struct Desk {
    SampleRoom sample;
    std::shared_ptr<SampleDesk> desk{std::make_shared<SampleDesk>(sample)};
    CurrentRoom current;
    View view;
    HeldBackground background;
    OpenPresenter presenter{view, current, desk, background};

    void to_room() {
        presenter.start();
        presenter.choose_package("thi.pkg");
        presenter.join("một", " hai\n");
    }
};

} // namespace

TEST_CASE("a room is opened by package, two parts of the key, room and address", "[exam_ui][open]") {
    Desk d;
    d.presenter.start();
    CHECK(d.view.screen.stage == Stage::Package);
    CHECK(d.view.screen.addresses == std::vector<std::string>{"192.168.1.10", "127.0.0.1"});
    d.presenter.choose_package("  thi.pkg ");
    CHECK(d.view.screen.stage == Stage::Key);
    CHECK(d.view.screen.title == "Kỳ thi thử");
    d.presenter.join("một", "hai");
    CHECK(d.view.screen.stage == Stage::Room);
    CHECK(d.view.cleared == 1);
    REQUIRE(d.view.screen.rooms.size() == 1);
    CHECK(d.view.screen.rooms[0].second == "Phòng 1 (3 seats, 3 candidates)");
    d.presenter.open("p01", "192.168.1.10", 8443, " Giám thị Một ");
    CHECK(d.view.screen.stage == Stage::Open);
    CHECK(d.view.screen.code == "K7QD-93MX-0000-1111-2222");
    CHECK(d.view.screen.url == "https://192.168.1.10:8443");
    CHECK(d.view.screen.warning.empty());
    REQUIRE(d.desk->asked);
    CHECK(d.desk->asked->by == "Giám thị Một");
    CHECK(d.desk->asked->port == 8443);
    REQUIRE(d.current.open());
    CHECK(d.current.by() == "Giám thị Một");
}

TEST_CASE("a key that was joined here before is not asked for again", "[exam_ui][open]") {
    Desk d;
    d.desk->key_here = true;
    d.presenter.start();
    d.presenter.choose_package("thi.pkg");
    CHECK(d.view.screen.stage == Stage::Room);
}

TEST_CASE("what is wrong is said and nothing is lost", "[exam_ui][open]") {
    Desk d;
    d.presenter.start();
    d.presenter.choose_package("khong-co.pkg");
    CHECK(d.view.screen.stage == Stage::Package);
    CHECK(d.view.screen.problem == "The file does not exist (khong-co.pkg)");
    d.presenter.choose_package("thi.pkg");
    CHECK(d.view.screen.problem.empty());
    d.presenter.join("một", "ba");
    CHECK(d.view.screen.stage == Stage::Key);
    CHECK_FALSE(d.view.screen.problem.empty());
    CHECK(d.view.cleared == 0);
    d.presenter.join("một", "hai");
    d.presenter.open("p01", "192.168.1.10", 0, "  ");
    CHECK(d.view.screen.stage == Stage::Room);
    CHECK_FALSE(d.view.screen.problem.empty());
    d.desk->refuses = Error{ErrorCode::Conflict, "Another program works on this folder", {}, {}};
    d.presenter.open("p01", "192.168.1.10", 0, "Giám thị Một");
    CHECK(d.view.screen.stage == Stage::Room);
    CHECK_FALSE(d.current.open());
    d.desk->refuses.reset();
    d.presenter.open("p01", "192.168.1.10", 0, "Giám thị Một");
    CHECK(d.view.screen.stage == Stage::Open);
}

TEST_CASE("a room that was open when the program ended comes back by itself", "[exam_ui][open]") {
    Desk d;
    d.desk->was_open = OpenRequest{"exam.package", "p01", "192.168.1.10", 8443, "Giám thị Một"};
    d.presenter.start();
    CHECK(d.view.screen.stage == Stage::Open);
    CHECK(d.view.screen.room == "Phòng 1");
    CHECK(d.current.by() == "Giám thị Một");
    d.presenter.start(); // the page is shown again
    CHECK(d.view.screen.stage == Stage::Open);
}

TEST_CASE("a packer nobody here knows is said with a fingerprint", "[exam_ui][open]") {
    Desk d;
    d.desk->packer_known = false;
    d.to_room();
    d.presenter.open("p01", "192.168.1.10", 0, "Giám thị Một");
    CHECK(d.view.screen.warning.find(base::sha256_hex(d.sample.package.signer).substr(0, 16)) != std::string::npos);
}

TEST_CASE("closing a room lets it go and forgets the key only when that was asked for", "[exam_ui][open]") {
    for (const bool forget : {false, true}) {
        Desk d;
        d.to_room();
        d.presenter.open("p01", "192.168.1.10", 0, "Giám thị Một");
        d.presenter.close(forget);
        CHECK_FALSE(d.current.open());
        CHECK(d.view.screen.stage == Stage::Package);
        CHECK(d.desk->closing == (forget ? "thi-thu/p01 without its key" : "thi-thu/p01"));
    }
}
