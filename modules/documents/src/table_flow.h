#pragma once

#include "base/form_data.h"
#include "canvas.h"
#include "form_spec.h"
#include "page_flow.h"

#include <string>

namespace canbo::documents {

/// Draws a table row by row as the rows come; no row is kept. The head is repeated on every page, a row that does not
/// fit goes to the next page, one that is taller than a third of a page is split by lines.
/// Gives up with MissingGlyph ("models row 5, Kết quả: U+4E2D"), InvalidInput (a row with a wrong number of cells) and
/// Cancelled. Returns when the last row is drawn.
void draw_table(const TableSpec& table, const std::string& name, base::RowSource& rows, const LayoutSpec& spec,
                PageFlow& flow, Canvas& canvas, TextMeasure& measure, base::Progress* progress);

/// Height of the head and one row of one line: what a heading above the table must keep with it.
double table_start_height(const TableSpec& table, const LayoutSpec& spec, double width, TextMeasure& measure);

} // namespace canbo::documents
