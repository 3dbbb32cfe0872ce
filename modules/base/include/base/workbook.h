#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <string>
#include <variant>
#include <vector>

namespace canbo::base {

/// A percentage shown as such: 40 prints as 40 %.
struct Percent {
    double value{0};
};

/// A cell keeps its kind: numbers can be summed and dates sorted in the spreadsheet.
using Cell = std::variant<std::monostate, std::string, double, Percent, Day, Time>;

struct Sheet {
    std::string name; ///< At most 31 characters, none of []:*?/\.
    struct Column {
        std::string title;
        double width{12}; ///< Characters.
    };
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows; ///< A row with one cell is a heading across the sheet.
};

/// Several sheets as plain values; `formats` writes it as XLSX.
struct Workbook {
    std::string title;
    std::vector<Sheet> sheets;
};

} // namespace canbo::base
