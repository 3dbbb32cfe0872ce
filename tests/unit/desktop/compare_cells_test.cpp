#include "desktop/compare_cells.h"

#include <catch2/catch.hpp>

using canbo::desktop::compare_cells;

TEST_CASE("days are ordered by the calendar, not by their digits", "[desktop][table]") {
    CHECK(compare_cells("02/03/2024", "16/02/2024", false) > 0);
    CHECK(compare_cells("17:00 16/02/2024", "09:00 16/02/2024", false) > 0);
    CHECK(compare_cells("17:00 16/02/2024", "09:00 17/02/2024", false) < 0);
    CHECK(compare_cells("16/02/2024", "16/02/2024", false) == 0);
}

TEST_CASE("numbers are ordered by size, with nothing before them", "[desktop][table]") {
    CHECK(compare_cells("9", "10", true) < 0);
    CHECK(compare_cells("81,3", "81,25", true) > 0);
    CHECK(compare_cells("1.234", "999", true) > 0);
    CHECK(compare_cells("–", "0", true) < 0);
    CHECK(compare_cells("", "–", true) == 0);
}

TEST_CASE("words follow the Vietnamese alphabet", "[desktop][table]") {
    CHECK(compare_cells("Du lịch", "Đất đai", false) < 0);
    CHECK(compare_cells("Đất đai", "Giao thông", false) < 0);
    CHECK(compare_cells("Oanh", "Ổn", false) < 0);
    CHECK(compare_cells("Ổn", "Ơn", false) < 0);
}
