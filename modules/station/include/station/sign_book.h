#pragma once

#include "base/clock.h"
#include "exam/station_sign.h"
#include "exam/station_work.h"
#include "station/machine.h"

#include <chrono>
#include <map>
#include <vector>

namespace canbo::station {

/// What the station saw, until the room has noted it: in a journal of its own, so that a cut line or a killed station
/// lose nothing. Not for two threads at once; the journal must outlive it.
class SignBook {
public:
    /// @error InvalidInput a line that is none of ours
    static Result<SignBook> load(exam::StationJournal& journal);

    /// `wall`: the station's own clock, which only serves to say how long ago it was after a restart. Durable when it
    /// returns.
    Result<void> add(const Seen& seen, std::chrono::milliseconds steady, base::Time wall);
    /// What the room has not noted, oldest first.
    std::vector<exam::StationSign> waiting(std::size_t most, std::chrono::milliseconds steady, base::Time wall) const;
    /// The room has noted these, or will never.
    Result<void> done(const std::vector<exam::StationSign>& told);
    bool empty() const { return m_waiting.empty(); }

private:
    struct Line {
        std::string kind, text;
        base::Time wall{};
        std::optional<std::chrono::milliseconds> steady; ///< Nothing: an earlier run saw it.
    };
    explicit SignBook(exam::StationJournal& journal) : m_journal(&journal) {}

    exam::StationJournal* m_journal;
    std::map<std::int64_t, Line> m_waiting;
    std::int64_t m_last{0};
};

} // namespace canbo::station
