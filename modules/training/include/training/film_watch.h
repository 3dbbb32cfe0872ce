#pragma once

#include "training/learning.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace canbo::training {

/// A stretch of a film that ran: shares of its length.
struct WatchedPart {
    double from{0};
    double until{0};
};

/// Which stretches of a film really ran, from where its player says that it is, several times a second. A step that is
/// longer than the time that passed at that speed is a jump: what lies between was not watched. Not thread-safe.
class FilmWatch {
public:
    explicit FilmWatch(std::chrono::milliseconds length);

    /// The film runs from here.
    void start(std::chrono::milliseconds position);
    /// It is here now, `elapsed` later by a clock nobody can set; `speed` 1 is the film's own.
    /// @returns what ran, once it is worth keeping: at a jump, every fortieth of the film (5 s to a minute), and at
    /// the end
    std::optional<WatchedPart> tell(std::chrono::milliseconds position, std::chrono::milliseconds elapsed,
                                    double speed);
    /// It stands still. @returns what ran and was not given yet
    std::optional<WatchedPart> stop();
    bool running() const { return m_running; }

private:
    std::optional<WatchedPart> take();

    std::chrono::milliseconds m_length;
    std::chrono::milliseconds m_from{0}; ///< Where the stretch that was not given yet begins.
    std::chrono::milliseconds m_at{0};
    bool m_running{false};
};

/// What ran twice counts once.
double watched_share(std::vector<WatchedPart> parts);
/// Share of the lesson's film that ran, on any device.
double watched_share(const LearningLog& log, const std::string& lesson);
/// Where the film goes on: a share of its length, 0 where it was never begun or was left at its end.
double film_place(const LearningLog& log, const std::string& lesson);

} // namespace canbo::training
