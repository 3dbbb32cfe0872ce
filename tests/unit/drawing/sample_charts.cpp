#include "sample_charts.h"

#include <fmt/format.h>

#include <cmath>

namespace canbo::drawing::test {
namespace {

const std::vector<std::string>& agencies() {
    static const std::vector<std::string> names{
        "Công an tỉnh",
        "Sở Thông tin và Truyền thông",
        "Sở Tư pháp",
        "Sở Y tế",
        "Sở Lao động – Thương binh và Xã hội",
        "Văn phòng Ủy ban nhân dân tỉnh (Trung tâm Phục vụ hành chính công)",
        "Bảo hiểm xã hội tỉnh",
        "UBND thành phố",
        "UBND huyện Phương Đông",
        "Ngân hàng Nhà nước chi nhánh tỉnh",
    };
    return names;
}

std::string agency(std::size_t i) {
    return i < agencies().size() ? agencies()[i] : fmt::format("UBND xã Nguyễn Trường Tộ {}", i);
}

} // namespace

BarChart sample_bars() {
    BarChart chart;
    chart.words = {"Hồ sơ tiếp nhận trực tuyến theo cơ quan", "Tuần 07/2024, số hồ sơ",
                   "Chưa có số liệu trong kỳ này."};
    chart.label_heading = "Cơ quan";
    chart.value_heading = "Số hồ sơ";
    const double values[] = {12480, 3120.5, 2875, 1960, 1544, 920, 610, 388, 152, 0};
    for (std::size_t i = 0; i < 10; ++i)
        chart.bars.push_back({fmt::format("a{}", i), agency(i), values[i], Tone::Plain});
    return chart;
}

BarChart signed_bars() {
    BarChart chart = sample_bars();
    chart.words.title = "Thay đổi so với kỳ trước";
    chart.words.subtitle.clear();
    chart.unit = "%";
    chart.bars = {{"x", "Căn cước công dân gắn chip", 38.4, Tone::Good},
                  {"y", "Định danh điện tử mức 2", -12.75, Tone::Bad},
                  {"z", "Thanh toán không dùng tiền mặt", 0, Tone::Plain},
                  {"u", "Chưa báo cáo", {}, Tone::Idle},
                  {"v", "Khám chữa bệnh bằng CCCD", 4.2, Tone::Warning}};
    return chart;
}

BarChart many_bars() {
    BarChart chart = sample_bars();
    chart.words.title = "Tỷ lệ hoàn thành của 43 mô hình";
    chart.unit = "%";
    chart.bars.clear();
    constexpr Tone tones[] = {Tone::Done, Tone::Good, Tone::Warning, Tone::Bad, Tone::Waiting};
    for (int i = 1; i <= 43; ++i)
        chart.bars.push_back({std::to_string(i),
                              fmt::format("Mô hình {}: Triển khai ứng dụng định danh, xác thực điện tử tại cơ sở {}", i,
                                          i % 3 == 0 ? "khám bệnh, chữa bệnh" : "lưu trú"),
                              std::fmod(i * 37.3, 101), tones[i % 5]});
    return chart;
}

StackedChart sample_stack() {
    StackedChart chart;
    chart.words = {"Trạng thái mô hình theo cơ quan chủ trì", "Đến ngày 16/02/2024", "Chưa có mô hình nào."};
    chart.label_heading = "Cơ quan";
    chart.total_heading = "Tổng số";
    chart.series = {{"Hoàn thành", Tone::Done}, {"Đúng tiến độ", Tone::Good},     {"Có nguy cơ", Tone::Warning},
                    {"Chậm", Tone::Bad},        {"Chờ hướng dẫn", Tone::Waiting}, {"Chưa bắt đầu", Tone::Idle}};
    chart.rows = {{"ca", agency(0), {4, 9, 2, 1, 3, 2}},
                  {"tt", agency(1), {1, 4, 0, 1, 0, 1}},
                  {"tp", agency(2), {0, 3, 1, 0, 0, 0}},
                  {"yt", agency(3), {1, 1, 1, 1, 1, 1}},
                  {"vp", agency(5), {0, 2, 0, 1, 0, 0}},
                  {"nh", agency(9), {0, 0, 0, 0, 2, 0}},
                  {"xx", agency(8), {}}};
    return chart;
}

LineChart sample_line() {
    LineChart chart;
    chart.words = {"Tỷ lệ hồ sơ nộp trực tuyến", "Chỉ tiêu của mô hình 3", "Chưa có kỳ nào được báo cáo."};
    chart.period_heading = "Kỳ";
    chart.value_heading = "Thực hiện";
    chart.target_heading = "Chỉ tiêu";
    chart.unit = "%";
    chart.target = 80;
    const double values[] = {22.5, 31, 30.2, 41.7, 48, 0, 55.5, 61.3, 64, 72.8};
    for (int i = 0; i < 10; ++i)
        chart.values.push_back({fmt::format("2024-{:02}", i + 1), fmt::format("{:02}/2024", i + 1),
                                i == 5 ? std::optional<double>() : values[i]});
    return chart;
}

LineChart long_line() {
    LineChart chart = sample_line();
    chart.words.title = "Số tài khoản định danh điện tử đã kích hoạt";
    chart.unit = {};
    chart.target = 250000;
    chart.values.clear();
    for (int i = 0; i < 60; ++i) {
        const int year = 2023 + i / 52;
        const double value = 12000 + i * 3900 + 9000 * std::sin(i * 0.7);
        chart.values.push_back({fmt::format("{}-W{:02}", year, i % 52 + 1), fmt::format("T{:02}/{}", i % 52 + 1, year),
                                i % 17 == 9 ? std::optional<double>() : value});
    }
    return chart;
}

MatrixChart sample_matrix() {
    MatrixChart chart;
    chart.words = {"Báo cáo tuần: đúng hạn và đầy đủ", "12 tuần gần nhất", "Chưa có kỳ báo cáo nào đến hạn."};
    chart.row_heading = "Cơ quan";
    chart.state_names = {"Chưa đến hạn", "Đúng hạn", "Chậm", "Thiếu", "Trả lại"};
    for (int i = 1; i <= 12; ++i)
        chart.columns.push_back(
            {fmt::format("2024-W{:02}", i), fmt::format("T{:02}", i), fmt::format("Tuần {:02}/2024", i)});
    for (std::size_t row = 0; row < 10; ++row) {
        MatrixRow line{fmt::format("a{}", row), agency(row), {}};
        for (std::size_t column = 0; column < 11; ++column) {
            const std::size_t mix = (row * 7 + column * 5) % 13;
            line.cells.push_back(mix == 0   ? CellState::Missing
                                 : mix < 3  ? CellState::Late
                                 : mix == 3 ? CellState::Returned
                                            : CellState::OnTime);
        }
        chart.rows.push_back(std::move(line));
    }
    return chart;
}

MatrixChart big_matrix() {
    MatrixChart chart = sample_matrix();
    chart.columns.clear();
    chart.rows.clear();
    for (int i = 0; i < 60; ++i)
        chart.columns.push_back({fmt::format("p{}", i), fmt::format("T{:02}/{}", i % 52 + 1, 23 + i / 52),
                                 fmt::format("Tuần {:02}/{}", i % 52 + 1, 2023 + i / 52)});
    for (std::size_t row = 0; row < 43; ++row) {
        MatrixRow line{fmt::format("a{}", row), agency(row), {}};
        for (std::size_t column = 0; column < 58; ++column)
            line.cells.push_back((row + column * 3) % 11 == 0 ? CellState::Late : CellState::OnTime);
        chart.rows.push_back(std::move(line));
    }
    return chart;
}

Summary sample_summary() {
    Summary summary;
    summary.words = {"43 mô hình của Kế hoạch 395", "", "Chưa có mô hình nào."};
    summary.name_heading = "Trạng thái";
    summary.count_heading = "Số mô hình";
    summary.total_name = "mô hình";
    summary.parts = {{"done", "Hoàn thành", 6, Tone::Done},          {"on-track", "Đúng tiến độ", 20, Tone::Good},
                     {"at-risk", "Có nguy cơ", 5, Tone::Warning},    {"late", "Chậm", 4, Tone::Bad},
                     {"waiting", "Chờ hướng dẫn", 6, Tone::Waiting}, {"not-started", "Chưa bắt đầu", 2, Tone::Idle}};
    return summary;
}

} // namespace canbo::drawing::test
