#pragma once

#include "exam/attempt_state.h"
#include "exam/candidate.h"
#include "exam/event.h"

#include <map>
#include <optional>
#include <string>

namespace canbo::exam {

/// One candidate's attempt, as the room's events made it.
struct Attempt {
    std::string candidate;
    IdentityState identity{IdentityState::None};
    AttemptState state{AttemptState::Rostered};
    AttemptState ended_as{AttemptState::Rostered}; ///< How it ended, which sealing does not change.
    int seat{0};
    int signed_in_at{0}; ///< The seat where the candidate signed in; only that station speaks for the attempt.
    int moves{0};        ///< Each gives the next station a range of sequences of its own.
    int breaks{0};
    std::optional<base::Time> admitted, started, ended, paused_since;
    bool in_break{false};
    std::chrono::milliseconds added{0};  ///< By invigilators.
    std::chrono::milliseconds paused{0}; ///< Pauses that do not count.
    std::string reason;                  ///< Why it was paused, stopped, withdrawn.
};

struct Station {
    int number{0}; ///< The seat's.
    std::string id;
    std::string name;
};

/// A room as it follows from its events and from nothing else: the same events give the same state on any machine.
/// A value; not for two threads at once.
class RoomState {
public:
    /// `exam` must outlive it. @error NotFound the exam has no such room
    static Result<RoomState> make(const Exam& exam, std::string room);

    /// Takes one event; on failure nothing has changed. @error Conflict the states do not allow it; NotFound,
    /// InvalidInput it names a seat or station that is not there
    Result<void> apply(const RoomEvent& event);

    const std::string& room() const { return m_room; }
    const Exam& exam() const { return *m_exam; }
    std::int64_t last_sequence() const { return m_sequence; }
    const std::string& head() const { return m_head; }
    base::Time last_time() const { return m_time; }
    bool sealed() const { return m_sealed; }
    /// How often a standby took the room over.
    int takeovers() const { return m_takeovers; }

    const std::map<std::string, Attempt>& attempts() const { return m_attempts; }
    const Attempt* find(std::string_view candidate) const;
    /// Who sits there now; null when nobody does.
    const Attempt* at_seat(int seat) const;
    const std::map<int, Station>& stations() const { return m_stations; }
    const Station* station_of(std::string_view id) const;
    /// The first seat without candidate; 0 when there is none.
    int free_seat(const std::vector<Candidate>& roster) const;

    /// When this attempt's time is over, if nothing changes; nothing before it started. While it is paused the time
    /// stands: `now` says for how long.
    std::optional<base::Time> deadline(const Attempt& attempt, int extra_minutes, base::Time now) const;

private:
    RoomState(const Exam& exam, std::string room);
    Result<void> apply_to(Attempt& attempt, const RoomEvent& event);
    Result<void> admit(Attempt& attempt, const RoomEvent& event);
    Result<void> take_seat(Attempt& attempt, const RoomEvent& event);
    Result<void> enrol(const RoomEvent& event);
    Result<void> seal();
    Result<void> review(const RoomEvent& event);
    std::chrono::milliseconds pause_credit(const Attempt& attempt, base::Time now) const;

    const Exam* m_exam;
    std::string m_room;
    int m_seats{0};
    std::map<std::string, Attempt> m_attempts;
    std::map<int, Station> m_stations;
    std::int64_t m_sequence{0};
    std::string m_head;
    base::Time m_time{};
    bool m_sealed{false};
    int m_takeovers{0};
    std::map<std::int64_t, std::string> m_asked; ///< Requests for re-marking that wait for an answer: whose.
};

} // namespace canbo::exam
