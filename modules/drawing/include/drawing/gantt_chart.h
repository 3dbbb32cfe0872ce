#pragma once

#include "base/clock.h"
#include "drawing/chart.h"

#include <optional>

namespace canbo::drawing {

struct GanttMilestone {
    base::Day due{};
    std::string label;
    std::optional<base::Day> done; ///< The day it was reached.
};

/// A wait for guidance; no `to`: it still lasts.
struct GanttWait {
    base::Day from{};
    std::optional<base::Day> to;
    std::string label;
};

struct GanttRow {
    std::string key;
    std::string label;
    std::optional<base::Day> from; ///< Window; without both ends only the marks are drawn.
    std::optional<base::Day> to;
    Tone tone{Tone::Good}; ///< Outline of the window, and its sign before the label.
    std::string status;    ///< The same in words, for tooltip and table.
    std::vector<GanttMilestone> milestones;
    std::vector<GanttWait> waits;
};

struct GanttWords : ChartWords {
    std::string label_heading;
    std::string from_heading;
    std::string to_heading;
    std::string milestones_heading;
    std::string waits_heading;
    std::string status_heading;
    std::string today;   ///< "Hôm nay"
    std::string window;  ///< Legend: window of a model.
    std::string waiting; ///< Legend: waits for guidance.
    std::string reached; ///< Legend: milestone reached.
    std::string ahead;   ///< Legend: milestone ahead.
    std::string late;    ///< Legend: milestone past its day and not reached.
};

struct GanttChart {
    GanttWords words;
    base::Day today{};
    std::vector<GanttRow> rows;
};

/// A time line: windows, waits, milestones, the line of today. A milestone is late when its day is before today and
/// it was not reached; a window that ended before today without tone Done gets the sign of lateness at its end.
/// Hits: the row's key; a milestone's hit area stands above the row's.
Chart gantt(const GanttChart& data, const Frame& frame);

} // namespace canbo::drawing
