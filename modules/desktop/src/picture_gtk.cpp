// SVG through the platform's picture loaders (librsvg, from package librsvg2-common).
#include "desktop/picture.h"
#include "unref.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <memory>

namespace canbo::desktop {
namespace {

/// Before the loader draws: the size it is to draw in.
void choose_size(GdkPixbufLoader* loader, int width, int height, gpointer wanted) {
    const int most = *static_cast<int*>(wanted);
    if (width > 0 && height > 0)
        gdk_pixbuf_loader_set_size(loader, most, static_cast<int>(static_cast<gint64>(height) * most / width));
}

} // namespace

Result<wxBitmap> draw_svg(std::string_view svg, int width) {
    const auto refused = [] { return fail(ErrorCode::InvalidInput, "This picture cannot be shown here"); };
    std::unique_ptr<GdkPixbufLoader, Unref> loader(gdk_pixbuf_loader_new_with_type("svg", nullptr));
    if (!loader)
        return refused();
    g_signal_connect(loader.get(), "size-prepared", G_CALLBACK(choose_size), &width);
    const bool written =
        gdk_pixbuf_loader_write(loader.get(), reinterpret_cast<const guchar*>(svg.data()), svg.size(), nullptr) != 0;
    if (gdk_pixbuf_loader_close(loader.get(), nullptr) == 0 || !written)
        return refused();
    GdkPixbuf* pixels = gdk_pixbuf_loader_get_pixbuf(loader.get()); // the loader's own
    if (pixels == nullptr)
        return refused();
    return wxBitmap(static_cast<GdkPixbuf*>(g_object_ref(pixels)));
}

} // namespace canbo::desktop
