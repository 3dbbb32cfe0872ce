#include "exam_ui/board_presenter.h"
#include "fixture.h"

using namespace canbo;
using namespace canbo::test;
using namespace canbo::exam::ui;
using namespace std::chrono_literals;

namespace {

struct View final : BoardView {
    void show_map(const SeatMap& shown, int at) override {
        map = shown;
        chosen = at;
        ++maps;
    }
    void show_details(const SeatDetails& shown) override { details = shown; }
    void show_no_room() override { no_room = true; }
    void show_age(const std::string& sentence) override { age = sentence; }
    void show_alarm(const std::string& sentence) override { alarms.push_back(sentence); }
    void show_done(const std::string& sentence) override { done = sentence; }
    void show_problem(const Error& error) override { problem = error.message; }
    SeatMap map;
    SeatDetails details;
    int chosen{0}, maps{0};
    bool no_room{false};
    std::string age, done, problem;
    std::vector<std::string> alarms;
};

struct Desk {
    Desk() { current.set(std::make_shared<SampleOpenRoom>(sample, true), "Giám thị Một"); }

    SampleRoom sample;
    CurrentRoom current;
    View view;
    HeldBackground live, background;
    std::chrono::milliseconds now{1'000'000};
    BoardPresenter presenter{view, current, live, background, [this] { return now; }};

    /// Two candidates at work.
    void begin() {
        sample.sit_down("0001");
        sample.sit_down("0002");
        sample.clock.set(nine_o_clock);
        REQUIRE(sample.room->tick());
        presenter.tick();
    }
    exam::AttemptState state(const char* candidate) { return sample.state(candidate); }
};

OrderRequest order(Order what, const std::string& reason = {}) {
    OrderRequest out;
    out.order = what;
    out.reason = reason;
    return out;
}

} // namespace

TEST_CASE("without a room the board says so", "[exam_ui][board]") {
    Desk d;
    d.current.set(nullptr, {});
    d.presenter.tick();
    CHECK(d.view.no_room);
    CHECK(d.view.maps == 0);
}

TEST_CASE("the map is told only when something changed", "[exam_ui][board]") {
    Desk d;
    d.begin();
    CHECK(d.view.map.tiles.size() == 3);
    const int maps = d.view.maps;
    d.presenter.tick();
    CHECK(d.view.maps == maps);
    d.sample.clock.advance(1s);
    d.presenter.tick();
    CHECK(d.view.maps == maps + 1);
}

TEST_CASE("each order reaches the room with reason and name", "[exam_ui][board]") {
    using State = exam::AttemptState;
    Desk d;
    d.begin();
    d.presenter.choose(1);
    CHECK(d.view.details.candidate == "0001");
    CHECK(d.presenter.may(Order::Pause));
    CHECK_FALSE(d.presenter.may(Order::Resume));
    d.presenter.give(order(Order::Pause, "Mất điện"));
    CHECK(d.state("0001") == State::Paused);
    CHECK(d.state("0002") == State::Running);
    CHECK(d.presenter.may(Order::Resume));
    CHECK(d.view.done == "The time stands");
    d.presenter.give(order(Order::Resume));
    CHECK(d.state("0001") == State::Running);
    auto more = order(Order::AddTime, "Mất điện");
    more.minutes = 5;
    d.presenter.give(more);
    CHECK(d.view.details.events.at(0).what == "Time added · 5 minutes · Mất điện");
    CHECK(d.view.details.events.at(0).by == "Giám thị Một");
    auto move = order(Order::Move, "Màn hình hỏng");
    move.seat = 3;
    d.presenter.give(move);
    CHECK(d.view.done == "The candidate now sits at seat 3");
    d.presenter.choose(3);
    auto note = order(Order::Note, "Nhìn bài");
    note.category = "behaviour";
    d.presenter.give(note);
    CHECK(d.view.map.tiles[2].incidents == 1);
    d.presenter.give(order(Order::Stop, "Quay cóp"));
    CHECK(d.state("0001") == State::Stopped);
    CHECK(d.presenter.may(Order::Reopen));
    CHECK_FALSE(d.presenter.may(Order::Stop));
    auto reopen = order(Order::Reopen, "Nhầm người");
    reopen.decision = "12/QĐ-HĐT";
    reopen.by = "Ai Đó";
    d.presenter.give(reopen);
    CHECK(d.view.problem == "Only the chairman of the council can decide this");
    reopen.by = "Trần Chủ Tịch";
    d.presenter.give(reopen);
    CHECK(d.state("0001") != State::Stopped);
    d.presenter.give(order(Order::Withdraw, "Ốm"));
    CHECK(d.state("0001") == State::Withdrawn);
}

TEST_CASE("everybody is paused and goes on with one order", "[exam_ui][board]") {
    Desk d;
    d.begin();
    CHECK(d.presenter.may_all(Order::Pause));
    CHECK_FALSE(d.presenter.may_all(Order::Stop));
    auto all = order(Order::Pause, "Báo cháy");
    all.all = true;
    d.presenter.give(all);
    CHECK(d.state("0001") == exam::AttemptState::Paused);
    CHECK(d.state("0002") == exam::AttemptState::Paused);
    all.order = Order::Resume;
    d.presenter.give(all);
    CHECK(d.state("0002") == exam::AttemptState::Running);
}

