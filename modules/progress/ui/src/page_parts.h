#pragma once

#include "desktop/table_view.h"
#include "progress/status.h"
#include "progress_ui/model_presenter.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace canbo::progress::ui {

desktop::Tone tone_for(Status status);
/// Columns of these heads and widths; ids are their numbers' letters, stable as long as the order is.
std::vector<desktop::TableColumn> columns_of(const std::vector<std::string>& heads, std::initializer_list<int> widths);
/// Rows whose status colours the column where its sign and word stand.
std::vector<desktop::TableRow> table_rows(const std::vector<PageRow>& rows, int status_column);

} // namespace canbo::progress::ui
