#pragma once

#include "exam/exam_room.h"
#include "exam/station_safe.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace canbo::station {

/// A paper under way: all that a station needs to go on with it when no room answers.
struct KeptPaper {
    exam::StationView view;                       ///< The room's word; without photo.
    Json paper;                                   ///< As the room gave it.
    std::vector<exam::SentAnswer> held;           ///< What the room had when the paper came.
    std::chrono::milliseconds asked{0}, heard{0}; ///< When that word came, by the monotonic clock.

    /// Of the attempt's time, by the deadline that the room signed.
    std::chrono::milliseconds left(std::chrono::milliseconds now) const;
};

/// Where a candidate is on the paper.
struct Place {
    int slot{1};
    std::set<int> flags;

    bool operator==(const Place&) const = default;
};

/// A monotonic clock that goes on when the program is started again, but not when the machine is.
struct SteadyTime {
    std::function<std::chrono::milliseconds()> now;
    std::string boot; ///< Another one: the clock began anew.
};

/// Keeps one paper under way in a station's safe, from the moment it came until it was handed in, its time was over, or
/// somebody else sits there; a station that is off meanwhile destroys it at its next start in that room. What cannot be
/// read may be another room's, whose code was typed before: it stays until a paper of this room comes. Borrows all; not
/// for two threads at once.
class PaperDrawer {
public:
    PaperDrawer(exam::StationSafe& safe, SteadyTime steady, const base::Clock& wall)
        : m_safe(&safe), m_steady(std::move(steady)), m_wall(&wall) {}

    /// What was kept before, of that candidate; destroys what can be read and is of no more use. The time that went by
    /// is known from the monotonic clock, after a start of the machine from its clock on the wall, which can only
    /// shorten it.
    std::optional<KeptPaper> find(const std::string& candidate);
    /// Nothing is written where nothing changed but the time. @error Storage
    Result<void> keep(KeptPaper paper);
    /// @error Storage
    Result<void> stay(const std::string& candidate, const Place& place);
    Place place(const std::string& candidate) const;
    /// The time is over: the paper need not be here any more. @error Storage
    Result<void> tidy();
    /// @error Storage
    Result<void> wipe();

    /// Older ones are of no use to anybody: destroyed when they are found.
    static constexpr std::chrono::hours longest{24};

private:
    Json to_json(const KeptPaper& paper) const;
    Result<KeptPaper> from_json(const Json& json) const;

    exam::StationSafe* m_safe;
    SteadyTime m_steady;
    const base::Clock* m_wall;
    bool m_maybe_full{true};
    bool m_foreign{false};           ///< Something may lie there that is not this room's.
    std::optional<KeptPaper> m_kept; ///< Without the paper's text.
};

} // namespace canbo::station
