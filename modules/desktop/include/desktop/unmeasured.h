#pragma once

#include <wx/window.h>

namespace canbo::desktop {

/// The toolkit measures a control while it makes it, and again once it has its font, its picture and its style. One
/// made with this size, and given to measure_later() at once, is measured by the layout only.
inline const wxSize unmeasured{1, 1};

/// For a control that a sizer will place.
inline void measure_later(wxWindow* control) { control->SetMinSize(wxDefaultSize); }

} // namespace canbo::desktop
