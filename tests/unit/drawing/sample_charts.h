#pragma once

#include "drawing/bar_chart.h"
#include "drawing/gantt_chart.h"
#include "drawing/line_chart.h"
#include "drawing/matrix_chart.h"
#include "drawing/summary_chart.h"

#include <functional>
#include <string>
#include <vector>

namespace canbo::drawing::test {

// Invented figures, in the words the suite would use.
BarChart sample_bars();
BarChart signed_bars(); ///< Negative, zero, huge, missing.
BarChart many_bars();   ///< 43, with long names.
StackedChart sample_stack();
LineChart sample_line();
LineChart long_line(); ///< 60 periods, some missing.
GanttChart sample_gantt();
GanttChart many_gantt(); ///< 43 rows over two years.
MatrixChart sample_matrix();
MatrixChart big_matrix(); ///< 43 agencies, 60 periods.
Summary sample_summary();

struct NamedChart {
    std::string name;
    double width;
    double height;
    std::function<Chart(const Frame&)> make;
};

/// Every kind at ordinary, narrow and crowded size, and empty.
std::vector<NamedChart> all_charts();

} // namespace canbo::drawing::test
