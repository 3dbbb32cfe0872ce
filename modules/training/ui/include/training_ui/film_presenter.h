#pragma once

#include "training/captions.h"
#include "training/film_watch.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::training::ui {

/// What plays a film: the machine's own player, or a clock where it has none. UI thread only.
class FilmPlayer {
public:
    enum class State {
        Loading,
        Paused,
        Playing,
        Ended,
        Failed, ///< This machine cannot play it.
    };
    virtual ~FilmPlayer() = default;
    virtual void play() = 0;
    virtual void pause() = 0;
    virtual void seek(std::chrono::milliseconds to) = 0;
    virtual void set_speed(double speed) = 0; ///< 1: the film's own.
    virtual std::chrono::milliseconds position() const = 0;
    virtual State state() const = 0;
};

using MonotonicClock = std::function<std::chrono::milliseconds()>;

/// No picture: the captions run by the clock. Fails never.
class ClockPlayer final : public FilmPlayer {
public:
    ClockPlayer(std::chrono::milliseconds length, MonotonicClock clock);
    void play() override;
    void pause() override;
    void seek(std::chrono::milliseconds to) override;
    void set_speed(double speed) override;
    std::chrono::milliseconds position() const override;
    State state() const override;

private:
    std::chrono::milliseconds m_length;
    MonotonicClock m_clock;
    std::chrono::milliseconds m_at{0}; ///< At m_since.
    std::optional<std::chrono::milliseconds> m_since;
    double m_speed{1};
};

/// A lesson's film as it is opened.
struct OpenFilm {
    std::string title;
    std::chrono::milliseconds length{0};
    std::vector<Caption> captions;
    double place{0};   ///< Where it goes on: a share.
    double watched{0}; ///< Of it: a share.
};

/// What stands beside the picture.
struct FilmState {
    bool playing{false};
    bool picture{true}; ///< False: this machine cannot show it.
    std::chrono::milliseconds position{0};
    std::string time;    ///< "00:12 / 00:42 · watched: 28 %"
    std::string caption; ///< What is said now; empty between two captions.
    std::size_t line{0}; ///< Of the list of captions; their number before the first.
};

class FilmView {
public:
    virtual ~FilmView() = default;
    /// `lines`: time and words of each caption.
    virtual void show_film(const OpenFilm& film, const std::vector<std::pair<std::string, std::string>>& lines) = 0;
    virtual void show_film_state(const FilmState& state) = 0;
};

/// A film with its captions: goes on where it was left, plays at several speeds, tells what really ran. What ran is
/// told before the film is left. UI thread only; the view outlives it.
class FilmPresenter {
public:
    /// `watched`: something ran (see FilmWatch).
    FilmPresenter(FilmView& view, std::function<void(const WatchedPart&)> watched, MonotonicClock clock);

    /// `player` null: there is none, a clock takes its place, as it does when the player fails.
    void open(OpenFilm film, std::unique_ptr<FilmPlayer> player);
    void play_or_pause();
    void pause();
    void seek(std::chrono::milliseconds to);
    void seek_by(std::chrono::milliseconds by);
    void seek_line(std::size_t line); ///< To that caption.
    void set_speed(double speed);
    /// Several times a second while a film is open.
    void tick();
    /// The learner's log changed.
    void set_watched(double share);
    void close();
    bool is_open() const { return m_player != nullptr; }
    bool playing() const { return m_player != nullptr && m_player->state() == FilmPlayer::State::Playing; }

private:
    void begin_watch();
    void tell(const std::optional<WatchedPart>& part);
    void show();

    FilmView& m_view;
    std::function<void(const WatchedPart&)> m_watched;
    MonotonicClock m_clock;
    OpenFilm m_film;
    FilmWatch m_watch;
    std::unique_ptr<FilmPlayer> m_player;
    bool m_picture{true};
    double m_speed{1};
    std::chrono::milliseconds m_told{0}; ///< The clock at the last tick.
};

/// "03:20", "1:03:20"
std::string film_time(std::chrono::milliseconds at);

} // namespace canbo::training::ui
