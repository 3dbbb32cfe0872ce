#include "sample_charts.h"

#include <fmt/format.h>

namespace canbo::drawing::test {
namespace {

base::Day day(int year, unsigned month, unsigned number) {
    return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number);
}

template <class Data>
NamedChart named(std::string name, double width, double height, Chart (*draw)(const Data&, const Frame&), Data data) {
    return {std::move(name), width, height, [draw, data](const Frame& frame) { return draw(data, frame); }};
}

NamedChart cell(const std::string& name, std::optional<double> percent, Tone tone) {
    return {name, 150, 20, [=](const Frame& frame) { return progress_bar(percent, tone, "Hoàn thành", frame); }};
}

template <class Data>
Data without_rows(Data data) {
    if constexpr (requires { data.bars; })
        data.bars.clear();
    if constexpr (requires { data.rows; })
        data.rows.clear();
    if constexpr (requires { data.values; })
        data.values.clear();
    if constexpr (requires { data.parts; })
        data.parts.clear();
    return data;
}

template <class Data>
Data first_row(Data data) {
    if constexpr (requires { data.bars; })
        data.bars.resize(1);
    if constexpr (requires { data.rows; })
        data.rows.resize(1);
    if constexpr (requires { data.values; })
        data.values.resize(1);
    if constexpr (requires { data.parts; })
        data.parts.resize(1);
    return data;
}

BarChart huge_bars() {
    BarChart chart = signed_bars();
    chart.words.title = "Số rất lớn và rất nhỏ";
    chart.unit = " đồng";
    chart.bars[0].value = 1'234'567'890'123.0;
    chart.bars[1].value = -98'765'432'109.5;
    chart.bars[4].value = 4.5e17;
    return chart;
}

} // namespace

GanttChart sample_gantt() {
    GanttChart chart;
    static_cast<ChartWords&>(chart.words) = {"Tiến độ các mô hình do Công an tỉnh chủ trì", "Từ 10/2023 đến 12/2024",
                                             "Chưa có kế hoạch nào được đăng ký."};
    chart.words.label_heading = "Mô hình";
    chart.words.from_heading = "Bắt đầu";
    chart.words.to_heading = "Kết thúc";
    chart.words.milestones_heading = "Mốc";
    chart.words.waits_heading = "Chờ hướng dẫn";
    chart.words.status_heading = "Trạng thái";
    chart.words.today = "Hôm nay";
    chart.words.window = "Thời gian thực hiện";
    chart.words.waiting = "Chờ hướng dẫn";
    chart.words.reached = "Mốc đã đạt";
    chart.words.ahead = "Mốc sắp tới";
    chart.words.late = "Quá hạn, chưa đạt";
    chart.today = day(2024, 5, 16);
    chart.rows = {
        {"1",
         "1. Khám chữa bệnh sử dụng thẻ CCCD gắn chip và VNeID tại các cơ sở y tế",
         day(2023, 10, 20),
         day(2024, 9, 30),
         Tone::Good,
         "Đúng tiến độ",
         {{day(2023, 12, 15), "Khảo sát", day(2023, 12, 10)},
          {day(2024, 4, 30), "Lắp thiết bị", {}},
          {day(2024, 8, 31), "Nghiệm thu", {}}},
         {}},
        {"2",
         "2. Lưu trú qua phần mềm ASM",
         day(2023, 11, 1),
         day(2024, 3, 31),
         Tone::Bad,
         "Chậm",
         {{day(2024, 1, 31), "Tập huấn", day(2024, 2, 6)}},
         {}},
        {"3",
         "3. Thông báo lưu trú trên VNeID",
         day(2023, 12, 1),
         day(2024, 2, 28),
         Tone::Done,
         "Hoàn thành",
         {{day(2024, 2, 28), "Hoàn thành", day(2024, 2, 20)}},
         {}},
        {"4",
         "4. Sát hạch lái xe",
         day(2024, 1, 15),
         day(2024, 12, 20),
         Tone::Waiting,
         "Chờ hướng dẫn",
         {},
         {{day(2024, 1, 15), {}, "Văn bản của Bộ"}}},
        {"5",
         "5. Thi tốt nghiệp",
         day(2024, 2, 1),
         day(2024, 12, 31),
         Tone::Warning,
         "Có nguy cơ",
         {{day(2024, 5, 20), "Chạy thử", {}}, {day(2024, 6, 27), "Kỳ thi", {}}},
         {{day(2024, 2, 1), day(2024, 4, 10), "Hướng dẫn kỹ thuật"}}},
        {"6", "6. Chưa đăng ký thời gian", {}, {}, Tone::Idle, "Chưa bắt đầu", {}, {}},
    };
    return chart;
}

