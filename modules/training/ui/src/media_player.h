#pragma once

#include "training_ui/film_presenter.h"

#include <filesystem>

class wxMediaCtrl;
class wxWindow;

namespace canbo::training::ui {

/// A film in a window of the toolkit's, played by GStreamer. Making the first one loads it (some 20 ms; a second once
/// after the machine got other codecs).
class MediaPlayer final : public FilmPlayer {
public:
    /// The picture becomes a child of `parent`, owned by it; window() is null where this machine cannot show films.
    MediaPlayer(wxWindow* parent, const std::filesystem::path& file);
    ~MediaPlayer() override;

    wxWindow* window() const;
    void play() override;
    void pause() override;
    void seek(std::chrono::milliseconds to) override;
    void set_speed(double speed) override;
    std::chrono::milliseconds position() const override;
    State state() const override;

private:
    void catch_up();

    wxMediaCtrl* m_media;
    bool m_ready{false};  ///< Its length is known: it can play.
    bool m_failed{false}; ///< It ended before it had a length.
    bool m_ended{false};
    bool m_wanted{false}; ///< To play once it is ready.
    double m_speed{1};
    std::chrono::milliseconds m_place{0}; ///< Where to begin.
};

} // namespace canbo::training::ui
