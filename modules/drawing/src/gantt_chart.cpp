#include "drawing/gantt_chart.h"

#include "axis.h"
#include "pen.h"

#include <algorithm>
#include <utility>

namespace canbo::drawing {
namespace {

struct Span {
    base::Day first{};
    base::Day last{};
};

struct TimePlot {
    Rect rect;
    Span span;
    double x(base::Day day) const {
        const double all = std::max(1.0, static_cast<double>((span.last - span.first).count()));
        return rect.x + rect.width * std::clamp(static_cast<double>((day - span.first).count()) / all, 0.0, 1.0);
    }
};

Span span_of(const GanttChart& data) {
    Span span{data.today, data.today};
    const auto include = [&](base::Day day) {
        span.first = std::min(span.first, day);
        span.last = std::max(span.last, day);
    };
    for (const auto& row : data.rows) {
        if (row.from)
            include(*row.from);
        if (row.to)
            include(*row.to);
        for (const auto& milestone : row.milestones)
            include(milestone.due);
        for (const auto& wait : row.waits) {
            include(wait.from);
            include(wait.to.value_or(data.today));
        }
    }
    // Air at both ends, so that no mark sits on the edge.
    const auto air = std::chrono::days(std::max<long>((span.last - span.first).count() / 40, 3));
    return {span.first - air, span.last + air};
}

bool is_late(const GanttMilestone& milestone, base::Day today) { return !milestone.done && milestone.due < today; }

bool ended_late(const GanttRow& row, base::Day today) { return row.to && *row.to < today && row.tone != Tone::Done; }

std::string describe(const GanttMilestone& milestone, const GanttChart& data) {
    std::string text = base::show_day(milestone.due) + " " + milestone.label + " (";
    if (milestone.done)
        return text + data.words.reached + " " + base::show_day(*milestone.done) + ")";
    return text + (is_late(milestone, data.today) ? data.words.late : data.words.ahead) + ")";
}

std::string describe(const GanttWait& wait) {
    return base::show_day(wait.from) + " – " + (wait.to ? base::show_day(*wait.to) : std::string("…")) + " " +
           wait.label;
}

template <class Items, class Say>
std::string joined(const Items& items, const Say& say) {
    std::string text;
    for (const auto& item : items)
        text += (text.empty() ? "" : "\n") + say(item);
    return text;
}

std::string window_text(const GanttRow& row) {
    if (!row.from && !row.to)
        return {};
    return (row.from ? base::show_day(*row.from) : std::string("…")) + " – " +
           (row.to ? base::show_day(*row.to) : std::string("…"));
}

void fill_table(const GanttChart& data, Table& table) {
    const auto& words = data.words;
    table.header = {words.label_heading,      words.from_heading,  words.to_heading,
                    words.milestones_heading, words.waits_heading, words.status_heading};
    for (const auto& row : data.rows)
        table.rows.push_back({row.label, row.from ? base::show_day(*row.from) : std::string("–"),
                              (row.to ? base::show_day(*row.to) : std::string("–")) +
                                  (ended_late(row, data.today) ? " (" + words.late + ")" : ""),
                              joined(row.milestones, [&](const auto& each) { return describe(each, data); }),
                              joined(row.waits, [](const auto& each) { return describe(each); }), row.status});
}

void draw_axis(Pen& pen, const TimePlot& plot) {
    // Long labels (with the year) have short ones beside them.
    const double room = (pen.measure("00/00/0000", pen.small()) + pen.measure("00/00", pen.small())) / 2 + 12;
    const int most = std::max(1, static_cast<int>(plot.rect.width / room));
    double free_from = 0;
    for (const auto& tick : day_ticks(plot.span.first, plot.span.last, most)) {
        const double x = plot.x(tick.day);
        pen.line({x, plot.rect.y}, {x, plot.rect.bottom()}, {Ink::Grid, 1, 0, 0});
        const double half = pen.measure(tick.label, pen.small()) / 2;
        const double middle = std::clamp(x, half, std::max(half, pen.width() - half));
        if (middle - half < free_from)
            continue;
        pen.text({middle, plot.rect.y - pen.text_size() * 0.8}, tick.label, pen.small(), Anchor::Middle);
        free_from = middle + half + 8;
    }
}

void draw_waits(Pen& pen, const TimePlot& plot, const GanttRow& row, const GanttChart& data, const Rect& band,
                double thick) {
    for (const auto& wait : row.waits) {
        const double from = plot.x(wait.from);
        const double to = std::max(plot.x(wait.to.value_or(data.today)), from + 3);
        const Rect shape{from, band.middle_y() - thick / 2, to - from, thick};
        pen.area(shape, Tone::Waiting);
        if (shape.width > 26) {
            pen.circle({shape.x + 10, shape.middle_y()}, thick * 0.48, Ink::Surface);
            pen.sign(Sign::Bars, {shape.x + 10, shape.middle_y()}, thick * 0.5, Ink::Waiting);
        }
        pen.hit(shape, row.key, row.label + "\n" + describe(wait));
    }
}

void draw_milestones(Pen& pen, const TimePlot& plot, const GanttRow& row, const GanttChart& data, const Rect& band) {
    const double size = std::min(band.height * 0.62, 14.0);
    for (const auto& milestone : row.milestones) {
        const Point at{plot.x(milestone.due), band.middle_y()};
        pen.circle(at, size * 0.66, Ink::Surface); // parts the sign from the bar under it
        if (milestone.done)
            pen.sign(Sign::Check, at, size, Ink::Done);
        else if (is_late(milestone, data.today))
            pen.sign(Sign::Cross, at, size * 0.85, Ink::Red);
        else
            pen.sign(Sign::OpenDiamond, at, size, Ink::Blue);
        pen.hit({at.x - size * 0.66, at.y - size * 0.66, size * 1.32, size * 1.32}, row.key,
                row.label + "\n" + describe(milestone, data));
    }
}

void draw_row(Pen& pen, const TimePlot& plot, const GanttRow& row, const GanttChart& data, const Rect& band) {
    const double thick = std::clamp(band.height * 0.52, 8.0, 18.0);
    std::string tooltip = row.label + (row.status.empty() ? "" : "\n" + row.status);
    if (const std::string window = window_text(row); !window.empty())
        tooltip += "\n" + window;
    pen.hit(band, row.key, tooltip);
    if (row.from || row.to) {
        const double from = plot.x(row.from.value_or(plot.span.first));
        const double to = std::max(plot.x(row.to.value_or(plot.span.last)), from + 3);
        const Rect shape{from, band.middle_y() - thick / 2, to - from, thick};
        pen.rectangle(shape, Ink::Soft, 3);
        pen.outline(shape, {ink_of(row.tone), 1.25, 0, 0}, 3);
    }
    draw_waits(pen, plot, row, data, band, thick - 4);
    draw_milestones(pen, plot, row, data, band);
    if (!ended_late(row, data.today))
        return;
    const bool taken = std::any_of(row.milestones.begin(), row.milestones.end(), [&](const auto& each) {
        return std::abs(plot.x(each.due) - plot.x(*row.to)) < thick;
    });
    if (!taken) {
        pen.circle({plot.x(*row.to), band.middle_y()}, thick * 0.55, Ink::Surface);
        pen.sign(Sign::Cross, {plot.x(*row.to), band.middle_y()}, thick * 0.7, Ink::Red);
    }
}

void draw_today(Pen& pen, const TimePlot& plot, const GanttChart& data) {
    const double x = plot.x(data.today);
    pen.line({x, plot.rect.y - 2}, {x, plot.rect.bottom() + 4}, {Ink::Red, 1.5, 5, 3});
    const std::string label = data.words.today + " " + base::show_day(data.today);
    const Type type{pen.text_size() - 1, Ink::Red, Weight::Bold};
    const double half = pen.measure(label, type) / 2;
    pen.text({std::clamp(x, half, std::max(half, pen.width() - half)), plot.rect.bottom() + pen.text_size()}, label,
             type, Anchor::Middle, pen.width());
}

double draw_key(Pen& pen, const GanttWords& words, double y) {
    constexpr double picture = 20;
    const double middle = y + pen.text_size() * 0.8;
    const Rect sample{0, middle - 6, picture, 12};
    const double room = pen.width() - picture - 6;
    pen.rectangle(sample, Ink::Soft, 3);
    pen.outline(sample, {Ink::Blue, 1.25, 0, 0}, 3);
    pen.text({picture + 6, middle}, words.window, pen.normal(), Anchor::Start, room);
    const double next = picture + 6 + std::min(pen.measure(words.window, pen.normal()), room) + 18;
    return pen.legend({{words.waiting, Tone::Waiting, true, Sign::Bars, Ink::Waiting},
                       {words.reached, Tone::Done, false, Sign::Check, Ink::Done},
                       {words.ahead, Tone::Good, false, Sign::OpenDiamond, Ink::Blue},
                       {words.late, Tone::Bad, false, Sign::Cross, Ink::Red}},
                      y, next);
}

} // namespace

Chart gantt(const GanttChart& data, const Frame& frame) {
    Chart chart;
    Pen pen(frame, chart);
    double y = pen.header(data.words);
    fill_table(data, chart.table);
    if (data.rows.empty()) {
        pen.empty(data.words, y);
        return chart;
    }
    y = draw_key(pen, data.words, y) + pen.text_size() * 1.5;
    std::vector<std::string> labels;
    for (const auto& row : data.rows)
        labels.push_back(row.label);
    const double sign_size = pen.text_size() - 2;
    const double label_at = sign_size + 8;
    const double label_width = label_at + pen.label_width(labels, 0.34);
    const double below = pen.text_size() * 1.8;
    const double pitch = pen.row_pitch(y, below, data.rows.size(), 34);
    const double all = pitch * static_cast<double>(data.rows.size());
    const TimePlot plot{{label_width + 12, y, std::max(pen.width() - label_width - 12, 60.0), all}, span_of(data)};
    for (std::size_t i = 1; i < data.rows.size(); i += 2)
        pen.rectangle({0, y + pitch * static_cast<double>(i), pen.width(), pitch}, Ink::Band);
    draw_axis(pen, plot);
    for (const auto& row : data.rows) {
        const Rect band{0, y, pen.width(), pitch};
        pen.sign(sign_of(row.tone), {2 + sign_size / 2, band.middle_y()}, sign_size, ink_of(row.tone));
        pen.text({label_at, band.middle_y()}, row.label, pen.normal(), Anchor::Start, label_width - label_at);
        draw_row(pen, plot, row, data, band);
        y += pitch;
    }
    draw_today(pen, plot, data);
    pen.set_height(y + below);
    return chart;
}

} // namespace canbo::drawing
