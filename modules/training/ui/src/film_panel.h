#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "training_ui/film_presenter.h"

#include <wx/timer.h>

#include <filesystem>
#include <functional>

class wxSlider;

namespace canbo::training::ui {

/// A lesson's film: the picture, what is said under it, and the captions as a list; where this machine cannot show it,
/// the captions alone, which run by the clock. Keyboard: Space plays and pauses, the arrows move the place,
/// Enter on a caption goes there.
class FilmPanel final : public wxPanel, private FilmView {
public:
    FilmPanel(wxWindow* parent, desktop::Shell& shell);

    void open(OpenFilm film, std::filesystem::path file, std::function<void(const WatchedPart&)> watched);
    /// What ran is told.
    void close();
    bool is_open() const { return m_presenter.is_open(); }
    void pause() { m_presenter.pause(); }
    void set_watched(double share) { m_presenter.set_watched(share); }

    std::function<void()> on_leave;

private:
    void show_film(const OpenFilm& film, const std::vector<std::pair<std::string, std::string>>& lines) override;
    void show_film_state(const FilmState& state) override;
    wxSizer* make_row();
    void open_elsewhere();

    desktop::Shell& m_shell;
    std::filesystem::path m_file;
    std::function<void(const WatchedPart&)> m_watched;
    wxPanel* m_stage;
    wxPanel* m_no_picture;
    wxStaticText* m_caption;
    wxButton* m_play{nullptr};
    wxStaticText* m_time{nullptr};
    wxSlider* m_place{nullptr};
    desktop::TableView* m_lines;
    FilmState m_shown;
    wxTimer m_ticks;
    FilmPresenter m_presenter; ///< Last: it calls the rest.
};

} // namespace canbo::training::ui
