#include "film_picture.h"

#include "desktop/display.h"
#include "desktop/plugin.h"

namespace canbo::training::ui {

std::unique_ptr<FilmPicture> make_film_picture(wxWindow* parent, const std::filesystem::path& file) {
    // The toolkit's player draws through X11 only, elsewhere it brings the program down (wx #24987).
    if (desktop::is_wayland())
        return nullptr;
    using Make = FilmPicture* (*)(wxWindow*, const std::filesystem::path&);
    static const auto make = reinterpret_cast<Make>(desktop::plugin_function("film", "canbo_make_film_picture"));
    return std::unique_ptr<FilmPicture>(make == nullptr ? nullptr : make(parent, file));
}

} // namespace canbo::training::ui
