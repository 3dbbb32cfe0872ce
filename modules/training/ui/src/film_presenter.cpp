#include "training_ui/film_presenter.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace canbo::training::ui {

using std::chrono::milliseconds;

namespace {

milliseconds share_of(milliseconds whole, double share) {
    return milliseconds(std::llround(static_cast<double>(whole.count()) * share));
}

} // namespace

ClockPlayer::ClockPlayer(milliseconds length, MonotonicClock clock) : m_length(length), m_clock(std::move(clock)) {}

void ClockPlayer::play() {
    if (position() >= m_length)
        m_at = milliseconds(0);
    else
        m_at = position();
    m_since = m_clock();
}

void ClockPlayer::pause() {
    m_at = position();
    m_since.reset();
}

void ClockPlayer::seek(milliseconds to) {
    m_at = std::clamp(to, milliseconds(0), m_length);
    if (m_since)
        m_since = m_clock();
}

void ClockPlayer::set_speed(double speed) {
    seek(position());
    m_speed = speed;
}

milliseconds ClockPlayer::position() const {
    return std::min(m_length, m_since ? m_at + share_of(m_clock() - *m_since, m_speed) : m_at);
}

FilmPlayer::State ClockPlayer::state() const {
    if (!m_since)
        return State::Paused;
    return position() >= m_length ? State::Ended : State::Playing;
}

FilmPresenter::FilmPresenter(FilmView& view, std::function<void(const WatchedPart&)> watched, MonotonicClock clock)
    : m_view(view), m_watched(std::move(watched)), m_clock(std::move(clock)), m_watch(milliseconds(1)) {}

void FilmPresenter::open(OpenFilm film, std::unique_ptr<FilmPlayer> player) {
    close();
    m_film = std::move(film);
    m_watch = FilmWatch(m_film.length);
    m_picture = player != nullptr;
    m_player = m_picture ? std::move(player) : std::make_unique<ClockPlayer>(m_film.length, m_clock);
    m_player->set_speed(m_speed);
    m_player->seek(share_of(m_film.length, m_film.place));
    std::vector<std::pair<std::string, std::string>> lines;
    for (const auto& caption : m_film.captions) {
        std::string words = caption.text;
        std::replace(words.begin(), words.end(), '\n', ' ');
        lines.emplace_back(film_time(caption.from), std::move(words));
    }
    m_view.show_film(m_film, lines);
    show();
}

void FilmPresenter::begin_watch() {
    m_watch.start(m_player->position());
    m_told = m_clock();
}

void FilmPresenter::play_or_pause() {
    if (!m_player)
        return;
    if (playing()) {
        tick();
        m_player->pause();
        tell(m_watch.stop());
    } else {
        m_player->play();
        begin_watch();
    }
    show();
}

void FilmPresenter::pause() {
    if (playing())
        play_or_pause();
}

void FilmPresenter::seek(milliseconds to) {
    if (!m_player)
        return;
    tick();
    tell(m_watch.stop());
    m_player->seek(std::clamp(to, milliseconds(0), m_film.length));
    if (playing())
        begin_watch();
    show();
}

void FilmPresenter::seek_by(milliseconds by) {
    if (m_player)
        seek(m_player->position() + by);
}

void FilmPresenter::seek_line(std::size_t line) {
    if (line < m_film.captions.size())
        seek(m_film.captions[line].from);
}

void FilmPresenter::set_speed(double speed) {
    if (m_player)
        tick();
    m_speed = speed;
    if (m_player)
        m_player->set_speed(speed);
}

void FilmPresenter::tick() {
    if (!m_player)
        return;
    const auto state = m_player->state();
    const auto now = m_clock();
    if (state == FilmPlayer::State::Failed) {
        m_picture = false;
        m_player = std::make_unique<ClockPlayer>(m_film.length, m_clock);
        m_player->set_speed(m_speed);
        m_player->seek(share_of(m_film.length, m_film.place));
        m_watch = FilmWatch(m_film.length);
    } else if (state == FilmPlayer::State::Playing) {
        if (!m_watch.running())
            begin_watch();
        tell(m_watch.tell(m_player->position(), now - m_told, m_speed));
    } else if (state == FilmPlayer::State::Ended && m_watch.running()) {
        tell(m_watch.tell(m_film.length, now - m_told, m_speed));
        tell(m_watch.stop());
    }
    m_told = now;
    show();
}

void FilmPresenter::set_watched(double share) {
    m_film.watched = share;
    if (m_player)
        show();
}

void FilmPresenter::close() {
    if (!m_player)
        return;
    pause();
    tell(m_watch.stop());
    m_player.reset();
}

void FilmPresenter::tell(const std::optional<WatchedPart>& part) {
    if (part)
        m_watched(*part);
}

void FilmPresenter::show() {
    FilmState out;
    out.playing = playing();
    out.picture = m_picture;
    out.position = std::min(m_player->position(), m_film.length);
    out.time = fmt::format("{} / {} · {}: {} %", film_time(out.position), film_time(m_film.length), base::tr("watched"),
                           base::format_decimal(std::floor(m_film.watched * 100 + 1e-6)));
    out.line = caption_at(m_film.captions, out.position);
    if (out.line < m_film.captions.size() && out.position < m_film.captions[out.line].to)
        out.caption = m_film.captions[out.line].text;
    m_view.show_film_state(out);
}

std::string film_time(milliseconds at) {
    const auto seconds = at.count() / 1000;
    return seconds >= 3600 ? fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
                           : fmt::format("{:02}:{:02}", seconds / 60, seconds % 60);
}

} // namespace canbo::training::ui
