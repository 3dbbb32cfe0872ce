#include "drawing/bar_chart.h"
#include "pen.h"

#include <algorithm>
#include <cmath>

namespace canbo::drawing {
namespace {

double part(const StackedRow& row, std::size_t series) {
    if (series >= row.values.size() || !std::isfinite(row.values[series]))
        return 0;
    return std::max(row.values[series], 0.0);
}

double total(const StackedRow& row, std::size_t series) {
    double sum = 0;
    for (std::size_t i = 0; i < series; ++i)
        sum += part(row, i);
    return sum;
}

std::string tooltip_of(const StackedChart& data, const StackedRow& row) {
    std::string text = row.label + ": " + number_text(total(row, data.series.size()));
    for (std::size_t i = 0; i < data.series.size(); ++i)
        if (part(row, i) > 0)
            text += "\n" + data.series[i].name + ": " + number_text(part(row, i));
    return text;
}

void fill_table(const StackedChart& data, Table& table) {
    table.header = {data.label_heading};
    for (const auto& series : data.series)
        table.header.push_back(series.name);
    table.header.push_back(data.total_heading);
    for (const auto& row : data.rows) {
        std::vector<std::string> cells{row.label};
        for (std::size_t i = 0; i < data.series.size(); ++i)
            cells.push_back(number_text(part(row, i)));
        cells.push_back(number_text(total(row, data.series.size())));
        table.rows.push_back(std::move(cells));
    }
}

void draw_row(Pen& pen, const StackedChart& data, const StackedRow& row, const Rect& band, double largest) {
    const double sum = total(row, data.series.size());
    const double thick = std::clamp(band.height * 0.7, 8.0, 26.0);
    const double unit = (data.as_share ? sum : largest) > 0 ? band.width / (data.as_share ? sum : largest) : 0;
    double x = band.x;
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const double width = part(row, i) * unit;
        if (width <= 0)
            continue;
        // A gap of the surface parts neighbours whose inks are close.
        const Rect shape{x, band.middle_y() - thick / 2, std::max(width - 1, 0.5), thick};
        pen.area(shape, data.series[i].tone);
        pen.plate({shape.middle_x(), shape.middle_y()}, number_text(part(row, i)), shape.width - 2);
        x += width;
    }
}

} // namespace

Chart stacked_bars(const StackedChart& data, const Frame& frame) {
    Chart chart;
    Pen pen(frame, chart);
    double y = pen.header(data.words);
    fill_table(data, chart.table);
    double largest = 0;
    std::vector<std::string> labels;
    double after = 0;
    for (const auto& row : data.rows) {
        const double sum = total(row, data.series.size());
        largest = std::max(largest, sum);
        labels.push_back(row.label);
        after = std::max(after, pen.measure(number_text(sum), pen.normal()) + 10);
    }
    if (data.rows.empty() || data.series.empty()) {
        pen.empty(data.words, y);
        return chart;
    }
    std::vector<LegendItem> legend;
    for (const auto& series : data.series)
        legend.push_back({series.name, series.tone, true, Sign::Disc, Ink::Text});
    y = pen.legend(legend, y);

    const double label_width = pen.label_width(labels, 0.4);
    const double left = label_width + 10;
    const double width = std::max(pen.width() - left - after, 40.0);
    const double pitch = pen.row_pitch(y, 6, data.rows.size(), 38);
    const double bottom = y + pitch * static_cast<double>(data.rows.size());
    for (const auto& row : data.rows) {
        const Rect band{left, y, width, pitch};
        const double sum = total(row, data.series.size());
        pen.text({label_width, band.middle_y()}, row.label, pen.normal(), Anchor::End, label_width);
        draw_row(pen, data, row, band, largest);
        const double end = data.as_share || largest <= 0 ? (sum > 0 ? width : 0) : width * sum / largest;
        pen.text({left + end + 6, band.middle_y()}, number_text(sum), pen.muted());
        pen.hit({0, y, pen.width(), pitch}, row.key, tooltip_of(data, row));
        y += pitch;
    }
    pen.line({left - 0.5, bottom - pitch * static_cast<double>(data.rows.size())}, {left - 0.5, bottom},
             {Ink::Axis, 1, 0, 0});
    pen.set_height(bottom + 6);
    return chart;
}

} // namespace canbo::drawing
