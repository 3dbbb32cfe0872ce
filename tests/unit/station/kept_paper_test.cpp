#include "station/kept_paper.h"
#include "support/memory_safe.h"
#include "unit/exam/sample_exam.h"

using namespace canbo;
using namespace canbo::station;
using namespace std::chrono_literals;
using exam::AttemptState;

namespace {

struct Desk {
    Desk() {
        at.clock.set(test::nine_o_clock);
        station = at.sit_down("0001");
        sheet = *base::parse_json(*at.room->paper(station)); // a paused room gives none
    }
    PaperDrawer drawer(std::string boot = "boot") {
        return {safe, {[this] { return now; }, std::move(boot)}, wall};
    }
    KeptPaper paper() { return {*at.room->view(station), sheet, {}, now - 20ms, now}; }
    /// Both clocks of the station go on.
    void wait(std::chrono::milliseconds time) {
        now += time;
        wall.advance(time);
    }

    test::SampleRoom at;
    int station{0};
    Json sheet;
    test::MemorySafe safe;
    std::chrono::milliseconds now{1h};
    base::ManualClock wall{*base::parse_time("1999-12-31T23:00:00+07:00")};
};

} // namespace

TEST_CASE("a paper under way is there again with the time that is left by the room's signed deadline",
          "[station][kept_paper]") {
    Desk at;
    const auto paper = at.paper();
    REQUIRE(at.drawer().keep(paper));
    at.wait(90s);
    auto drawer = at.drawer();
    const auto kept = drawer.find("0001");
    REQUIRE(kept);
    CHECK(kept->paper == paper.paper);
    CHECK(is_signed(kept->view));
    CHECK(kept->left(at.now) == paper.left(paper.heard) - 90s);
}

TEST_CASE(
    "after a start of the machine the time that went by is known from its clock on the wall, which never gives any",
    "[station][kept_paper]") {
    Desk at;
    const auto paper = at.paper();
    REQUIRE(at.drawer("before").keep(paper));
    at.wall.advance(5min);
    at.now = 3s; // began anew
    CHECK(at.drawer("after").find("0001")->left(at.now) == paper.left(paper.heard) - 5min);
    at.wall.set(*base::parse_time("1970-01-01T00:00:00Z"));
    CHECK(at.drawer("after").find("0001")->left(at.now) == paper.left(paper.heard));
}

TEST_CASE("nothing is written again while nothing but the time changes", "[station][kept_paper]") {
    Desk at;
    auto drawer = at.drawer();
    REQUIRE(drawer.keep(at.paper()));
    at.wait(1s);
    at.at.clock.advance(1s);
    REQUIRE(drawer.keep(at.paper()));
    CHECK(at.safe.writes == 1);
    REQUIRE(at.at.room->add_time("0001", 5, "Giám thị Một", "Máy hỏng"));
    REQUIRE(drawer.keep(at.paper()));
    CHECK(at.safe.writes == 2);
}

TEST_CASE("a paper is destroyed when its time is over, and when it is of no use to who sits there",
          "[station][kept_paper]") {
    Desk at;
    auto drawer = at.drawer();
    const auto paper = at.paper();
    REQUIRE(drawer.keep(paper));
    REQUIRE(drawer.stay("0001", {3, {2, 5}}));
    SECTION("its time is over") {
        at.wait(paper.left(paper.heard));
        REQUIRE(drawer.tidy());
        CHECK(at.safe.things.size() == 2); // the last answer may be under way
        at.wait(exam::ExamRoom::grace);
        REQUIRE(drawer.tidy());
    }
    SECTION("the station was started when its time was over") {
        at.wait(paper.left(paper.heard));
        CHECK_FALSE(at.drawer().find("0001"));
    }
    SECTION("a paused one is found a day later") {
        REQUIRE(at.at.room->pause("0001", "Giám thị Một", "Mất điện", false));
        REQUIRE(drawer.keep(at.paper()));
        at.wait(25h);
        CHECK_FALSE(at.drawer().find("0001"));
    }
    SECTION("somebody else's answers are in the journal") { CHECK_FALSE(at.drawer().find("0002")); }
    SECTION("the end of its time is not signed by the room") {
        at.safe.things["paper"]["view"]["deadline"] = "2024-02-16T12:00:00Z";
        CHECK_FALSE(at.drawer().find("0001"));
    }
    SECTION("it cannot be read") {
        at.safe.things["paper"]["paper"]["items"] = 7;
        CHECK_FALSE(at.drawer().find("0001"));
    }
    CHECK(at.safe.things.empty());
}

TEST_CASE("a paper of another room is not destroyed before a paper of this room comes", "[station][kept_paper]") {
    Desk at;
    const auto paper = at.paper();
    REQUIRE(at.drawer().keep(paper));
    at.safe.foreign = true; // another room's code was typed
    auto drawer = at.drawer();
    CHECK_FALSE(drawer.find("0001"));
    REQUIRE(drawer.wipe()); // nobody sits there yet
    REQUIRE(drawer.tidy());
    CHECK(at.safe.things.size() == 1);
    SECTION("the right code is typed again") {
        at.safe.foreign = false;
        CHECK(at.drawer().find("0001"));
    }
    SECTION("the exam of that room begins there") {
        at.safe.things["place"] = 7;
        REQUIRE(drawer.keep(paper));
        CHECK(at.safe.things.size() == 1);
        CHECK(at.safe.kept("paper"));
        REQUIRE(drawer.wipe());
        CHECK(at.safe.things.empty());
    }
}

TEST_CASE("a place is kept beside the paper, for its candidate only", "[station][kept_paper]") {
    Desk at;
    auto drawer = at.drawer();
    REQUIRE(drawer.stay("0001", {3, {2, 5}}));
    CHECK(at.safe.things.empty()); // no paper, no place
    REQUIRE(drawer.keep(at.paper()));
    REQUIRE(drawer.stay("0001", {3, {2, 5}}));
    CHECK(drawer.place("0001") == Place{3, {2, 5}});
    CHECK(drawer.place("0002") == Place{});
    at.safe.full = true;
    CHECK(drawer.stay("0001", {4, {}}).error().code == ErrorCode::Storage);
    CHECK(drawer.place("0001") == Place{3, {2, 5}});
}
