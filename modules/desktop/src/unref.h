#pragma once

#include <glib-object.h>

namespace canbo::desktop {

/// For std::unique_ptr to what GLib counts.
struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};

} // namespace canbo::desktop
