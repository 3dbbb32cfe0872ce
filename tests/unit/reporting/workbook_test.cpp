#include "fixture.h"
#include "reporting/consolidated_workbook.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;
using base::Cell;

namespace {

/// SYT reported in time and is accepted; CAT reported late; the others did not.
base::Workbook workbook() {
    House house;
    CANBO_CHECK(house.send_report(an, health_report()).empty());
    CANBO_CHECK(house.accept(house.last).empty());
    house.clock.set(due_week7 + 1h);
    CANBO_CHECK(house.send_report(binh, short_report("CAT", about(29))).empty());
    return reporting::consolidated_workbook(house.consolidated(), content().agencies, content().catalogue);
}

const std::vector<Cell>& row_where(const base::Sheet& sheet, std::size_t column, const Cell& value) {
    const auto it = std::find_if(sheet.rows.begin(), sheet.rows.end(), [&](const auto& row) {
        return row.at(column).index() == value.index() &&
               (std::holds_alternative<double>(value)
                    ? std::get<double>(row[column]) == std::get<double>(value)
                    : std::get<std::string>(row[column]) == std::get<std::string>(value));
    });
    REQUIRE(it != sheet.rows.end());
    return *it;
}

bool blank(const Cell& cell) { return std::holds_alternative<std::monostate>(cell); }

} // namespace

TEST_CASE("the workbook has four sheets whose names a spreadsheet can carry", "[reporting][workbook]") {
    const auto book = workbook();
    CHECK(book.title.find("tuần 07/2024") != std::string::npos);
    REQUIRE(book.sheets.size() == 4);
    for (const auto& sheet : book.sheets) {
        CHECK_FALSE(sheet.name.empty());
        CHECK(sheet.name.find_first_of("[]:*?/\\") == std::string::npos);
        for (const auto& row : sheet.rows)
            CHECK(row.size() == sheet.columns.size());
    }
}

TEST_CASE("numbers, shares and days of a model are cells that can be summed", "[reporting][workbook]") {
    const auto book = workbook();
    const auto& row = row_where(book.sheets[0], 1, Cell(6.0));
    CHECK(std::get<double>(row[0]) == 2.0); // group
    CHECK(std::get<std::string>(row[3]) == "SYT");
    CHECK(std::get<std::string>(row[5]) == "Chậm tiến độ");
    CHECK(std::get<base::Percent>(row[8]).value == 92);
    CHECK(blank(row[9])); // does not wait
    CHECK(std::get<double>(row[10]) == 47.0);
    CHECK(std::get<std::string>(row[11]) == "Kết quả mô hình 6");
    const auto& waiting = row_where(book.sheets[0], 1, Cell(7.0));
    CHECK(std::get<double>(waiting[9]) == 119.0);
    CHECK(blank(waiting[10]));
}

TEST_CASE("who has not reported has a row that says so and a blank share", "[reporting][workbook]") {
    const auto book = workbook();
    const auto& row = row_where(book.sheets[0], 1, Cell(2.0));
    CHECK(std::get<std::string>(row[5]) == "Chưa báo cáo");
    CHECK(blank(row[8]));
}

TEST_CASE("indicators stand in a sheet of their own, with their target where there is one", "[reporting][workbook]") {
    const auto book = workbook();
    REQUIRE(book.sheets[1].rows.size() == 2);
    const auto& share = row_where(book.sheets[1], 1, Cell(std::string("m06-co-so-tiep-nhan")));
    CHECK(std::get<double>(share[4]) == 100.0);
    CHECK(std::get<double>(share[7]) == Approx(92.2));
    CHECK(blank(row_where(book.sheets[1], 1, Cell(std::string("m06-luot-kham")))[4]));
}

TEST_CASE("times of reports are times, of the office's clock", "[reporting][workbook]") {
    const auto book = workbook();
    CHECK(book.sheets[2].rows.size() == 13);
    const auto& police = row_where(book.sheets[2], 0, Cell(std::string("CAT")));
    CHECK(std::get<base::Time>(police[3]) == due_week7 + 1h);
    CHECK(std::get<base::Time>(police[4]) == due_week7);
    CHECK(std::get<std::string>(police[5]) == "Chậm");
    const auto& missing = row_where(book.sheets[2], 0, Cell(std::string("SDL")));
    CHECK(blank(missing[3]));
    CHECK(std::get<std::string>(missing[5]).empty());
}

TEST_CASE("what is waited for has a row per gate with its days", "[reporting][workbook]") {
    const auto book = workbook();
    const auto& row = row_where(book.sheets[3], 2, Cell(std::string("7-2")));
    CHECK(std::get<double>(row[0]) == 7.0);
    CHECK(std::get<std::string>(row[3]) == content().catalogue.gate("7-2")->awaits);
    CHECK(std::get<double>(row[5]) == 119.0);
}
