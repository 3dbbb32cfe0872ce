#pragma once

#include "drawing/chart.h"

namespace canbo::drawing {

enum class CellState : std::uint8_t { NotDue, OnTime, Late, Missing, Returned };
constexpr std::size_t cell_state_count = 5;

struct MatrixColumn {
    std::string key;
    std::string label; ///< Short: "T07", "02/24".
    std::string name;  ///< For tooltips and the table: "Tuần 07/2024".
};

struct MatrixRow {
    std::string key;
    std::string label;
    std::vector<CellState> cells; ///< One per column; missing ones are NotDue.
};

struct MatrixChart {
    ChartWords words;
    std::string row_heading;
    std::vector<std::string> state_names; ///< By CellState, `cell_state_count` of them.
    std::vector<MatrixColumn> columns;
    std::vector<MatrixRow> rows;
};

/// Agencies × periods: who reported on time, late, not at all, or had a report returned. Sign and colour.
/// Hits: "row key/column key". Column labels are thinned when columns are narrower than they are.
Chart matrix(const MatrixChart& data, const Frame& frame);

} // namespace canbo::drawing
