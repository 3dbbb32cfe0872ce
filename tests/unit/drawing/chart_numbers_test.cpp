#include "sample_charts.h"

#include <catch2/catch.hpp>

#include <limits>

using namespace canbo::drawing;
using namespace canbo::drawing::test;

namespace {
const ApproximateMeasure measure;
const Frame frame{720, 360, measure};
} // namespace

TEST_CASE("every table has as many cells as heads and a caption", "[drawing][table]") {
    for (const auto& sample : all_charts()) {
        INFO(sample.name);
        const Chart chart = sample.make({sample.width, sample.height, measure});
        CHECK_FALSE(chart.table.caption.empty());
        CHECK_FALSE(chart.table.header.empty());
        for (const auto& row : chart.table.rows)
            CHECK(row.size() == chart.table.header.size());
    }
}

TEST_CASE("the table of bars says what the bars say", "[drawing][table]") {
    const Table table = horizontal_bars(signed_bars(), frame).table;
    REQUIRE(table.rows.size() == 5);
    CHECK(table.header == std::vector<std::string>{"Cơ quan", "Số hồ sơ"});
    CHECK(table.rows[1] == std::vector<std::string>{"Định danh điện tử mức 2", "-12,75%"});
    CHECK(table.rows[3] == std::vector<std::string>{"Chưa báo cáo", "–"});
}

TEST_CASE("a stack's total is the sum of its parts and bad numbers count as nothing", "[drawing][table]") {
    StackedChart data = sample_stack();
    data.rows.resize(1);
    data.rows[0].values = {4, -9, std::numeric_limits<double>::quiet_NaN(), 1.5};
    const Table table = stacked_bars(data, frame).table;
    CHECK(table.rows[0] == std::vector<std::string>{"Công an tỉnh", "4", "0", "0", "1,5", "0", "0", "5,5"});
}

TEST_CASE("a period without a report is a dash in the table", "[drawing][table]") {
    const Table table = line_history(sample_line(), frame).table;
    REQUIRE(table.rows.size() == 10);
    CHECK(table.rows[5] == std::vector<std::string>{"06/2024", "–", "80%"});
    CHECK(table.rows[9] == std::vector<std::string>{"10/2024", "72,8%", "80%"});
}

TEST_CASE("the table of a time line tells windows, milestones and waits", "[drawing][table]") {
    const Table table = gantt(sample_gantt(), frame).table;
    CHECK(table.rows[0][1] == "20/10/2023");
    CHECK(table.rows[0][3] == "15/12/2023 Khảo sát (Mốc đã đạt 10/12/2023)\n"
                              "30/04/2024 Lắp thiết bị (Quá hạn, chưa đạt)\n31/08/2024 Nghiệm thu (Mốc sắp tới)");
    CHECK(table.rows[1][2] == "31/03/2024 (Quá hạn, chưa đạt)");
    CHECK(table.rows[2][2] == "28/02/2024"); // done: not late
    CHECK(table.rows[3][4] == "15/01/2024 – … Văn bản của Bộ");
    CHECK(table.rows[5][1] == "–");
    CHECK(table.rows[4][5] == "Có nguy cơ");
}

TEST_CASE("a matrix says each state in words and takes missing cells as not due", "[drawing][table]") {
    const MatrixChart data = sample_matrix();
    const Chart chart = matrix(data, frame);
    CHECK(chart.table.header.size() == 13);
    CHECK(chart.table.rows[0][1] == "Thiếu");
    CHECK(chart.table.rows[0][12] == "Chưa đến hạn");
    CHECK(chart.hits.size() == 120);
    CHECK(chart.hits[0].key == "a0/2024-W01");
    CHECK(chart.hits[0].tooltip == "Công an tỉnh\nTuần 01/2024: Thiếu");
}

TEST_CASE("a donut tells counts and shares of its parts", "[drawing][table]") {
    const Chart chart = donut(sample_summary(), frame);
    CHECK(chart.table.rows[1] == std::vector<std::string>{"Đúng tiến độ", "20"});
    REQUIRE(chart.hits.size() == 6);
    CHECK(chart.hits[3].key == "late");
    CHECK(chart.hits[3].tooltip == "Chậm: 4 (9,3%)");
}

TEST_CASE("a progress bar keeps to 0 and 100", "[drawing][table]") {
    const Frame cell{150, 20, measure};
    CHECK(progress_bar(140, Tone::Good, "Hoàn thành", cell).table.rows[0][0] == "100%");
    CHECK(progress_bar(-3, Tone::Good, "Hoàn thành", cell).table.rows[0][0] == "0%");
    CHECK(progress_bar({}, Tone::Idle, "Hoàn thành", cell).table.rows[0][0] == "–");
}
