#include "drawing/line_chart.h"

#include "axis.h"
#include "pen.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace canbo::drawing {
namespace {

std::optional<double> finite(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? value : std::nullopt;
}

struct LinePlot {
    Rect rect;
    Scale scale;
    std::size_t count{0};
    double x(std::size_t i) const {
        return count < 2 ? rect.middle_x()
                         : rect.x + rect.width * static_cast<double>(i) / static_cast<double>(count - 1);
    }
    double y(double value) const { return rect.bottom() - rect.height * scale.share(value); }
};

Scale scale_of(const LineChart& data, double height) {
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    const auto include = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (const auto& each : data.values)
        if (const auto value = finite(each.value))
            include(*value);
    if (const auto target = finite(data.target))
        include(*target);
    // An area has its foot at zero; a line may leave zero out when the values keep together far from it.
    if (data.area || (low > 0 && low < (high - low) * 2) || (high < 0 && -high < (high - low) * 2))
        include(0);
    return nice_scale(low, high, std::max(2, static_cast<int>(height / 44)));
}

void draw_values_axis(Pen& pen, const LinePlot& plot) {
    for (const double tick : plot.scale.ticks()) {
        const double y = plot.y(tick);
        pen.line({plot.rect.x, y}, {plot.rect.right(), y}, {tick == 0 ? Ink::Axis : Ink::Grid, 1, 0, 0});
        pen.text({plot.rect.x - 8, y}, number_text(tick), pen.small(), Anchor::End);
    }
}

// The last period always has its label; the others as far apart as the widest needs.
void draw_period_axis(Pen& pen, const LinePlot& plot, const LineChart& data) {
    double widest = 0;
    for (const auto& each : data.values)
        widest = std::max(widest, pen.measure(each.label, pen.small()));
    const double pitch = plot.count < 2 ? plot.rect.width : plot.rect.width / static_cast<double>(plot.count - 1);
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil((widest + 10) / pitch)));
    double taken = pen.width() + 8;
    for (std::size_t left_over = plot.count; left_over > 0; left_over -= std::min(left_over, every)) {
        const double tick = plot.x(left_over - 1);
        const auto& label = data.values[left_over - 1].label;
        const double half = pen.measure(label, pen.small()) / 2;
        const double x = std::clamp(tick, half, std::max(half, pen.width() - half));
        if (x + half + 8 > taken)
            continue;
        pen.line({tick, plot.rect.bottom()}, {tick, plot.rect.bottom() + 4}, {Ink::Axis, 1, 0, 0});
        pen.text({x, plot.rect.bottom() + 6 + pen.text_size() * 0.6}, label, pen.small(), Anchor::Middle);
        taken = x - half;
    }
}

void draw_runs(Pen& pen, const LinePlot& plot, const LineChart& data) {
    std::vector<Point> run;
    const double foot = plot.y(std::clamp(0.0, plot.scale.low, plot.scale.high));
    const auto flush_area = [&] {
        if (run.size() > 1) {
            std::vector<Point> shape = run;
            shape.push_back({run.back().x, foot});
            shape.push_back({run.front().x, foot});
            pen.polygon(std::move(shape), Ink::Soft);
        }
        run.clear();
    };
    const auto flush_line = [&] {
        if (run.size() > 1)
            pen.lines(run, {Ink::Blue, 2, 0, 0});
        run.clear();
    };
    const auto walk = [&](const auto& flush) {
        for (std::size_t i = 0; i < data.values.size(); ++i) {
            if (const auto value = finite(data.values[i].value))
                run.push_back({plot.x(i), plot.y(*value)});
            else
                flush();
        }
        flush();
    };
    if (data.area)
        walk(flush_area);
    draw_values_axis(pen, plot);
    walk(flush_line);
}

void draw_points(Pen& pen, const LinePlot& plot, const LineChart& data) {
    const double pitch = plot.count < 2 ? plot.rect.width : plot.rect.width / static_cast<double>(plot.count - 1);
    const double radius = std::clamp(pitch / 5, 1.5, 3.5);
    for (std::size_t i = 0; i < plot.count; ++i) {
        const auto& each = data.values[i];
        const auto value = finite(each.value);
        if (value)
            pen.circle({plot.x(i), plot.y(*value)}, radius, Ink::Blue);
        const double left = std::max(plot.rect.x, plot.x(i) - pitch / 2);
        const double right = std::min(plot.rect.right(), plot.x(i) + pitch / 2);
        pen.hit({left, plot.rect.y, right - left, plot.rect.height}, each.key,
                each.label + ": " + (value ? number_text(*value) + data.unit : std::string("–")));
    }
}

