#pragma once

#include "base/form_data.h"
#include "canvas.h"
#include "form_spec.h"
#include "page_flow.h"

#include <map>
#include <string>

namespace canbo::documents {

/// Draws a table row by row as the rows come; but for the next rows now and then none is kept. First draws what waits
/// in `flow`: a heading above the table, the table's head and its first row stay together, and so do a row across the
/// table and the row below it. The head is repeated on every page. A row that does not fit goes to the next page; one
/// that is taller than a third of a page is split by lines, never leaving fewer than three of them on a page.
/// `new_page`: the table begins one. Gives up with MissingGlyph ("models row 5, Kết quả: U+4E2D"), InvalidInput (a row
/// with a wrong number of cells, a picture that is not there) and Cancelled. Returns when the last row is drawn.
void draw_table(const TableSpec& table, const std::string& name, base::RowSource& rows, const LayoutSpec& spec,
                PageFlow& flow, Canvas& canvas, TextMeasure& measure, base::Progress* progress, bool new_page,
                const std::map<std::string, std::string>& pictures = {});

} // namespace canbo::documents
