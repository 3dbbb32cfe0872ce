#include "exam/station_json.h"
#include "sample_exam.h"

using namespace canbo;
using namespace canbo::exam;
using namespace std::chrono_literals;

namespace {

int incidents(test::SampleRoom& at, const std::string& candidate) {
    for (const auto& line : at.room->board().lines)
        if (line.candidate == candidate)
            return line.incidents;
    return -1;
}

} // namespace

TEST_CASE("a sign of a station is an incident of who sits there and changes nothing else", "[exam][signs]") {
    test::SampleRoom at;
    at.clock.set(test::nine_o_clock);
    const int station = at.sit_down("0001");
    std::int64_t number = 0;
    for (const auto kind : station_sign_kinds())
        REQUIRE(at.room->signs(station, {{++number, std::string(kind), "xterm, process 4711", 300ms}}));
    CHECK(incidents(at, "0001") == static_cast<int>(station_sign_kinds().size()));
    CHECK(at.state("0001") == AttemptState::Running);
}

TEST_CASE("a sign that is told again is noted once, also by a room that was killed", "[exam][signs]") {
    test::SampleRoom at;
    const int station = at.sit_down("0001");
    const StationSign sign{7, "focus", "xterm", 0ms};
    REQUIRE(at.room->signs(station, {sign, sign}));
    at.room = at.open("p01");
    REQUIRE(at.room->signs(station, {sign}));
    CHECK(incidents(at, "0001") == 1);
}

TEST_CASE("what is no sign is refused, and a broken station does not fill the record", "[exam][signs]") {
    test::SampleRoom at;
    const int station = at.sit_down("0001");
    CHECK_FALSE(at.room->signs(station, {}));
    CHECK_FALSE(at.room->signs(station, {{1, "mood", "", 0ms}}));
    CHECK_FALSE(at.room->signs(station, {{1, "focus", std::string(501, 'x'), 0ms}}));
    CHECK_FALSE(at.room->signs(station, {{0, "focus", "", 0ms}}));
    const auto before = at.room->board().events;
    for (int batch = 0; batch < 30; ++batch) {
        std::vector<StationSign> signs;
        for (int i = 1; i <= 50; ++i)
            signs.push_back({batch * 50 + i, "focus", "x", 0ms});
        REQUIRE(at.room->signs(station, signs));
    }
    CHECK(at.room->board().events == before + 1'000);
}

TEST_CASE("a station to which a candidate moved learns what was answered before", "[exam][signs]") {
    test::SampleRoom at;
    at.clock.set(test::nine_o_clock);
    const int first = at.sit_down("0001");
    at.send(first, 1, 1, "0");
    at.send(first, 2, 1, "1");
    at.send(first, 3, 2, "1");
    const auto second = at.room->enrol("may-3", "Máy", 3);
    REQUIRE(at.room->move("0001", 3, "Giám thị Một", "Máy hỏng"));
    CHECK_FALSE(at.room->held(*second)); // not signed in there
    REQUIRE(at.room->sign_in(*second, "0001", pin_of(at.package.pin_key, "0001")));
    const auto held = at.room->held(*second);
    REQUIRE(held);
    REQUIRE(held->size() == 2);
    CHECK(held->front().sequence == 2);
    CHECK(held->front().response.text("answer") == "1");
}

TEST_CASE("a deadline is the room's word, and what a station reads is what the room said", "[exam][signs]") {
    test::SampleRoom at;
    at.clock.set(test::nine_o_clock);
    const auto said = *at.room->view(at.sit_down("0001"));
    auto read = station_view_from_json(station_view_to_json(said));
    REQUIRE(read);
    CHECK(station_view_to_json(*read) == station_view_to_json(said));
    CHECK(is_signed(*read));
    read->deadline = *read->deadline + 1min;
    CHECK_FALSE(is_signed(*read));
    CHECK_FALSE(station_view_from_json(Json::array()));
    CHECK_FALSE(station_view_from_json({{"now", "yesterday"}}));
    CHECK_FALSE(ack_from_json({{"sequence", 1}, {"word", "perhaps"}}));
    CHECK(ack_from_json(ack_to_json({4, Ack::Word::Refused, ErrorCode::Closed, "x"}))->code == ErrorCode::Closed);
}
