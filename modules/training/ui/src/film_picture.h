#pragma once

#include "training_ui/film_presenter.h"

#include <filesystem>

class wxWindow;

namespace canbo::training::ui {

/// A film in a window of the toolkit's.
class FilmPicture : public FilmPlayer {
public:
    virtual wxWindow* window() const = 0; ///< A child of the parent it was made with, owned by it.
};

/// Played by GStreamer, from the plugin "film": the first one loads it (some 30 ms; a second once after the machine got
/// other codecs). @returns nullptr where this machine cannot show films
std::unique_ptr<FilmPicture> make_film_picture(wxWindow* parent, const std::filesystem::path& file);

} // namespace canbo::training::ui
