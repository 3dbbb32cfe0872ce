#include "station_ui/station_presenter.h"
#include "support/direct_line.h"
#include "support/held_background.h"
#include "support/memory_journal.h"
#include "support/memory_safe.h"
#include "unit/exam/sample_exam.h"

using namespace canbo;
using namespace canbo::station;
using namespace canbo::station::ui;
using namespace std::chrono_literals;
using assessment::AnswerKind;
using assessment::GivenAnswer;
using exam::AttemptState;
using Stage = StationScreen::Stage;

namespace {

struct View final : ScreenView {
    void show_screen(const StationScreen& one) override { screen = one; }
    void show_given(int) override { ++given; }
    void show_time(const std::string& text, bool is_little) override {
        time = text;
        little = is_little;
    }
    void show_receipt(const std::string& bytes) override { receipt = bytes; }
    void show_look(const Look& one) override { look = one; }
    void show_photo(const FacePicture* picture) override { photo = picture == nullptr ? 0 : picture->width; }
    int photo{-1};
    StationScreen screen;
    Look look;
    std::string time, receipt;
    bool little{false};
    int given{0};
};

struct Desk {
    Desk() {
        at.clock.set(test::nine_o_clock - 5min);
        begin();
    }
    /// Also after it was killed: the journals and what was remembered are left.
    void begin() { presenter = std::make_unique<StationPresenter>(view, parts()); }
    StationParts parts() {
        return {[this](const RoomAddress& address) -> Result<std::shared_ptr<Session>> {
                    if (address.server.find("room") != 0)
                        return fail(ErrorCode::InvalidInput, "The address is none", "server");
                    line = test::DirectLine(at.room);
                    line.where = {address.server, address.takeovers};
                    line.cut = cut;
                    CANBO_TRY(auto made, Session::open({line,
                                                        answers,
                                                        signs,
                                                        safe,
                                                        {[this] { return now; }, "boot"},
                                                        wall,
                                                        {address.code, "may-1", "Máy", address.seat}}));
                    return std::shared_ptr<Session>(std::move(made));
                },
                [this](const exam::ReceiptFacts& facts) -> Result<std::string> {
                    receipt = facts;
                    return std::string("%PDF");
                },
                [](const std::string& bytes) -> Result<FacePicture> {
                    if (bytes != "JPEG")
                        return fail(ErrorCode::InvalidInput, "This is no picture");
                    return FacePicture{3, 4, std::vector<std::uint8_t>(36)};
                },
                network,
                disk,
                [this] { return now; },
                [this](const Json& one) { memory = one; },
                memory};
    }
    /// Both clocks go on, the presenter ticks.
    void wait(std::chrono::milliseconds time) {
        const auto step = 200ms;
        for (auto left = time; left > 0ms; left -= step) {
            now += step;
            at.clock.advance(step);
            REQUIRE(at.room->tick());
            line.cut = cut;
            presenter->tick();
        }
    }
    void sit_down() {
        presenter->start({"room", test::DirectLine::code, 1});
        const auto in = at.let_in("0001", 1);
        wait(1s);
        presenter->sign_in(in.pin);
    }
    void work() {
        sit_down();
        wait(5min);
        REQUIRE(view.screen.stage == Stage::Work);
    }
    /// Some answer to that question.
    GivenAnswer some(int slot) const {
        const auto& view_of = presenter->sheet()->questions[static_cast<std::size_t>(slot) - 1].view;
        GivenAnswer out;
        out.chosen.assign(view_of.kind == AnswerKind::Match ? view_of.stems.size() : 1, 1);
        return out;
    }
    const Tile& tile(int slot) const { return view.screen.tiles[static_cast<std::size_t>(slot) - 1]; }

    test::SampleRoom at;
    test::DirectLine line{at.room};
    test::MemoryJournal answers, signs;
    test::MemorySafe safe;
    test::HeldBackground network, disk;
    std::chrono::milliseconds now{5h};
    base::ManualClock wall{*base::parse_time("1999-12-31T23:00:00+07:00")};
    Json memory = Json::object();
    exam::ReceiptFacts receipt;
    bool cut{false};
    View view;
    std::unique_ptr<StationPresenter> presenter;
};

} // namespace

