#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;
using exam::Ack;
using exam::AttemptState;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("time is up by the room's clock, a moment's grace for what is on its way", "[exam][room][time]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    CHECK(*s.room->view(station)->deadline == nine_o_clock + minutes(20));
    s.clock.set(nine_o_clock + minutes(20) + seconds(2));
    REQUIRE(s.room->tick());
    CHECK(s.state("0001") == AttemptState::Running);
    CHECK(s.send(station, 1, 1, "1").word == Ack::Word::Stored);
    s.clock.set(nine_o_clock + minutes(20) + seconds(3));
    REQUIRE(s.room->tick());
    CHECK(s.state("0001") == AttemptState::TimeUp);
    CHECK(s.send(station, 2, 1, "0").code == ErrorCode::Closed);
    CHECK(s.send(station, 1, 1, "1").word == Ack::Word::Again); // it is kept, and that was the question
}

TEST_CASE("extra minutes of a candidate and those that were added move the end", "[exam][room][time]") {
    SampleRoom s;
    s.package.roster[0].extra_minutes = 10;
    s.room = nullptr;
    s.room = s.open("p01");
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    CHECK(*s.room->view(station)->deadline == nine_o_clock + minutes(30));
    REQUIRE(s.room->add_time("", 5, "Giám thị Một", "Mất điện"));
    CHECK(*s.room->view(station)->deadline == nine_o_clock + minutes(35));
    CHECK(s.room->add_time("0001", 0, "x", "y").error().code == ErrorCode::InvalidInput);
    CHECK(s.room->add_time("0001", 5, "x", " ").error().code == ErrorCode::InvalidInput);
}

TEST_CASE("while an attempt is paused its time stands, in a break only so long as the rules say",
          "[exam][room][time]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    REQUIRE(s.room->pause("0001", "Giám thị Một", "Sự cố máy", false));
    s.clock.advance(minutes(8));
    CHECK(*s.room->view(station)->deadline == nine_o_clock + minutes(28));
    REQUIRE(s.room->resume("0001", "Giám thị Một"));
    CHECK(*s.room->view(station)->deadline == nine_o_clock + minutes(28));
    REQUIRE(s.room->pause("0001", "Giám thị Một", "Ra ngoài", true));
    s.clock.advance(minutes(9)); // four more than a break has
    REQUIRE(s.room->resume("0001", "Giám thị Một"));
    CHECK(*s.room->view(station)->deadline == nine_o_clock + minutes(33));
    CHECK(s.room->pause("0001", "Giám thị Một", "Ra ngoài", true).error().code == ErrorCode::Forbidden);
}

TEST_CASE("answers that were under way when a pause began are kept, later ones are not", "[exam][room][time]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    REQUIRE(s.room->pause("", "Giám thị Một", "Báo cháy", false));
    s.clock.advance(seconds(2));
    CHECK(s.send(station, 1, 1, "1").word == Ack::Word::Stored);
    s.clock.advance(seconds(20));
    CHECK(s.send(station, 2, 1, "0").word == Ack::Word::Later);
}

TEST_CASE("a station's clock decides nothing", "[exam][room][time]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    CHECK(s.send(station, 2, 1, "1", "2031-01-01T00:00:00Z").word == Ack::Word::Stored);
    CHECK(s.send(station, 1, 1, "0", "2035-01-01T00:00:00Z").word == Ack::Word::Old);
    CHECK(*s.room->view(station)->deadline == nine_o_clock + minutes(20));
}

TEST_CASE("a clock set back while the room was away stops nobody's time", "[exam][room][time]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    s.clock.advance(minutes(10));
    REQUIRE(s.room->note("", "other", "Giám thị Một", "Kiểm tra"));
    s.room.reset();
    s.clock.set(nine_o_clock - std::chrono::hours(3));
    s.room = s.open("p01");
    CHECK(s.room->view(station)->now == nine_o_clock + minutes(10));
    s.clock.advance(minutes(10) + seconds(4));
    REQUIRE(s.room->tick());
    CHECK(s.state("0001") == AttemptState::TimeUp);
}