GanttChart many_gantt() {
    GanttChart chart = sample_gantt();
    const auto rows = chart.rows;
    chart.rows.clear();
    for (int i = 0; i < 43; ++i) {
        GanttRow row = rows[static_cast<std::size_t>(i) % rows.size()];
        row.key = std::to_string(i + 1);
        row.label = fmt::format("{}. Mô hình triển khai trên địa bàn toàn tỉnh", i + 1);
        chart.rows.push_back(row);
    }
    chart.rows[7].to = day(2025, 12, 31);
    return chart;
}

std::vector<NamedChart> all_charts() {
    const LineChart one = first_row(sample_line());
    LineChart negative = sample_line();
    negative.words.title = "Chênh lệch so với kế hoạch";
    negative.target = 0;
    for (auto& each : negative.values)
        if (each.value)
            each.value = *each.value - 50;
    StackedChart share = sample_stack();
    share.as_share = true;
    Summary single = sample_summary();
    single.parts = {{"done", "Hoàn thành", 43, Tone::Done}, {"late", "Chậm", 0, Tone::Bad}};
    return {
        named("bars", 720, 380, horizontal_bars, sample_bars()),
        named("bars-narrow", 360, 300, horizontal_bars, sample_bars()),
        named("bars-signed", 640, 240, horizontal_bars, signed_bars()),
        named("bars-huge", 640, 240, horizontal_bars, huge_bars()),
        named("bars-43", 800, 600, horizontal_bars, many_bars()),
        named("bars-one", 640, 240, horizontal_bars, first_row(sample_bars())),
        named("bars-empty", 480, 200, horizontal_bars, without_rows(sample_bars())),
        named("stack", 760, 380, stacked_bars, sample_stack()),
        named("stack-share", 520, 320, stacked_bars, share),
        named("stack-empty", 480, 200, stacked_bars, without_rows(sample_stack())),
        named("line", 720, 340, line_history, sample_line()),
        named("line-60", 720, 340, line_history, long_line()),
        named("line-narrow", 320, 240, line_history, long_line()),
        named("line-one", 480, 260, line_history, one),
        named("line-negative", 640, 300, line_history, negative),
        named("line-empty", 480, 200, line_history, without_rows(sample_line())),
        named("gantt", 900, 380, gantt, sample_gantt()),
        named("gantt-narrow", 420, 340, gantt, sample_gantt()),
        named("gantt-43", 1000, 700, gantt, many_gantt()),
        named("gantt-one", 640, 200, gantt, first_row(sample_gantt())),
        named("gantt-empty", 480, 200, gantt, without_rows(sample_gantt())),
        named("matrix", 800, 420, matrix, sample_matrix()),
        named("matrix-43x60", 1000, 700, matrix, big_matrix()),
        named("matrix-empty", 480, 200, matrix, without_rows(sample_matrix())),
        named("donut", 480, 280, donut, sample_summary()),
        named("donut-narrow", 240, 420, donut, sample_summary()),
        named("donut-single", 400, 240, donut, single),
        named("donut-empty", 400, 200, donut, without_rows(sample_summary())),
        named("tiles", 920, 140, tiles, sample_summary()),
        named("tiles-narrow", 320, 300, tiles, sample_summary()),
        named("tiles-empty", 400, 120, tiles, without_rows(sample_summary())),
        cell("progress-64", 63.5, Tone::Good),
        cell("progress-full", 100, Tone::Done),
        cell("progress-2", 2, Tone::Bad),
        cell("progress-none", {}, Tone::Idle),
    };
}

} // namespace canbo::drawing::test
