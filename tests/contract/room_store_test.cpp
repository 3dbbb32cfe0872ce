#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

exam::RoomEvent event(std::int64_t sequence) {
    exam::RoomEvent out;
    out.sequence = sequence;
    out.kind = exam::RoomEvent::Kind::Noted;
    out.candidate = "0001";
    out.station = 3;
    out.by = "Giám thị Một";
    out.data = {{"category", "other"}, {"text", vietnamese}};
    out.time = at(1'708'000'000'123 + sequence);
    out.previous = exam::first_link("thi-thu", "p01");
    out.hash = *exam::event_hash(out);
    return out;
}

exam::AnswerRecord answer(std::string candidate, std::int64_t position, std::int64_t sequence) {
    exam::AnswerRecord out;
    out.position = position;
    out.candidate = std::move(candidate);
    out.station = 3;
    out.sequence = sequence;
    out.slot = 2;
    out.response = {{"answer", vietnamese}};
    out.station_time = "1999-01-01T00:00:00Z";
    out.time = at(1'708'000'000'123);
    out.previous = exam::first_answer_link("thi-thu", out.candidate);
    out.hash = *exam::answer_hash(out);
    return out;
}

} // namespace

TEMPLATE_TEST_CASE("events of a room come back in order, those of another room apart", "[contract][rooms]",
                   ALL_SETUPS) {
    TestType setup;
    {
        auto tx = writing(setup.database);
        for (const std::int64_t sequence : {2, 1, 10})
            REQUIRE(setup.rooms.append_event(*tx, "thi-thu/p01", event(sequence)));
        REQUIRE(setup.rooms.append_event(*tx, "thi-thu/p02", event(1)));
        REQUIRE(tx->commit());
    }
    auto tx = reading(setup.database);
    const auto events = setup.rooms.events(*tx, "thi-thu/p01");
    REQUIRE(events);
    REQUIRE(events->size() == 3);
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(exam::event_to_json((*events)[i]) == exam::event_to_json(event(std::vector<std::int64_t>{1, 2, 10}[i])));
    CHECK(setup.rooms.events(*tx, "thi-thu/p03")->empty());
}

TEMPLATE_TEST_CASE("an event's place in the room is taken once", "[contract][rooms]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.rooms.append_event(*tx, "thi-thu/p01", event(1)));
    CHECK(setup.rooms.append_event(*tx, "thi-thu/p01", event(1)).error().code == ErrorCode::Conflict);
    CHECK(setup.rooms.events(*tx, "thi-thu/p01")->size() == 1);
}

TEMPLATE_TEST_CASE("answers come back by candidate and position, each sequence once", "[contract][rooms]", ALL_SETUPS) {
    TestType setup;
    {
        auto tx = writing(setup.database);
        REQUIRE(setup.rooms.append_answer(*tx, "thi-thu/p01", answer("0002", 1, 1)));
        REQUIRE(setup.rooms.append_answer(*tx, "thi-thu/p01", answer("0001", 2, 2)));
        REQUIRE(setup.rooms.append_answer(*tx, "thi-thu/p01", answer("0001", 1, 5)));
        CHECK(setup.rooms.append_answer(*tx, "thi-thu/p01", answer("0001", 2, 7)).error().code == ErrorCode::Conflict);
        CHECK(setup.rooms.append_answer(*tx, "thi-thu/p01", answer("0001", 3, 5)).error().code == ErrorCode::Conflict);
        REQUIRE(setup.rooms.append_answer(*tx, "thi-thu/p02", answer("0001", 1, 1)));
        REQUIRE(tx->commit());
    }
    auto tx = reading(setup.database);
    const auto answers = setup.rooms.answers(*tx, "thi-thu/p01");
    REQUIRE(answers);
    REQUIRE(answers->size() == 3);
    CHECK(exam::answer_to_json((*answers)[0]) == exam::answer_to_json(answer("0001", 1, 5)));
    CHECK((*answers)[1].position == 2);
    CHECK((*answers)[2].candidate == "0002");
}

TEMPLATE_TEST_CASE("a candidate is admitted to one room of an exam, once", "[contract][rooms]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.rooms.admit(*tx, "thi-thu", "0001", "p01"));
    for (const char* room : {"p01", "p02"}) {
        const auto again = setup.rooms.admit(*tx, "thi-thu", "0001", room);
        REQUIRE_FALSE(again);
        CHECK(again.error().code == ErrorCode::Conflict);
        CHECK(again.error().where == "p01");
    }
    CHECK(setup.rooms.admit(*tx, "thi-khac", "0001", "p02"));
    CHECK(setup.rooms.admit(*tx, "thi-thu", "0002", "p02"));
}