TEST_CASE("a station asks for its room, and says what is wrong with what was typed", "[station_ui]") {
    Desk at;
    at.presenter->start({});
    CHECK(at.view.screen.stage == Stage::Connect);
    CHECK_FALSE(at.view.screen.busy);
    at.presenter->connect({"nowhere", "AAAA", 0});
    CHECK(at.view.screen.problem == "The address is none");
    at.presenter->connect({"room", "WRONG", 1});
    CHECK(at.view.screen.problem == "This is not the code of this room");
    CHECK_FALSE(at.view.screen.busy);
    at.presenter->connect({" room ", test::DirectLine::code, 1});
    CHECK(at.view.screen.stage == Stage::Vacant);
    CHECK(at.view.screen.problem.empty());
    CHECK(at.view.screen.person == "station 1");
    CHECK(at.presenter->may_close());
}

TEST_CASE("a station that finds no room goes on trying by itself", "[station_ui]") {
    Desk at;
    at.cut = true;
    at.presenter->start({"room", test::DirectLine::code, 1});
    CHECK(at.view.screen.stage == Stage::Connect);
    CHECK(at.view.screen.busy);
    CHECK(at.view.screen.problem == "The exam room cannot be reached");
    at.wait(3s);
    CHECK(at.view.screen.stage == Stage::Connect);
    at.cut = false;
    at.wait(2s);
    CHECK(at.view.screen.stage == Stage::Vacant);
}

TEST_CASE("who sits down says that it is them and waits until the exam begins by itself", "[station_ui]") {
    Desk at;
    at.presenter->start({"room", test::DirectLine::code, 1});
    const auto in = at.at.let_in("0001", 1);
    at.wait(1s);
    CHECK(at.view.screen.stage == Stage::Confirm);
    CHECK(at.view.screen.name == "Nguyễn Văn Thử Nghiệm");
    CHECK(at.view.screen.pin);
    at.presenter->sign_in("000000");
    CHECK(at.view.screen.problem == "The candidate's number or the number of the slip is wrong");
    CHECK(at.view.screen.stage == Stage::Confirm);
    at.presenter->sign_in(" " + in.pin + " ");
    CHECK(at.view.screen.stage == Stage::Ready);
    CHECK(at.view.screen.problem.empty());
    CHECK(at.view.time.empty());
    at.presenter->practise({{1}, ""});
    CHECK(at.view.screen.practice == "● Saved in the exam room");
    CHECK_FALSE(at.presenter->may_close());
    at.wait(5min);
    CHECK(at.view.screen.stage == Stage::Work);
    CHECK(at.view.screen.tiles.size() == 8);
    CHECK(at.view.given > 0);
}

TEST_CASE("saved is what the room has acknowledged, and nothing else", "[station_ui]") {
    Desk at;
    at.work();
    CHECK(at.view.screen.mark == SaveMark::Nothing);
    at.disk.held = true;
    at.presenter->answer(1, at.some(1));
    CHECK(at.view.screen.mark == SaveMark::Keeping);
    CHECK(at.tile(1).answered);
    at.cut = true;
    at.disk.release();
    CHECK(at.view.screen.mark == SaveMark::Here);
    at.wait(5s);
    CHECK(at.view.screen.mark == SaveMark::Here);
    CHECK(at.view.screen.line.find("your answers are kept on this machine") != std::string::npos);
    CHECK(at.view.screen.problem.empty()); // said quietly
    CHECK(at.view.screen.stage == Stage::Work);
    at.cut = false;
    at.wait(2s);
    CHECK(at.view.screen.mark == SaveMark::Room);
    CHECK(at.view.screen.line.empty());
    CHECK(at.presenter->given(1).chosen == at.some(1).chosen);
}

