#include "drawing/matrix_chart.h"

#include "pen.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace canbo::drawing {
namespace {

struct Look {
    Sign sign;
    Ink ink;
};

Look look_of(CellState state) {
    switch (state) {
    case CellState::OnTime:
        return {Sign::Check, Ink::Green};
    case CellState::Late:
        return {Sign::Triangle, Ink::Amber};
    case CellState::Missing:
        return {Sign::Cross, Ink::Red};
    case CellState::Returned:
        return {Sign::Back, Ink::Waiting};
    case CellState::NotDue:
        break;
    }
    return {Sign::Dot, Ink::Axis};
}

CellState state_of(const MatrixRow& row, std::size_t column) {
    return column < row.cells.size() ? row.cells[column] : CellState::NotDue;
}

std::string name_of(const MatrixChart& data, CellState state) {
    const auto index = static_cast<std::size_t>(state);
    return index < data.state_names.size() ? data.state_names[index] : std::string();
}

void fill_table(const MatrixChart& data, Table& table) {
    table.header = {data.row_heading};
    for (const auto& column : data.columns)
        table.header.push_back(column.name);
    for (const auto& row : data.rows) {
        std::vector<std::string> cells{row.label};
        for (std::size_t i = 0; i < data.columns.size(); ++i)
            cells.push_back(name_of(data, state_of(row, i)));
        table.rows.push_back(std::move(cells));
    }
}

// Labels of columns, every n-th so that none touches another, the last one always.
void draw_heads(Pen& pen, const MatrixChart& data, double left, double pitch, double middle) {
    double widest = 0;
    for (const auto& column : data.columns)
        widest = std::max(widest, pen.measure(column.label, pen.small()));
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil((widest + 8) / pitch)));
    double taken = pen.width() + 8; // from the right: the newest period keeps its label
    for (std::size_t left_over = data.columns.size(); left_over > 0; left_over -= std::min(left_over, every)) {
        const auto& label = data.columns[left_over - 1].label;
        const double half = pen.measure(label, pen.small()) / 2;
        const double x =
            std::clamp(left + pitch * (static_cast<double>(left_over) - 0.5), half, std::max(half, pen.width() - half));
        if (x + half + 8 > taken)
            continue;
        pen.text({x, middle}, label, pen.small(), Anchor::Middle, pen.width());
        taken = x - half;
    }
}

void draw_row(Pen& pen, const MatrixChart& data, const MatrixRow& row, const Rect& band, double left, double pitch) {
    const double size = std::min({band.height * 0.62, pitch * 0.7, 16.0});
    for (std::size_t i = 0; i < data.columns.size(); ++i) {
        const CellState state = state_of(row, i);
        const Look look = look_of(state);
        const Rect cell{left + pitch * static_cast<double>(i), band.y, pitch, band.height};
        pen.sign(look.sign, {cell.middle_x(), cell.middle_y()}, size, look.ink);
        pen.hit(cell, row.key + "/" + data.columns[i].key,
                row.label + "\n" + data.columns[i].name + ": " + name_of(data, state));
    }
}

} // namespace

Chart matrix(const MatrixChart& data, const Frame& frame) {
    Chart chart;
    Pen pen(frame, chart);
    double y = pen.header(data.words);
    fill_table(data, chart.table);
    if (data.rows.empty() || data.columns.empty()) {
        pen.empty(data.words, y);
        return chart;
    }
    std::vector<std::string> labels;
    for (const auto& row : data.rows)
        labels.push_back(row.label);
    const double left = pen.label_width(labels, 0.42) + 12;
    const auto columns = static_cast<double>(data.columns.size());
    const double pitch = std::clamp((pen.width() - left) / columns, 16.0, 64.0);
    chart.scene.width = std::max(pen.width(), left + pitch * columns);

    std::vector<LegendItem> legend;
    for (std::size_t i = 1; i <= cell_state_count; ++i) { // the quiet one last
        const auto state = static_cast<CellState>(i % cell_state_count);
        const Look look = look_of(state);
        legend.push_back({name_of(data, state), Tone::Plain, false, look.sign, look.ink});
    }
    y = pen.legend(legend, y) + 2;
    draw_heads(pen, data, left, pitch, y + pen.text_size() * 0.7);
    y += pen.text_size() * 1.5;
    const double row_height = pen.row_pitch(y, 4, data.rows.size(), 30);
    pen.line({0, y}, {pen.width(), y}, {Ink::Axis, 1, 0, 0});
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const Rect band{0, y, pen.width(), row_height};
        if (i % 2 == 1)
            pen.rectangle(band, Ink::Band);
        pen.text({2, band.middle_y()}, data.rows[i].label, pen.normal(), Anchor::Start, left - 14);
        draw_row(pen, data, data.rows[i], band, left, pitch);
        y += row_height;
    }
    pen.set_height(y + 4);
    return chart;
}

} // namespace canbo::drawing
