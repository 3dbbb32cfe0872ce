#include "reporting_ui/words.h"
#include "unit/reporting/fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::reporting::ui;
using namespace std::chrono_literals;

TEST_CASE("a count-down names the two largest units and says when it is late", "[reporting_ui][words]") {
    const auto due = test::due_week7;
    CHECK(count_down(due, due - 51h) == "2 d 3 h left");
    CHECK(count_down(due, due - 24h) == "1 d 0 h left");
    CHECK(count_down(due, due - 23h - 59min) == "23 h 59 min left");
    CHECK(count_down(due, due - 1min) == "0 h 1 min left");
    CHECK(count_down(due, due) == "0 h 0 min left");
    CHECK(count_down(due, due + 5h + 10min) == "late by 5 h 10 min");
    CHECK(count_down(due, due + 49h) == "late by 2 d 1 h");
}

TEST_CASE("a deadline within two days is a warning and a passed one is bad", "[reporting_ui][words]") {
    const auto due = test::due_week7;
    CHECK(count_down_mark(due, due - 72h) == Mark::Plain);
    CHECK(count_down_mark(due, due - 48h) == Mark::Warn);
    CHECK(count_down_mark(due, due) == Mark::Warn);
    CHECK(count_down_mark(due, due + 1ms) == Mark::Bad);
}

TEST_CASE("a state is told by a symbol and a word", "[reporting_ui][words]") {
    CHECK(state_word("draft", false).text == "✎ draft");
    CHECK(state_word("returned", false).mark == Mark::Bad);
    CHECK(state_word("", false).text == "○ not begun");
    CHECK(state_word("received", true).text == "⚠ two versions, choose one");
}

TEST_CASE("titles and sizes are written as people read them", "[reporting_ui][words]") {
    CHECK(report_title(test::week7()) == "Report of week 07/2024");
    CHECK(report_title(test::period("2024-02")) == "Report of month 02/2024");
    CHECK(size_text(999) == "999 B");
    CHECK(size_text(1'440'000) == "1,4 MB");
    CHECK(size_text(20'000'000) == "20 MB");
}
