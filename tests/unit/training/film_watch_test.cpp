#include "base/crypto.h"
#include "training/film_watch.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using namespace std::chrono_literals;

namespace {

LearningEvent watched(double from, double until, int minute, const char* lesson = "01") {
    LearningEvent out;
    out.id = base::new_uuid();
    out.kind = LearningEvent::Kind::Watched;
    out.lesson = lesson;
    out.value = from;
    out.until = until;
    out.time = base::Time(std::chrono::minutes(minute));
    return out;
}

/// Plays on in steps of 200 ms; what was given out.
std::vector<WatchedPart> play(FilmWatch& watch, std::chrono::milliseconds from, std::chrono::milliseconds until,
                              double speed = 1) {
    std::vector<WatchedPart> out;
    for (auto at = from; at < until;) {
        at += std::chrono::milliseconds(static_cast<int>(200 * speed));
        if (const auto part = watch.tell(at, 200ms, speed))
            out.push_back(*part);
    }
    return out;
}

} // namespace

TEST_CASE("what ran of a film is given out every few seconds and when it stops", "[training][film]") {
    FilmWatch watch(100s);
    CHECK_FALSE(watch.tell(5s, 200ms, 1)); // never started
    watch.start(0s);
    const auto parts = play(watch, 0s, 12s);
    REQUIRE(parts.size() == 2);
    CHECK(parts[1].from == Approx(0.05));
    CHECK(parts[1].until == Approx(0.10));
    const auto rest = watch.stop();
    REQUIRE(rest);
    CHECK(rest->until == Approx(0.12));
    CHECK_FALSE(watch.running());
    CHECK_FALSE(watch.stop());
}

TEST_CASE("what was skipped was not watched", "[training][film]") {
    FilmWatch watch(100s);
    watch.start(0s);
    auto parts = play(watch, 0s, 2s);
    const auto before = watch.tell(90s, 200ms, 1); // a jump ahead
    REQUIRE(before);
    parts.push_back(*before);
    for (const auto& part : play(watch, 90s, 100s))
        parts.push_back(part);
    CHECK(watched_share(parts) == Approx(0.12));
    CHECK_FALSE(watch.tell(10s, 200ms, 1)); // back: nothing ran meanwhile
    parts = play(watch, 10s, 15s);
    REQUIRE(parts.size() == 1);
    CHECK(parts[0].from == Approx(0.10));
}

TEST_CASE("a film counts at twice its speed, and not at ten times", "[training][film]") {
    FilmWatch watch(100s);
    watch.start(0s);
    auto parts = play(watch, 0s, 50s, 2);
    parts.push_back(watch.stop().value());
    CHECK(watched_share(parts) == Approx(0.5));
    double total = 0;
    watch.start(50s);
    for (auto at = 52s; at < 98s; at += 2s)
        if (const auto part = watch.tell(at, 200ms, 1))
            total += part->until - part->from;
    CHECK(total == 0);
}

TEST_CASE("a film whose last picture stands a little before its end was watched whole", "[training][film]") {
    FilmWatch watch(42s);
    watch.start(0s);
    CHECK(watched_share(play(watch, 0s, 41'400ms)) == Approx(1));
}

TEST_CASE("a film goes on where it was left last, on whichever device", "[training][film]") {
    LearningLog log;
    CHECK(film_place(log, "01") == 0);
    REQUIRE(log.add(watched(0, 0.3, 5)));
    REQUIRE(log.add(watched(0.6, 0.7, 4)));
    REQUIRE(log.add(watched(0.2, 0.4, 9, "02")));
    CHECK(film_place(log, "01") == 0.3);
    CHECK(watched_share(log, "01") == Approx(0.4));
    REQUIRE(log.add(watched(0.8, 1, 10)));
    CHECK(film_place(log, "01") == 0); // it was left at its end
}