// The latest value is what one came for: written at the right of its point.
void draw_ends(Pen& pen, const LinePlot& plot, const LineChart& data, double room) {
    double taken = std::numeric_limits<double>::lowest();
    for (std::size_t i = plot.count; i-- > 0;) {
        if (const auto value = finite(data.values[i].value)) {
            const double x = i + 1 == plot.count ? plot.x(i) + 8 : plot.rect.right() + 8;
            taken = plot.y(*value);
            pen.text({std::max(x, plot.rect.right() + 8), taken}, number_text(*value) + data.unit,
                     {pen.text_size(), Ink::Text, Weight::Bold}, Anchor::Start, room);
            break;
        }
    }
    const auto target = finite(data.target);
    if (!target)
        return;
    double y = plot.y(*target);
    pen.line({plot.rect.x, y}, {plot.rect.right(), y}, {Ink::Green, 1.5, 6, 4});
    const double apart = pen.text_size() * 1.3;
    if (std::abs(y - taken) < apart)
        y = taken + (y < taken && taken - apart > pen.text_size() ? -apart : apart);
    pen.text({plot.rect.right() + 8, y}, number_text(*target) + data.unit,
             {pen.text_size(), Ink::Green, Weight::Regular}, Anchor::Start, room);
}

double end_room(const Pen& pen, const LineChart& data) {
    double room = 0;
    const auto take = [&](double value) {
        room =
            std::max(room, pen.measure(number_text(value) + data.unit, {pen.text_size(), Ink::Text, Weight::Bold}) + 1);
    };
    for (std::size_t i = data.values.size(); i-- > 0;) {
        if (const auto value = finite(data.values[i].value)) {
            take(*value);
            break;
        }
    }
    if (const auto target = finite(data.target))
        take(*target);
    return std::min(room, pen.width() * 0.3);
}

void fill_table(const LineChart& data, Table& table) {
    const auto target = finite(data.target);
    table.header = {data.period_heading, data.value_heading};
    if (target)
        table.header.push_back(data.target_heading);
    for (const auto& each : data.values) {
        const auto value = finite(each.value);
        table.rows.push_back({each.label, value ? number_text(*value) + data.unit : "–"});
        if (target)
            table.rows.back().push_back(number_text(*target) + data.unit);
    }
}

double draw_key(Pen& pen, const LineChart& data, double y) {
    const double middle = y + pen.text_size() * 0.8;
    constexpr double sample = 24;
    const double most = pen.width() / 2 - sample - 24;
    pen.line({0, middle}, {sample, middle}, {Ink::Blue, 2, 0, 0});
    pen.circle({sample / 2, middle}, 3.5, Ink::Blue);
    pen.text({sample + 6, middle}, data.value_heading, pen.normal(), Anchor::Start, most);
    if (finite(data.target)) {
        const double x = sample + 6 + std::min(pen.measure(data.value_heading, pen.normal()), most) + 18;
        pen.line({x, middle}, {x + sample, middle}, {Ink::Green, 1.5, 6, 4});
        pen.text({x + sample + 6, middle}, data.target_heading, pen.normal(), Anchor::Start,
                 std::max(pen.width() - x - sample - 6, 1.0));
    }
    return y + pen.text_size() * 1.6 + 10;
}

} // namespace

Chart line_history(const LineChart& data, const Frame& frame) {
    Chart chart;
    Pen pen(frame, chart);
    double y = pen.header(data.words);
    fill_table(data, chart.table);
    const bool any = std::any_of(data.values.begin(), data.values.end(),
                                 [](const PeriodValue& each) { return finite(each.value).has_value(); });
    if (!any) {
        pen.empty(data.words, y);
        return chart;
    }
    y = draw_key(pen, data, y);
    const double below = pen.text_size() * 2;
    const double height = std::max(pen.height() - y - below, 60.0);
    pen.set_height(std::max(pen.height(), y + height + below));
    LinePlot plot{{0, y, 0, height}, scale_of(data, height), data.values.size()};
    double left = 0;
    for (const double tick : plot.scale.ticks())
        left = std::max(left, pen.measure(number_text(tick), pen.small()) + 9);
    const double room = end_room(pen, data);
    plot.rect.x = left;
    plot.rect.width = std::max(pen.width() - left - room - 12, 40.0);
    draw_runs(pen, plot, data);
    draw_period_axis(pen, plot, data);
    draw_points(pen, plot, data);
    draw_ends(pen, plot, data, room);
    return chart;
}

} // namespace canbo::drawing
