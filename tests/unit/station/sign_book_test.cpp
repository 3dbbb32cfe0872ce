#include "station/sign_book.h"
#include "support/memory_journal.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::station;
using namespace std::chrono_literals;

namespace {
const base::Time some_time = *base::parse_time("2024-02-16T09:00:00+07:00");
}

TEST_CASE("a sign waits with its age until the room has noted it", "[station][signs]") {
    test::MemoryJournal journal;
    auto book = *SignBook::load(journal);
    REQUIRE(book.add({"focus", "xterm"}, 10s, some_time));
    REQUIRE(book.add({"usb-storage", "sdb"}, 11s, some_time + 1s));
    const auto waiting = book.waiting(10, 12s, some_time + 5h); // the wall clock was set: no effect
    REQUIRE(waiting.size() == 2);
    CHECK(waiting[0].sequence == 1);
    CHECK(waiting[0].age == 2s);
    CHECK(waiting[1].kind == "usb-storage");
    REQUIRE(book.done({waiting[0]}));
    CHECK(book.waiting(10, 12s, some_time).size() == 1);
}

TEST_CASE("a station that was killed tells what it saw before, and counts on", "[station][signs]") {
    test::MemoryJournal journal;
    {
        auto book = *SignBook::load(journal);
        REQUIRE(book.add({"focus", "xterm"}, 10s, some_time));
        REQUIRE(book.add({"focus", "firefox"}, 11s, some_time));
        REQUIRE(book.done(book.waiting(1, 12s, some_time)));
    }
    auto book = *SignBook::load(journal);
    const auto waiting = book.waiting(10, 0s, some_time + 90s);
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].text == "firefox");
    CHECK(waiting[0].age == 90s);
    CHECK(book.waiting(10, 0s, some_time - 5h)[0].age == 0s);
    REQUIRE(book.add({"focus", "x"}, 1s, some_time));
    CHECK(book.waiting(10, 1s, some_time)[1].sequence == 3);
}

TEST_CASE("a sign that is not on the disk is none, and a long one is cut at a letter", "[station][signs]") {
    test::MemoryJournal journal;
    auto book = *SignBook::load(journal);
    std::string text(499, 'x');
    REQUIRE(book.add({"focus", text + "ữ"}, 0s, some_time));
    CHECK(book.waiting(1, 0s, some_time)[0].text == text);
    journal.full = true;
    CHECK_FALSE(book.add({"focus", "x"}, 0s, some_time));
    CHECK(book.waiting(10, 0s, some_time).size() == 1);
    REQUIRE(journal.lines().size() == 1);
    test::MemoryJournal other;
    REQUIRE(other.append({{"kind", "answer"}, {"sequence", 1}}));
    CHECK_FALSE(SignBook::load(other));
}
