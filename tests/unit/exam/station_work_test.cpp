#include "support/memory_journal.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::exam;
using test::MemoryJournal;

TEST_CASE("a station that is killed goes on with what its journal says", "[exam][station]") {
    MemoryJournal journal;
    auto work = *StationWork::load(journal);
    REQUIRE(work.begin("0001"));
    CHECK(work.record(1, {{"answer", "1"}}, "", 1)->sequence == 1);
    CHECK(work.record(2, {{"answer", "0"}}, "", 1)->sequence == 2);
    REQUIRE(work.hear({{1, Ack::Word::Stored, {}, {}}}));
    auto again = *StationWork::load(journal);
    CHECK(again.candidate() == "0001");
    CHECK(again.count() == 2);
    CHECK(again.kept() == 1);
    REQUIRE(again.waiting(10).size() == 1);
    CHECK(again.waiting(10)[0].sequence == 2);
    CHECK(again.record(1, {}, "", 1)->sequence == 3);
    REQUIRE(again.begin("0001"));
    CHECK(again.count() == 3);
    REQUIRE(again.begin("0002"));
    CHECK(again.count() == 0);
}

TEST_CASE("numbers begin where the room says", "[exam][station]") {
    MemoryJournal journal;
    auto work = *StationWork::load(journal);
    CHECK(work.record(1, {}, "", 1'000'001)->sequence == 1'000'001);
    CHECK(work.record(1, {}, "", 1'000'001)->sequence == 1'000'002);
}

TEST_CASE("an answer that is not on the disk is none", "[exam][station]") {
    MemoryJournal journal;
    auto work = *StationWork::load(journal);
    journal.full = true;
    CHECK_FALSE(work.record(1, {{"answer", "1"}}, "", 1));
    CHECK(work.count() == 0);
}

TEST_CASE("only what the room refuses for good is given up", "[exam][station]") {
    MemoryJournal journal;
    auto work = *StationWork::load(journal);
    REQUIRE(work.record(1, {{"answer", "1"}}, "", 1));
    REQUIRE(work.hear({{1, Ack::Word::Later, {}, {}}, {7, Ack::Word::Stored, {}, {}}}));
    CHECK(work.waiting(10).size() == 1);
    REQUIRE(work.hear({{1, Ack::Word::Refused, ErrorCode::Closed, ""}}));
    CHECK(work.waiting(10).empty());
    CHECK(work.refused() == 1);
}
