#include "training_ui/film_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using namespace canbo::training::ui;
using namespace std::chrono_literals;

namespace {

struct View final : FilmView {
    void show_film(const OpenFilm&, const std::vector<std::pair<std::string, std::string>>& shown) override {
        lines = shown;
    }
    void show_film_state(const FilmState& shown) override { state = shown; }
    std::vector<std::pair<std::string, std::string>> lines;
    FilmState state;
};

/// A machine's player that turns out to have no codec.
struct NoCodec final : FilmPlayer {
    void play() override {}
    void pause() override {}
    void seek(std::chrono::milliseconds) override {}
    void set_speed(double) override {}
    std::chrono::milliseconds position() const override { return 0ms; }
    State state() const override { return State::Failed; }
};

struct Cinema {
    std::chrono::milliseconds now{0};
    View view;
    std::vector<WatchedPart> parts;
    FilmPresenter presenter{view, [this](const WatchedPart& part) { parts.push_back(part); }, [this] { return now; }};

    void open(double place = 0, std::unique_ptr<FilmPlayer> player = nullptr) {
        presenter.open({"Khóa màn hình", 100s, {{2s, 6s, "Rời bàn,\nkhóa màn hình."}, {8s, 12s, "Hết."}}, place, 0.28},
                       std::move(player));
    }
    void run(std::chrono::milliseconds time) {
        for (const auto end = now + time; now < end;) {
            now += 200ms;
            presenter.tick();
        }
    }
    double watched() const { return watched_share(parts); }
};

} // namespace

TEST_CASE("a film plays with its captions and tells what ran", "[training_ui][film]") {
    Cinema cinema;
    cinema.open();
    CHECK(cinema.view.lines ==
          std::vector<std::pair<std::string, std::string>>{{"00:02", "Rời bàn, khóa màn hình."}, {"00:08", "Hết."}});
    CHECK(cinema.view.state.time.starts_with("00:00 / 01:40"));
    CHECK(cinema.view.state.time.ends_with("28 %"));
    CHECK_FALSE(cinema.view.state.playing);
    cinema.run(3s); // not begun: nothing ran
    cinema.presenter.play_or_pause();
    cinema.run(3s);
    CHECK(cinema.view.state.caption == "Rời bàn,\nkhóa màn hình.");
    CHECK(cinema.view.state.line == 0);
    cinema.run(4s);
    CHECK(cinema.view.state.caption.empty());
    cinema.presenter.play_or_pause();
    CHECK(cinema.watched() == Approx(0.07));
    cinema.run(60s); // paused
    cinema.presenter.close();
    CHECK(cinema.watched() == Approx(0.07));
    CHECK_FALSE(cinema.presenter.is_open());
}

TEST_CASE("a film goes on where it was left, and a leap does not count", "[training_ui][film]") {
    Cinema cinema;
    cinema.open(0.4);
    cinema.presenter.play_or_pause();
    cinema.run(6s);
    CHECK(cinema.view.state.time.starts_with("00:46"));
    cinema.presenter.seek_by(30s);
    cinema.run(4s);
    cinema.presenter.seek_by(-500s);
    CHECK(cinema.view.state.position == 0ms);
    cinema.presenter.close();
    CHECK(cinema.watched() == Approx(0.1));
    CHECK(cinema.parts.front().from == Approx(0.4));
}

TEST_CASE("at twice the speed a film is over in half the time", "[training_ui][film]") {
    Cinema cinema;
    cinema.open();
    cinema.presenter.set_speed(2);
    cinema.presenter.play_or_pause();
    cinema.run(51s);
    CHECK(cinema.watched() == Approx(1));
    CHECK_FALSE(cinema.view.state.playing);
    cinema.presenter.play_or_pause(); // once more from the beginning
    CHECK(cinema.view.state.position == 0ms);
    CHECK(cinema.view.state.playing);
}

TEST_CASE("without a codec the captions run by the clock and count", "[training_ui][film]") {
    Cinema cinema;
    cinema.open(0.4, std::make_unique<NoCodec>());
    CHECK(cinema.view.state.picture);
    cinema.presenter.tick();
    CHECK_FALSE(cinema.view.state.picture);
    CHECK(cinema.view.state.position == 40s);
    cinema.presenter.play_or_pause();
    cinema.run(60s);
    CHECK(cinema.watched() == Approx(0.6));
}
