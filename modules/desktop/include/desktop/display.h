#pragma once

namespace canbo::desktop {

/// Does the toolkit draw through Wayland rather than X11? False before it has a display.
bool is_wayland();

} // namespace canbo::desktop
