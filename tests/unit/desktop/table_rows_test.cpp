#include "desktop/table_view.h"

#include <catch2/catch.hpp>

using canbo::desktop::sort_rows;
using canbo::desktop::TableRow;

namespace {

TableRow row(const char* key, std::vector<std::string> cells, bool last = false) {
    TableRow out;
    out.key = key;
    out.cells = std::move(cells);
    out.last = last;
    return out;
}

std::string keys(const std::vector<TableRow>& rows) {
    std::string out;
    for (const auto& one : rows)
        out += one.key;
    return out;
}

} // namespace

TEST_CASE("a row of sums stays last however the others are sorted", "[desktop][table]") {
    std::vector<TableRow> rows{row("S", {"Cộng", "13"}, true), row("b", {"Sở Y tế", "2"}), row("a", {"An", "11"})};
    sort_rows(rows, 0, false, true);
    CHECK(keys(rows) == "abS");
    sort_rows(rows, 0, false, false);
    CHECK(keys(rows) == "baS");
    sort_rows(rows, 1, true, true);
    CHECK(keys(rows) == "baS");
    sort_rows(rows, 1, true, false);
    CHECK(keys(rows) == "abS");
}

TEST_CASE("rows alike stay as they came, and a missing cell is an empty one", "[desktop][table]") {
    std::vector<TableRow> rows{row("a", {"x"}), row("b", {"x", "1"}), row("c", {"x"})};
    sort_rows(rows, 0, false, true);
    CHECK(keys(rows) == "abc");
    sort_rows(rows, 1, false, true);
    CHECK(keys(rows) == "acb");
}