TEST_CASE("an order without a person is given to nobody", "[exam_ui][board]") {
    Desk d;
    d.begin();
    d.presenter.give(order(Order::Pause, "Mất điện")); // no seat is chosen
    CHECK(d.state("0001") == exam::AttemptState::Running);
    CHECK(d.state("0002") == exam::AttemptState::Running);
    auto note = order(Order::Note, "Mất điện cả phòng");
    note.all = true;
    note.category = "technical";
    d.presenter.give(note);
    CHECK(d.view.details.events.at(0).what.find("Mất điện cả phòng") != std::string::npos);
}

TEST_CASE("a refusal is shown and nothing has changed", "[exam_ui][board]") {
    Desk d;
    d.begin();
    d.presenter.choose(1);
    auto move = order(Order::Move, "Đổi chỗ");
    move.seat = 2; // taken
    d.presenter.give(move);
    CHECK_FALSE(d.view.problem.empty());
    CHECK(d.view.map.tiles[0].candidate == "0001");
}

TEST_CASE("a seat is found by seat, number and part of a name, and again the next one", "[exam_ui][board]") {
    Desk d;
    d.begin();
    CHECK(d.presenter.find("0002"));
    CHECK(d.view.chosen == 2);
    CHECK(d.presenter.find("nguyen van"));
    CHECK(d.view.chosen == 1);
    CHECK(d.presenter.find("3"));
    CHECK(d.view.chosen == 3);
    CHECK(d.view.details.allowed.empty()); // nobody sits there
    CHECK_FALSE(d.presenter.find("Không Ai"));
    CHECK_FALSE(d.presenter.find(" "));
    CHECK(d.view.chosen == 3);
}

TEST_CASE("what is old is said to be old, and looked at once at a time", "[exam_ui][board]") {
    Desk d;
    d.begin();
    d.live.held = true;
    d.now += 500ms;
    d.presenter.tick();
    d.now += 500ms;
    d.presenter.tick();
    CHECK(d.live.tasks.size() == 1);
    CHECK(d.view.age.empty());
    d.now += 2'500ms;
    d.presenter.tick();
    CHECK(d.view.age == "What is shown is 3 s old");
    d.live.release();
    d.presenter.tick();
    d.now += 100ms;
    d.presenter.tick();
    CHECK(d.view.age.empty());
}

TEST_CASE("an answer about a seat that is no longer chosen is not shown for another", "[exam_ui][board]") {
    Desk d;
    d.begin();
    d.presenter.choose(1);
    d.live.held = true;
    d.presenter.tick();
    d.presenter.choose(2);
    d.live.release();
    CHECK(d.view.details.candidate == "0002");
    for (const auto& event : d.view.details.events)
        CHECK(event.what.find("0001") == std::string::npos);
}

TEST_CASE("a call for help and what a station saw are told once, the call first", "[exam_ui][board]") {
    Desk d;
    d.begin();
    CHECK(d.view.alarms.empty()); // what was there before is no news
    REQUIRE(d.sample.room->signs(2, {{1, "focus", "xterm", 100ms}}));
    d.presenter.tick();
    REQUIRE(d.view.alarms.size() == 1);
    CHECK(d.view.alarms[0] == "Seat 2: Another window took the keyboard · xterm");
    d.presenter.tick();
    CHECK(d.view.alarms.size() == 1);
    REQUIRE(d.sample.room->signs(1, {{1, "help", "", 0ms}}));
    REQUIRE(d.sample.room->signs(2, {{2, "usb-storage", "sdb", 0ms}}));
    REQUIRE(d.sample.room->note("0001", "behaviour", "Giám thị Một", "Nhìn bài")); // our own
    d.presenter.tick();
    REQUIRE(d.view.alarms.size() == 2);
    CHECK(d.view.alarms[1] == "Seat 1: The candidate calls an invigilator (and 1 more)");
}

TEST_CASE("the whole room says who is not here yet", "[exam_ui][board]") {
    Desk d;
    d.sample.let_in("0001");
    d.presenter.tick();
    REQUIRE(d.view.details.fields.size() == 1);
    CHECK(d.view.details.fields[0].second == "\n0002 Đỗ Ví Dụ");
}

TEST_CASE("in a sealed room nothing can be ordered", "[exam_ui][board]") {
    Desk d;
    d.begin();
    for (const char* candidate : {"0001", "0002"})
        REQUIRE(d.sample.room->withdraw(candidate, "Giám thị Một", "Xin thôi"));
    REQUIRE(d.sample.room->seal("Giám thị Một"));
    d.presenter.choose(1);
    CHECK(d.view.details.allowed.empty());
    CHECK_FALSE(d.presenter.may_all(Order::Note));
    CHECK(d.view.map.sealed);
}
