#include "station/session.h"
#include "support/direct_line.h"
#include "support/memory_journal.h"
#include "support/memory_safe.h"
#include "unit/exam/sample_exam.h"

using namespace canbo;
using namespace canbo::station;
using namespace std::chrono_literals;
using exam::AttemptState;

namespace {

struct Station {
    explicit Station(test::SampleRoom& in, int seat = 1, std::string id = "may-1") : at(in), line(in.room) {
        who = {test::DirectLine::code, std::move(id), "Máy", seat};
        open();
    }
    /// Also after it was killed: only the journals are left.
    void open() {
        auto made = Session::open({line, answers, signs, safe, {[this] { return now; }, "boot"}, wall, who});
        REQUIRE(made);
        session = *std::move(made);
    }
    Beat beat() {
        auto out = session->beat();
        if (!out)
            FAIL(out.error().message);
        return *std::move(out);
    }
    void sit_down(const std::string& candidate) {
        beat();
        const auto in = at.let_in(candidate, who.seat);
        REQUIRE(session->sign_in(in.pin));
    }

    test::SampleRoom& at;
    test::DirectLine line;
    test::MemoryJournal answers, signs;
    test::MemorySafe safe;
    std::chrono::milliseconds now{1h};
    base::ManualClock wall{*base::parse_time("1999-12-31T23:00:00+07:00")};
    Enrolment who;
    std::unique_ptr<Session> session;
};

struct Fixture {
    Fixture() { at.clock.set(test::nine_o_clock); }
    test::SampleRoom at;
    Station station{at};
};

} // namespace

TEST_CASE("a station finds its room, its candidate and the paper", "[station][session]") {
    Fixture f;
    auto beat = f.station.beat();
    CHECK(beat.view.station == 1);
    CHECK(beat.view.candidate.empty());
    CHECK_FALSE(beat.sheet);
    const auto in = f.at.let_in("0001", 1);
    CHECK(f.station.beat().view.name == "Nguyễn Văn Thử Nghiệm");
    CHECK(f.station.session->sign_in("000000").error().code == ErrorCode::Forbidden);
    beat = *f.station.session->sign_in(in.pin);
    REQUIRE(beat.sheet);
    CHECK(beat.sheet->questions.size() == 8);
    CHECK(beat.view.deadline);
}

TEST_CASE("an answer is on the station's disk first and at the room when the room says so", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    CHECK(f.station.session->keep(1, {{"answer", "1"}})->slots.at(1).kept == Kept::Here);
    const auto beat = f.station.beat();
    CHECK(beat.work.slots.at(1).kept == Kept::Room);
    CHECK_FALSE(beat.waiting);
    CHECK(beat.view.answered == 0); // as it was when the room was asked
    CHECK(f.station.beat().view.answered == 1);
    REQUIRE(f.station.session->keep(1, {}));
    CHECK(f.station.beat().work.slots.at(1).response.empty());
    CHECK(f.station.beat().view.answered == 0);
}

TEST_CASE("while the line is cut answers go on being kept, and reach the room when it is back", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    f.station.line.cut = true;
    CHECK(f.station.session->beat().error().code == ErrorCode::Unreachable);
    for (int i = 0; i < 120; ++i)
        REQUIRE(f.station.session->keep(1 + i % 8, {{"answer", "1"}}));
    CHECK(f.station.session->work().slots.at(3).kept == Kept::Here);
    f.station.line.cut = false;
    const auto beat = f.station.beat();
    CHECK_FALSE(beat.waiting);
    for (const auto& [slot, one] : beat.work.slots)
        CHECK(one.kept != Kept::Here);
}

TEST_CASE("a station that was killed goes on where it was", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    REQUIRE(f.station.session->keep(1, {{"answer", "1"}}));
    f.station.beat();
    f.station.line.cut = true;
    REQUIRE(f.station.session->keep(2, {{"answer", "0"}}));
    f.station.line.cut = false;
    f.station.open();
    const auto beat = f.station.beat();
    CHECK(beat.view.signed_in);
    REQUIRE(beat.sheet);
    CHECK(beat.work.slots.at(1).kept == Kept::Room);
    CHECK(beat.work.slots.at(2).kept == Kept::Room);
}

TEST_CASE("a station that was killed while the room is away goes on at once, and the room gets it all later",
          "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    REQUIRE(f.station.session->keep(1, {{"answer", "1"}}));
    const auto before = f.station.beat();
    REQUIRE(f.station.session->stay({2, {1}}));
    f.station.line.cut = true;
    f.station.now += 40s;
    REQUIRE(f.station.session->keep(2, {{"answer", "0"}}));
    f.station.open();
    const auto kept = f.station.session->kept();
    REQUIRE(kept);
    CHECK(kept->view.deadline == before.view.deadline);
    CHECK(kept->heard == before.heard); // the countdown goes on from there
    REQUIRE(kept->sheet);
    CHECK(kept->sheet->questions.size() == before.sheet->questions.size());
    CHECK(kept->work.slots.at(1).kept == Kept::Room);
    CHECK(kept->work.slots.at(2).kept == Kept::Here);
    CHECK(f.station.session->place() == Place{2, {1}});
    CHECK(f.station.session->beat().error().code == ErrorCode::Unreachable);
    REQUIRE(f.station.session->keep(3, {{"answer", "1"}}));
    f.station.open(); // killed a second time
    CHECK(f.station.session->kept()->work.slots.at(3).kept == Kept::Here);
    f.station.line.cut = false;
    const auto beat = f.station.beat();
    CHECK_FALSE(beat.waiting);
    CHECK(beat.sheet);
    for (const int slot : {1, 2, 3})
        CHECK(beat.work.slots.at(slot).kept == Kept::Room);
    CHECK_FALSE(f.station.session->kept());
}

