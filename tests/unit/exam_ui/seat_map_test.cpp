#include "exam_ui/seat_map.h"
#include "fixture.h"

#include <set>

using namespace canbo;
using namespace canbo::test;
using namespace canbo::exam::ui;
using namespace std::chrono_literals;

namespace {

exam::BoardLine line(const std::string& candidate, int seat, const std::string& state) {
    exam::BoardLine out;
    out.candidate = candidate;
    out.name = "Nguyễn Văn " + candidate;
    out.seat = seat;
    out.state = state;
    out.questions = 8;
    out.station = true;
    out.contact_age = 1s;
    return out;
}

exam::RoomBoard board() {
    exam::RoomBoard out;
    out.room = "p01";
    out.title = "Kỳ thi thử";
    out.now = nine_o_clock;
    out.from = nine_o_clock + 5min;
    out.to = nine_o_clock + 2h;
    out.station_lines = {{1, "Máy 1", 1s}, {2, "Máy 2", 1s}};
    return out;
}

} // namespace

TEST_CASE("every seat has a tile, with or without somebody", "[exam_ui][seats]") {
    auto b = board();
    b.lines = {line("0001", 2, "running")};
    const auto map = seat_map(b, sample_exam());
    REQUIRE(map.tiles.size() == 3);
    CHECK(map.room == "Phòng 1");
    CHECK(map.tiles[0].candidate.empty());
    CHECK(map.tiles[0].state == "free");
    CHECK(map.tiles[1].candidate == "0001");
    CHECK(map.tiles[1].sign == std::string("▶"));
    CHECK(map.tiles[2].state == "no station");
}

TEST_CASE("each state of an attempt has a sign and a word of its own", "[exam_ui][seats]") {
    using State = exam::AttemptState;
    std::set<std::string> signs, words;
    for (const auto state :
         {State::Rostered, State::Seated, State::Waiting, State::Running, State::Paused, State::Disconnected,
          State::Submitted, State::TimeUp, State::Stopped, State::Withdrawn, State::Sealed}) {
        signs.insert(state_sign(state));
        words.insert(state_words(state));
    }
    CHECK(signs.size() == 11);
    CHECK(words.size() == 11);
}

TEST_CASE("a station that says nothing is told apart from one that is quiet", "[exam_ui][seats]") {
    auto b = board();
    b.lines = {line("0001", 1, "running"), line("0002", 2, "running")};
    b.lines[1].contact_age = 7s;
    const auto map = seat_map(b, sample_exam());
    CHECK(map.tiles[0].contact.empty());
    CHECK(map.tiles[0].mood == Mood::Good);
    CHECK(map.tiles[1].contact == "no word for 7 s");
    CHECK(map.tiles[1].mood == Mood::Warn);
    b.lines[1].station = false;
    CHECK(seat_map(b, sample_exam()).tiles[1].contact == "no station");
    b.lines[1].state = "submitted"; // who is done may leave
    CHECK(seat_map(b, sample_exam()).tiles[1].contact.empty());
}

TEST_CASE("who is awaited stands at their seat until somebody else takes it", "[exam_ui][seats]") {
    auto b = board();
    b.lines = {line("0001", 1, "rostered"), line("0002", 0, "rostered")};
    auto map = seat_map(b, sample_exam());
    CHECK(map.tiles[0].expected);
    CHECK(map.awaited.size() == 2);
    b.lines[1] = line("0002", 1, "seated");
    map = seat_map(b, sample_exam());
    CHECK(map.tiles[0].candidate == "0002");
    CHECK_FALSE(map.tiles[0].expected);
    CHECK(map.awaited.size() == 1);
}

TEST_CASE("the line above says what counts: time, and how many are in each state", "[exam_ui][seats]") {
    auto b = board();
    b.lines = {line("0001", 1, "running"), line("0002", 2, "running")};
    CHECK(seat_map(b, sample_exam()).clock == "Begins in 5:00");
    CHECK(seat_map(b, sample_exam()).counts == "▶ 2 works");
    b.now = b.from + 1s;
    CHECK(seat_map(b, sample_exam()).clock == "The exam's window ends in 1:54:59");
    b.now = b.to;
    CHECK(seat_map(b, sample_exam()).clock == "The exam's time is over");
    b.sealed = true;
    CHECK(seat_map(b, sample_exam()).clock == "The room is sealed");
}

TEST_CASE("a tile is spoken as one sentence", "[exam_ui][seats]") {
    auto b = board();
    b.lines = {line("0001", 1, "running")};
    b.lines[0].answered = 3;
    b.lines[0].remaining = 725s;
    b.lines[0].incidents = 2;
    CHECK(seat_map(b, sample_exam()).tiles[0].spoken ==
          "Seat 1: Nguyễn Văn 0001, 0001, works, 3 of 8 answered, time left 12:05, 2 incidents");
}

TEST_CASE("durations are shown by minutes and, over an hour, by hours", "[exam_ui][seats]") {
    CHECK(duration_text(-5s) == "0:00");
    CHECK(duration_text(65s) == "1:05");
    CHECK(duration_text(3'725s) == "1:02:05");
}
