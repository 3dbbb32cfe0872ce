#include "base/file.h"
#include "formats/xlsx_writer.h"
#include "temp_folder.h"

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <memory>

using namespace canbo;
using canbo::test::TempFolder;

namespace {

/// A sheet with one cell of each kind.
base::Workbook sample() {
    const auto due = *base::parse_time("2024-02-16T17:00:00+07:00");
    return {"Tổng hợp",
            {{"Mô hình",
              {{"Tên", 30}, {"Số", 10}, {"Tỷ lệ", 10}, {"Ngày", 12}, {"Thời điểm", 20}, {"Trống", 5}},
              {{std::string("Sở Y tế & <b>"), 53.0, base::Percent{92.5}, *base::parse_day("2024-02-16"), due, {}},
               {std::string("=1+1"), -0.5, base::Percent{0}, *base::parse_day("1900-03-01"), due, {}}}}}};
}

/// One part of the file, taken out by unzip.
std::string part(const std::filesystem::path& file, const std::string& name) {
    const std::string command = "unzip -p '" + file.string() + "' '" + name + "'";
    struct Close {
        void operator()(FILE* pipe) const { pclose(pipe); }
    };
    const std::unique_ptr<FILE, Close> pipe(popen(command.c_str(), "r"));
    REQUIRE(pipe);
    std::string out;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
        out.append(buffer.data(), count);
    return out;
}

bool has(const std::string& text, const char* piece) { return text.find(piece) != std::string::npos; }

std::string refused_at(const base::Workbook& workbook) {
    TempFolder folder;
    const auto file = folder.path / "report.xlsx";
    const auto written = formats::write_xlsx(workbook, file);
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::InvalidInput);
    CHECK(std::filesystem::is_empty(folder.path)); // not even a part of it stays
    return written.error().where;
}

} // namespace

TEST_CASE("a workbook is written as a zip file and nothing else stays in the folder", "[formats][xlsx]") {
    TempFolder folder;
    const auto file = folder.path / "report.xlsx";
    REQUIRE(formats::write_xlsx(sample(), file));
    CHECK(base::read_file(file)->substr(0, 4) == "PK\x03\x04");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("numbers, shares, days and times are numbers in the file", "[formats][xlsx]") {
    TempFolder folder;
    const auto file = folder.path / "report.xlsx";
    REQUIRE(formats::write_xlsx(sample(), file));
    const std::string sheet = part(file, "xl/worksheets/sheet1.xml");
    REQUIRE_FALSE(sheet.empty());
    const auto value = [&](const char* cell) {
        const auto at = sheet.find("<c r=\"" + std::string(cell) + "\"");
        REQUIRE(at != std::string::npos);
        const std::string element = sheet.substr(at, sheet.find('>', sheet.find("</c>", at)) - at);
        return has(element, "t=\"s\"")
                   ? "text"
                   : element.substr(element.find("<v>") + 3, element.find("</v>") - element.find("<v>") - 3);
    };
    CHECK(value("A2") == "text");
    CHECK(value("B2") == "53");
    CHECK(value("C2") == "92.5");
    CHECK(value("D2") == "45338");                    // days since 30/12/1899: 16/02/2024
    CHECK(value("E2").substr(0, 10) == "45338.7083"); // 17:00 on Vietnam's clock
    CHECK(value("B3") == "-0.5");
    CHECK(has(sheet, "<c r=\"F2\""));
}

TEST_CASE("text stays text: mark-up is escaped and a formula is not computed", "[formats][xlsx]") {
    TempFolder folder;
    const auto file = folder.path / "report.xlsx";
    REQUIRE(formats::write_xlsx(sample(), file));
    const std::string texts = part(file, "xl/sharedStrings.xml");
    CHECK(has(texts, "Sở Y tế &amp; &lt;b&gt;"));
    CHECK(has(texts, "=1+1"));
    CHECK_FALSE(has(part(file, "xl/worksheets/sheet1.xml"), "<f>"));
    CHECK(has(part(file, "xl/workbook.xml"), "name=\"Mô hình\""));
}

TEST_CASE("the head row is frozen and filtered", "[formats][xlsx]") {
    TempFolder folder;
    const auto file = folder.path / "report.xlsx";
    REQUIRE(formats::write_xlsx(sample(), file));
    const std::string sheet = part(file, "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "state=\"frozen\""));
    CHECK(has(sheet, "<autoFilter ref=\"A1:F3\"/>"));
}

TEST_CASE("the same workbook gives the same bytes", "[formats][xlsx]") {
    TempFolder folder;
    REQUIRE(formats::write_xlsx(sample(), folder.path / "one.xlsx"));
    REQUIRE(formats::write_xlsx(sample(), folder.path / "two.xlsx"));
    CHECK(*base::read_file(folder.path / "one.xlsx") == *base::read_file(folder.path / "two.xlsx"));
}

TEST_CASE("a whole number shows without a decimal point", "[formats][xlsx]") {
    TempFolder folder;
    const auto file = folder.path / "report.xlsx";
    REQUIRE(formats::write_xlsx(sample(), file));
    const std::string styles = part(file, "xl/styles.xml");
    REQUIRE(has(styles, "formatCode="));
    CHECK_FALSE(has(styles, "0.##")); // a spreadsheet shows 53 as "53." with it
}

TEST_CASE("a file that is there is replaced, and kept when writing fails", "[formats][xlsx]") {
    TempFolder folder;
    const auto file = folder.path / "report.xlsx";
    REQUIRE(base::write_file(file, "old"));
    auto broken = sample();
    broken.sheets[0].name = "a/b";
    CHECK_FALSE(formats::write_xlsx(broken, file));
    CHECK(*base::read_file(file) == "old");
    REQUIRE(formats::write_xlsx(sample(), file));
    CHECK(base::read_file(file)->substr(0, 2) == "PK");
}

TEST_CASE("folders on the way are made, and a path that cannot be written is a storage error", "[formats][xlsx]") {
    TempFolder folder;
    CHECK(formats::write_xlsx(sample(), folder.path / "2024" / "W07" / "report.xlsx"));
    REQUIRE(base::write_file(folder.path / "file", "x"));
    const auto written = formats::write_xlsx(sample(), folder.path / "file" / "report.xlsx");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::Storage);
}

TEST_CASE("a sheet with an impossible name is refused by its name", "[formats][xlsx]") {
    for (const std::string& name : {std::string("a/b"), std::string("[x]"), std::string(32, 'x')}) {
        auto workbook = sample();
        workbook.sheets[0].name = name;
        CHECK(refused_at(workbook) == name);
    }
    auto twice = sample();
    twice.sheets.push_back(twice.sheets[0]);
    CHECK(refused_at(twice) == "Mô hình");
}

TEST_CASE("a text longer than a cell may hold is refused with sheet and row", "[formats][xlsx]") {
    auto workbook = sample();
    workbook.sheets[0].rows[1][0] = std::string(32'767, 'x');
    TempFolder folder;
    CHECK(formats::write_xlsx(workbook, folder.path / "report.xlsx"));
    workbook.sheets[0].rows[1][0] = std::string(32'768, 'x');
    CHECK(refused_at(workbook) == "Mô hình, row 3");
}

TEST_CASE("a workbook without rows is a head row, one without sheets is refused or empty but no crash",
          "[formats][xlsx]") {
    TempFolder folder;
    auto workbook = sample();
    workbook.sheets[0].rows.clear();
    CHECK(formats::write_xlsx(workbook, folder.path / "empty.xlsx"));
    workbook.sheets.clear();
    [[maybe_unused]] const auto written = formats::write_xlsx(workbook, folder.path / "none.xlsx");
}