TEST_CASE("a station keeps no paper once it is handed in, stopped, or somebody else sits there", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    f.station.beat();
    CHECK_FALSE(f.station.safe.things.empty());
    SECTION("handed in") {
        f.station.session->want_hand_in(true);
        f.station.beat();
    }
    SECTION("stopped") {
        REQUIRE(f.at.room->stop("0001", "Giám thị Một", "Vi phạm"));
        f.station.beat();
    }
    SECTION("moved away") {
        REQUIRE(f.at.room->move("0001", 3, "Giám thị Một", "Máy hỏng"));
        f.station.beat();
    }
    CHECK(f.station.safe.things.empty());
    f.station.open();
    CHECK_FALSE(f.station.session->kept());
}

TEST_CASE("a safe that cannot be written stops nobody", "[station][session]") {
    Fixture f;
    f.station.safe.full = true;
    f.station.sit_down("0001");
    CHECK(f.station.beat().sheet);
    CHECK(f.station.session->keep(1, {{"answer", "1"}}));
    f.station.safe.full = false;
    f.station.beat();
    CHECK_FALSE(f.station.safe.things.empty());
}

TEST_CASE("a candidate who moves finds the answers at the other station", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    REQUIRE(f.station.session->keep(1, {{"answer", "1"}}));
    f.station.beat();
    Station other(f.at, 3, "may-3");
    other.beat();
    REQUIRE(f.at.room->move("0001", 3, "Giám thị Một", "Máy hỏng"));
    const auto beat = *other.session->sign_in(exam::pin_of(f.at.package.pin_key, "0001"));
    REQUIRE(beat.work.slots.contains(1));
    CHECK(beat.work.slots.at(1).response.text("answer") == "1");
    CHECK(beat.work.slots.at(1).kept == Kept::Room);
    REQUIRE(other.session->keep(1, {{"answer", "0"}}));
    CHECK(other.beat().work.slots.at(1).response.text("answer") == "0");
    CHECK(f.station.beat().view.candidate.empty());
    CHECK_FALSE(f.station.session->keep(2, {{"answer", "1"}})); // nobody sits there any more
}

TEST_CASE("the hand-in waits until every answer is acknowledged", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    REQUIRE(f.station.session->keep(1, {{"answer", "1"}}));
    f.station.session->want_hand_in(true);
    f.station.line.cut = true;
    CHECK_FALSE(f.station.session->beat());
    CHECK(f.at.state("0001") == AttemptState::Running);
    f.station.line.cut = false;
    const auto beat = f.station.beat();
    CHECK(beat.view.state == AttemptState::Submitted);
    const auto receipt = exam::verify_receipt(beat.view.receipt, beat.view.room_key);
    REQUIRE(receipt);
    CHECK((*receipt)["answered"] == 1);
}

TEST_CASE("what comes too late is refused and told so", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    f.station.line.cut = true;
    REQUIRE(f.station.session->keep(1, {{"answer", "1"}}));
    f.at.clock.advance(21min);
    REQUIRE(f.at.room->tick());
    f.station.line.cut = false;
    const auto beat = f.station.beat();
    CHECK(beat.view.state == AttemptState::TimeUp);
    CHECK(beat.work.slots.at(1).kept == Kept::Refused);
}

TEST_CASE("an answer that the disk does not take is none", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    f.station.answers.full = true;
    CHECK(f.station.session->keep(1, {{"answer", "1"}}).error().code == ErrorCode::Storage);
    f.station.answers.full = false;
    CHECK(f.station.beat().work.slots.empty());
    CHECK_FALSE(f.station.session->keep(99, {{"answer", "1"}}));
}

TEST_CASE("signs reach the room once, also those of a cut line and of a killed station", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    f.station.line.cut = true;
    REQUIRE(f.station.session->saw({{"focus", "xterm"}}));
    CHECK_FALSE(f.station.session->beat());
    f.station.line.cut = false;
    f.station.open();
    f.station.beat();
    f.station.beat();
    int incidents = 0;
    for (const auto& line : f.at.room->board().lines)
        incidents += line.incidents;
    CHECK(incidents == 1);
    CHECK(f.at.state("0001") == AttemptState::Running);
}

TEST_CASE("a pause holds answers back and loses none", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    REQUIRE(f.at.room->pause("0001", "Giám thị Một", "Mất điện", false));
    f.at.clock.advance(11s); // the moment in which answers still came is over
    REQUIRE(f.station.session->keep(1, {{"answer", "1"}}));
    auto beat = f.station.beat();
    CHECK(beat.view.state == AttemptState::Paused);
    CHECK(beat.waiting);
    REQUIRE(f.at.room->resume("0001", "Giám thị Một"));
    CHECK_FALSE(f.station.beat().waiting);
}

TEST_CASE("a station that nobody knows any more enrols again by itself", "[station][session]") {
    Fixture f;
    f.station.sit_down("0001");
    f.station.line = test::DirectLine(f.at.room); // its token is gone
    CHECK(f.station.beat().view.candidate == "0001");
    f.station.who.code = "WRONG";
    f.station.open();
    f.station.line = test::DirectLine(f.at.room);
    CHECK(f.station.session->beat().error().code == ErrorCode::Forbidden);
}