TEST_CASE("a full disk is said and the answer is not shown as kept", "[station_ui]") {
    Desk at;
    at.work();
    at.answers.full = true;
    at.presenter->answer(1, at.some(1));
    CHECK(at.view.screen.mark == SaveMark::Failed);
    CHECK_FALSE(at.view.screen.problem.empty());
    at.presenter->show_overview(true);
    at.presenter->hand_in();
    at.presenter->hand_in();
    CHECK_FALSE(at.view.screen.handing_in); // not with an answer that nobody has
    at.answers.full = false;
    at.presenter->answer(1, at.some(1));
    at.wait(1s);
    CHECK(at.view.screen.mark == SaveMark::Room);
}

TEST_CASE("a typed text is kept when the keys rest, and before the candidate goes elsewhere", "[station_ui]") {
    Desk at;
    at.work();
    at.presenter->typed(1, at.some(1));
    CHECK(at.view.screen.mark == SaveMark::Keeping);
    CHECK(at.answers.lines().size() == 1);
    at.wait(1s);
    CHECK(at.answers.lines().size() >= 2);
    at.presenter->typed(1, {});
    at.presenter->go(2);
    at.wait(1s);
    CHECK_FALSE(at.tile(1).answered);
    CHECK(at.presenter->given(1).empty());
}

TEST_CASE("the time shown is the room's, whatever the station's clock says", "[station_ui]") {
    Desk at;
    at.work();
    const auto first = at.view.time;
    CHECK((first == "20:00" || first == "19:59"));
    at.cut = true;
    at.wall.set(*base::parse_time("2031-01-01T00:00:00Z"));
    at.wait(60s);
    CHECK((at.view.time == "19:00" || at.view.time == "18:59"));
    at.cut = false;
    REQUIRE(at.at.room->add_time("0001", 10, "Giám thị Một", "Mất điện"));
    at.wait(2s);
    CHECK(at.view.time.substr(0, 2) == "28");
    CHECK_FALSE(at.view.little);
    at.wait(24min);
    CHECK(at.view.little);
}

TEST_CASE("a pause shows its reason and lets the time stand", "[station_ui]") {
    Desk at;
    at.work();
    REQUIRE(at.at.room->pause("0001", "Giám thị Một", "Mất điện", false));
    at.wait(2s);
    CHECK(at.view.screen.stage == Stage::Paused);
    CHECK(at.view.screen.advice.find("Mất điện") == 0);
    CHECK_FALSE(at.view.screen.can_answer);
    const auto stands = at.view.time;
    at.wait(3min);
    CHECK(at.view.time == stands);
    REQUIRE(at.at.room->resume("0001", "Giám thị Một"));
    at.wait(2s);
    CHECK(at.view.screen.stage == Stage::Work);
    CHECK(at.view.screen.can_answer);
}

TEST_CASE("flags and place are there again after the station was killed, and so are the answers", "[station_ui]") {
    Desk at;
    at.work();
    at.presenter->answer(2, at.some(2));
    at.presenter->flag(3);
    at.presenter->flag(4);
    at.presenter->flag(4);
    at.presenter->go(3);
    at.presenter->larger(2);
    at.begin();
    at.presenter->start({}); // the room is remembered, too
    at.wait(1s);
    CHECK(at.view.screen.stage == Stage::Work);
    CHECK(at.view.screen.slot == 3);
    CHECK(at.tile(3).flagged);
    CHECK_FALSE(at.tile(4).flagged);
    CHECK(at.tile(2).mark == SaveMark::Room);
    CHECK(at.presenter->given(2).chosen == at.some(2).chosen);
    CHECK(at.view.look.size == 2);
}

