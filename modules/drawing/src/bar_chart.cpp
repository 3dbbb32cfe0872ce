#include "drawing/bar_chart.h"

#include "axis.h"
#include "pen.h"

#include <algorithm>
#include <cmath>

namespace canbo::drawing {
namespace {

bool known(const Bar& bar) { return bar.value && std::isfinite(*bar.value); }

std::string value_of(const Bar& bar, const std::string& unit) {
    return known(bar) ? number_text(*bar.value) + unit : std::string("–");
}

struct BarPlot {
    Rect rect;
    Scale scale;
    double x(double value) const { return rect.x + rect.width * scale.share(value); }
};

// Room for values on both sides, then as many ticks as have room for their labels.
BarPlot make_plot(const BarChart& data, const Pen& pen, double left, double top, double height) {
    double low = 0;
    double high = 0;
    double before = 0;
    double after = pen.measure("–", pen.normal());
    for (const auto& bar : data.bars) {
        if (!known(bar))
            continue;
        low = std::min(low, *bar.value);
        high = std::max(high, *bar.value);
        double& side = *bar.value < 0 ? before : after;
        side = std::max(side, pen.measure(value_of(bar, data.unit), pen.normal()) + 8);
    }
    const double width = std::max(pen.width() - left - before - after - 4, 40.0);
    BarPlot plot{{left + before, top, width, height}, {}};
    for (int most = std::max(2, static_cast<int>(width / 60)); most >= 1; --most) {
        plot.scale = nice_scale(low, high, most);
        double widest = 0;
        for (const double tick : plot.scale.ticks())
            widest = std::max(widest, pen.measure(number_text(tick), pen.small()));
        if (widest + 10 < width / std::max<double>(1, static_cast<double>(plot.scale.ticks().size()) - 1))
            break;
    }
    return plot;
}

void draw_axis(Pen& pen, const BarPlot& plot) {
    const double bottom = plot.rect.bottom();
    double free_from = 0;
    for (const double tick : plot.scale.ticks()) {
        const double x = plot.x(tick);
        pen.line({x, plot.rect.y}, {x, bottom}, {Ink::Grid, 1, 0, 0});
        const std::string label = number_text(tick);
        const double half = pen.measure(label, pen.small()) / 2;
        const double middle = std::clamp(x, half, pen.width() - half);
        if (middle - half < free_from)
            continue;
        pen.text({middle, bottom + pen.text_size()}, label, pen.small(), Anchor::Middle);
        free_from = middle + half + 6;
    }
    pen.line({plot.x(0), plot.rect.y}, {plot.x(0), bottom}, {Ink::Axis, 1, 0, 0});
}

void draw_bar(Pen& pen, const BarPlot& plot, const Bar& bar, const Rect& row, double label_width,
              const std::string& unit) {
    pen.text({label_width, row.middle_y()}, bar.label, pen.normal(), Anchor::End, label_width);
    const double zero = plot.x(0);
    const std::string value = value_of(bar, unit);
    if (!known(bar))
        return pen.text({zero + 5, row.middle_y()}, value, pen.muted());
    const double end = plot.x(*bar.value);
    const double thick = std::clamp(row.height * 0.62, 6.0, 22.0);
    const Rect shape{std::min(zero, end), row.middle_y() - thick / 2, std::abs(end - zero), thick};
    if (*bar.value != 0)
        pen.area({shape.x, shape.y, std::max(shape.width, 1.0), shape.height}, bar.tone);
    const bool left = *bar.value < 0;
    pen.text({left ? end - 5 : end + 5, row.middle_y()}, value, pen.normal(), left ? Anchor::End : Anchor::Start);
}

} // namespace

Chart horizontal_bars(const BarChart& data, const Frame& frame) {
    Chart chart;
    Pen pen(frame, chart);
    double y = pen.header(data.words);
    chart.table.header = {data.label_heading, data.value_heading};
    if (data.bars.empty()) {
        pen.empty(data.words, y);
        return chart;
    }
    std::vector<std::string> labels;
    for (const auto& bar : data.bars)
        labels.push_back(bar.label);
    const double label_width = pen.label_width(labels, 0.4);
    const double below = pen.text_size() * 1.8;
    const double pitch = pen.row_pitch(y, below, data.bars.size(), 36);
    const BarPlot plot = make_plot(data, pen, label_width + 10, y, pitch * static_cast<double>(data.bars.size()));
    draw_axis(pen, plot);
    for (const auto& bar : data.bars) {
        const Rect row{0, y, pen.width(), pitch};
        draw_bar(pen, plot, bar, row, label_width, data.unit);
        const std::string value = value_of(bar, data.unit);
        chart.table.rows.push_back({bar.label, value});
        pen.hit(row, bar.key, bar.label + ": " + value);
        y += pitch;
    }
    pen.set_height(y + below);
    return chart;
}

} // namespace canbo::drawing
