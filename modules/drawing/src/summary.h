#pragma once

#include "drawing/summary_chart.h"

#include <string>

namespace canbo::drawing {

double count_of(const Part& part);
std::string describe(const Part& part, double sum); ///< "Late: 4 (9,3%)"
/// Returns the sum of the counts.
double fill_table(const Summary& data, Table& table);

} // namespace canbo::drawing