TEST_CASE("a station killed while the room is away shows its paper at once", "[station_ui]") {
    Desk at;
    at.work();
    at.presenter->answer(2, at.some(2));
    at.presenter->flag(3);
    at.presenter->go(3);
    at.wait(10s);
    const auto stood = at.view.time;
    at.cut = true;
    at.begin();
    at.presenter->start({});
    CHECK(at.view.screen.stage == Stage::Work); // before the room was even asked
    CHECK(at.view.time == stood);
    CHECK(at.view.screen.slot == 3);
    CHECK(at.tile(3).flagged);
    CHECK(at.view.screen.can_answer);
    at.presenter->answer(3, at.some(3));
    at.wait(3s);
    CHECK(at.tile(3).mark == SaveMark::Here);
    CHECK(at.view.screen.line.find("your answers are kept on this machine") != std::string::npos);
    CHECK(at.view.screen.problem.empty());
    at.cut = false;
    at.wait(2s);
    CHECK(at.tile(3).mark == SaveMark::Room);
    CHECK(at.tile(2).mark == SaveMark::Room);
    CHECK(at.view.screen.line.empty());
}

TEST_CASE("a station remembers the standby that the room named, and who took the room over", "[station_ui]") {
    Desk at;
    at.work();
    at.line.where = {"room2,room", 1};
    at.presenter->tick();
    at.now += 2s;
    at.presenter->tick();
    CHECK(at.memory["server"] == "room2,room");
    at.begin();
    at.presenter->start({"room", test::DirectLine::code, 1}); // a kiosk always names the first
    CHECK(at.presenter->address().server == "room2,room");
    CHECK(at.presenter->address().takeovers == 1);
    at.begin();
    at.presenter->start({"room3", test::DirectLine::code, 1});
    CHECK(at.presenter->address().server == "room2,room,room3");
    at.begin();
    at.presenter->start({"room", "OTHER", 1}); // another exam's room
    CHECK(at.presenter->address().server == "room");
    CHECK(at.presenter->address().takeovers == 0);
}

TEST_CASE("handing in is asked twice, waits for the room, and ends with the room's receipt", "[station_ui]") {
    Desk at;
    at.work();
    at.presenter->answer(1, at.some(1));
    at.presenter->hand_in();
    CHECK_FALSE(at.view.screen.confirming); // only from the overview
    at.presenter->show_overview(true);
    at.presenter->hand_in();
    CHECK(at.view.screen.confirming);
    CHECK(at.view.screen.advice.find("Questions without an answer: 7") != std::string::npos);
    at.presenter->go_on_answering();
    CHECK(at.view.screen.stage == Stage::Work);
    at.cut = true;
    at.presenter->typed(2, at.some(2));
    at.presenter->show_overview(true);
    at.presenter->hand_in();
    at.presenter->hand_in();
    at.wait(5s);
    CHECK(at.view.screen.handing_in);
    CHECK_FALSE(at.view.screen.can_answer);
    CHECK(at.at.state("0001") == AttemptState::Running);
    at.cut = false;
    at.wait(3s);
    CHECK(at.view.screen.stage == Stage::Ended);
    CHECK(at.view.screen.problem.empty());
    CHECK(at.view.receipt == "%PDF");
    CHECK(at.receipt.answered == 2);
    CHECK(at.receipt.questions == 8);
    CHECK(at.receipt.head.size() == 64);
    CHECK(at.view.screen.facts.front() == "Answers in the exam room: 2/8");
    CHECK(at.presenter->may_close());
}

TEST_CASE("what comes from outside ends the attempt on the screen, too", "[station_ui]") {
    Desk at;
    at.work();
    const auto after = [&](auto act) {
        act();
        at.wait(2s);
        CHECK(at.view.screen.stage == Stage::Ended);
        return at.view.screen.headline;
    };
    SECTION("stopped") {
        CHECK(after([&] { REQUIRE(at.at.room->stop("0001", "Giám thị Một", "Dùng tài liệu")); }) ==
              "An invigilator has stopped this attempt");
        CHECK(at.view.screen.facts.front() == "Reason: Dùng tài liệu");
    }
    SECTION("withdrawn") {
        CHECK(after([&] { REQUIRE(at.at.room->withdraw("0001", "Giám thị Một", "Mệt")); }) ==
              "The attempt has ended: withdrawn");
    }
    SECTION("time up") {
        at.presenter->answer(1, at.some(1));
        CHECK(after([&] { at.wait(20min + 5s); }) == "Time is up");
        CHECK(at.tile(1).mark == SaveMark::Room);
        at.presenter->answer(2, at.some(2));
        CHECK_FALSE(at.tile(2).answered);
    }
}

