#pragma once

#include <wx/dataview.h>

namespace canbo::desktop {

/// A row that is not seen is scrolled into the middle. At an edge it could still be hidden: before a list is drawn the
/// toolkit knows the height of its rows only about.
void show_row(wxDataViewCtrl* list, unsigned int row);

} // namespace canbo::desktop
