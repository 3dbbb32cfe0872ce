#pragma once

#include "station/kept_paper.h"
#include "station/line.h"
#include "station/sheet.h"
#include "station/sign_book.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace canbo::station {

/// How far an answer has come. It follows from the journal and the room's words alone.
enum class Kept {
    Here,    ///< On this machine's disk.
    Room,    ///< On the room's disk, too.
    Refused, ///< The room will not have it.
};

struct SlotWork {
    assessment::Response response;
    Kept kept{Kept::Here};
};
/// The answer that counts for each slot that has one, an empty one included.
struct Work {
    std::map<int, SlotWork> slots;
    std::uint64_t version{0}; ///< A higher one is newer, whichever thread brought it.
};

/// What is known after a talk with the room.
struct Beat {
    exam::StationView view;
    std::chrono::milliseconds asked{0}, heard{0}; ///< Of the monotonic clock.
    std::shared_ptr<const Sheet> sheet;           ///< Nothing before the attempt runs.
    Work work;
    bool waiting{false}; ///< Answers are still to be acknowledged.
    Trail trail;         ///< As it is known by now.
};

/// What a session works on; borrowed, must outlive it.
struct SessionParts {
    StationLine& line;
    exam::StationJournal& answers;
    exam::StationJournal& signs;
    exam::StationSafe& safe; ///< Keeps the paper under way.
    SteadyTime steady;
    const base::Clock& wall; ///< Written beside answers, judged by nobody.
    Enrolment who;
};

/// A station's side of one room, from enrolling to the receipt. Two threads may use it: keep() and saw() wait for the
/// disk and never for the room; beat() and sign_in() talk to the room and hold up nobody.
class Session {
public:
    /// @error InvalidInput a journal that is none of ours
    static Result<std::unique_ptr<Session>> open(SessionParts parts);

    /// The paper that was under way here when the station ended: the candidate goes on with it at once, room or not.
    /// Nothing once the room has spoken.
    std::optional<Beat> kept() const;

    /// Says that the station lives, hears what is to be shown, and brings what the room has not got: answers, signs,
    /// and the hand-in once every answer is acknowledged. About once a second. @error those of the line; DigestMismatch
    /// a deadline that the room did not sign
    Result<Beat> beat();
    /// @error those of ExamRoom::sign_in()
    Result<Beat> sign_in(const std::string& pin);
    /// Keeps an answer durably; empty takes it back. @error Conflict nobody sits here; Storage it is not kept
    Result<Work> keep(int slot, assessment::Response response);
    /// Keeps a sign durably; the next beat tells it. @error Storage
    Result<void> saw(const std::vector<Seen>& seen);
    void want_hand_in(bool wanted) { m_hand_in = wanted; }
    Work work() const;
    /// Keeps where the candidate is, with the paper. @error Storage
    Result<void> stay(const Place& place);
    Place place() const;

private:
    explicit Session(SessionParts parts)
        : m_parts(std::move(parts)), m_drawer(m_parts.safe, m_parts.steady, m_parts.wall) {}

    Result<exam::StationView> look(Beat& beat);
    Result<void> check(const exam::StationView& view);
    Result<Beat> go_on(Beat beat);
    void restore();
    Result<void> fetch(const exam::StationView& view);
    void keep_paper(const Beat& beat);
    Result<void> send();
    Result<void> hand_in(Beat& beat);
    Result<void> tell_signs();
    Work work_now() const;

    SessionParts m_parts;
    bool m_enrolled{false};
    std::string m_room_key, m_last_candidate; ///< Line thread only.
    std::atomic<bool> m_hand_in{false};
    mutable std::mutex m_mutex; ///< Everything below; never held while the room is talked to.
    std::unique_ptr<exam::StationWork> m_work;
    std::unique_ptr<SignBook> m_signs;
    std::map<int, exam::SentAnswer> m_held; ///< What the room had when the paper came.
    std::shared_ptr<const Sheet> m_sheet;
    PaperDrawer m_drawer;
    Json m_paper; ///< As it came.
    std::optional<Beat> m_restored;
    std::int64_t m_least{1};
    mutable std::uint64_t m_version{0};
};

} // namespace canbo::station