TEST_CASE("a text that is in the keys when the time is over is still kept", "[station_ui]") {
    Desk at;
    at.work();
    at.wait(19min + 50s);
    const auto left = at.view.time;
    INFO(left);
    while (at.view.time != "00:01")
        at.wait(200ms);
    at.presenter->typed(1, at.some(1));
    at.wait(1500ms);
    CHECK_FALSE(at.view.screen.can_answer);
    at.wait(10s);
    CHECK(at.view.screen.stage == Stage::Ended);
    CHECK(at.receipt.answered == 1);
}

TEST_CASE("a sign and a call for help reach the room within two seconds, and the candidate knows", "[station_ui]") {
    Desk at;
    at.work();
    at.presenter->seen({{"focus", "xterm (XTerm), process 4711"}});
    CHECK(at.view.screen.note.find("Another window took the keyboard") != std::string::npos);
    at.presenter->call_help();
    at.wait(400ms);
    int incidents = 0;
    for (const auto& line : at.at.room->board().lines)
        incidents += line.candidate == "0001" ? line.incidents : 0;
    CHECK(incidents == 2);
    CHECK(at.view.screen.stage == Stage::Work); // evidence, never a verdict
    at.wait(61s);
    CHECK(at.view.screen.note.empty());
}

TEST_CASE("the next candidate sees nothing of the one before", "[station_ui]") {
    Desk at;
    at.work();
    at.presenter->answer(1, at.some(1));
    at.presenter->flag(1);
    at.wait(1s);
    REQUIRE(at.at.room->move("0001", 3, "Giám thị Một", "Máy hỏng"));
    at.wait(2s);
    CHECK(at.view.screen.stage == Stage::Vacant);
    CHECK(at.view.screen.person == "station 1");
    CHECK(at.view.screen.name.empty());
    const auto in = at.at.let_in("0002", 1);
    at.wait(2s);
    CHECK(at.view.screen.name == "Đỗ Ví Dụ");
    at.presenter->sign_in(in.pin);
    at.wait(1s);
    REQUIRE(at.view.screen.stage == Stage::Work);
    CHECK_FALSE(at.tile(1).answered);
    CHECK_FALSE(at.tile(1).flagged);
}

TEST_CASE("the look is between its ends and remembered", "[station_ui]") {
    Desk at;
    at.presenter->larger(-3);
    CHECK(at.view.look.size == 0);
    at.presenter->larger(99);
    CHECK(at.view.look.scale() == Approx(2.2));
    at.presenter->toggle_contrast();
    CHECK(at.view.look.contrast);
    CHECK(at.memory["size"] == 4);
    CHECK(at.memory["contrast"] == true);
}

TEST_CASE("a photo is shown until who sits there has signed in, and one that cannot be shown is none", "[station_ui]") {
    Desk at;
    at.at.package.roster[0].photo = "JPEG";
    at.at.package.roster[1].photo = "?";
    at.at.room = at.at.open("p01");
    at.presenter->start({"room", test::DirectLine::code, 1});
    const auto in = at.at.let_in("0001", 1);
    at.wait(1s);
    CHECK(at.view.photo == 3);
    at.presenter->sign_in(in.pin);
    CHECK(at.view.photo == 0);
    REQUIRE(at.at.room->move("0001", 3, "Giám thị Một", "Máy hỏng"));
    at.at.let_in("0002", 1);
    at.view.photo = -1;
    at.wait(2s);
    CHECK(at.view.screen.name == "Đỗ Ví Dụ");
    CHECK(at.view.photo == 0);
}
