#pragma once

#include "exam/bundle.h"
#include "exam/room_replica.h"
#include "exam/station_sign.h"
#include "identity/chip_proof.h"
#include "identity/passive_authentication.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace canbo::exam {

/// Goes on by a clock that nobody can set, from the moment it was made. Safe from any thread.
class SteadyClock final : public base::Clock {
public:
    explicit SteadyClock(base::Time start) : m_start(start), m_since(std::chrono::steady_clock::now()) {}
    base::Time now() const override {
        return m_start +
               std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_since);
    }

private:
    base::Time m_start;
    std::chrono::steady_clock::time_point m_since;
};

/// What a room works on; borrowed, must outlive it.
struct RoomPorts {
    Database& database;
    RoomStore& store;
    const base::Clock& clock;
    /// The roots of chip cards that this desk admitted, asked for at each check-in.
    std::function<Result<identity::TrustAnchors>()> anchors;
};

/// A candidate at the invigilator's table.
struct CheckIn {
    enum class How { Card, Qr, ByHand };
    std::string candidate;
    int seat{0}; ///< 0: the roster's, else the next free one.
    How how{How::Card};
    std::string text;            ///< Card: the evidence file; Qr: what the code says.
    std::string reason;          ///< By hand: which paper was seen, and why no card.
    std::vector<std::string> by; ///< Invigilators; by hand two different ones.
    std::string late_reason;     ///< The chairman's, for who comes too late; one of `by` is the chairman.
};

struct Admission {
    std::string candidate, name;
    int seat{0};
    std::string pin;                             ///< Empty where the exam needs none.
    IdentityState identity{IdentityState::None}; ///< What the card reached before the face was looked at.
    std::vector<std::string> findings;           ///< Codes of identity's findings that a person should know.
};

/// What a station is to show, and until when.
struct StationView {
    int station{0};
    std::string exam, title, organiser, room, room_name;
    std::string room_key; ///< Public: what the room signs, deadlines and receipts, is verified with it.
    base::Time from{};    ///< When the exam begins.
    int minutes{0};
    std::string candidate, name, photo;
    std::optional<AttemptState> state; ///< Nothing: nobody sits there.
    bool signed_in{false};
    bool pin{true};
    base::Time now{};
    std::optional<base::Time> deadline;
    std::string deadline_signature; ///< The room's, Base64, over "<exam>\n<room>\n<candidate>\n<deadline>".
    std::int64_t next_sequence{1};  ///< The first that this station may give to an answer.
    int answered{0}, questions{0};
    std::string reason;            ///< Why it is paused or stopped.
    std::string receipt;           ///< When the attempt is over.
    std::optional<double> percent; ///< Where the exam shows the score.
};

struct SentAnswer {
    std::int64_t sequence{0};
    int slot{0};
    assessment::Response response;
    std::string station_time;
};

/// The room's word on one answer: only Stored and Again mean that it is kept.
struct Ack {
    enum class Word {
        Stored,
        Again, ///< It is kept already.
        Old,   ///< A newer answer is kept.
        Later, ///< The attempt is paused: to be sent again.
        Refused,
    };
    std::int64_t sequence{0};
    Word word{Word::Refused};
    ErrorCode code{ErrorCode::Internal}; ///< Why it was refused.
    std::string sentence;
};
std::string_view ack_name(Ack::Word word); ///< "stored", "again", "old", "later", "refused"

/// One line of the invigilators' board.
struct BoardLine {
    std::string candidate, name;
    int seat{0};
    std::string state; ///< attempt_name(); "rostered" for who has not come.
    int answered{0}, questions{0}, incidents{0};
    std::optional<std::chrono::milliseconds> remaining; ///< Below 0 in the moments before the end is written.
    std::optional<base::Time> deadline;
    std::optional<std::chrono::milliseconds> contact_age; ///< Since the station's last word; nothing: none yet.
    std::optional<std::chrono::milliseconds> ack_age;     ///< Since an answer of its was last acknowledged.
    bool station{false};                                  ///< A station stands at the seat.
    std::string reason;
};
/// A station of the room, whoever sits at it.
struct StationLine {
    int number{0};
    std::string name;
    std::optional<std::chrono::milliseconds> contact_age;
};
struct RoomBoard {
    std::string exam, room, title;
    base::Time now{}, from{}, to{};
    bool sealed{false};
    std::int64_t events{0};
    std::string head;
    int stations{0};
    std::vector<BoardLine> lines;           ///< By number.
    std::vector<StationLine> station_lines; ///< By number.
};

/// One exam in one room, from opening to sealing: every rule of what may happen when. What it says has happened is on
/// the disk. Killed at any moment and opened again it goes on where it was. Safe from any thread; answers that come at
/// the same moment share one write.
class ExamRoom {
public:
    /// Opens the room, or goes on with it. @error NotFound no such room; DigestMismatch what is stored does not fit
    /// this package; Storage
    static Result<std::unique_ptr<ExamRoom>> open(RoomPorts ports, ExamPackage package, std::string room,
                                                  std::string by);

    // The invigilators' table.
    /// What a card has to sign at the next check-in of this candidate. @error NotFound
    Result<identity::Purpose> purpose(const std::string& candidate);
    /// Lets a candidate in, or says why not; either is an event. @error NotFound not on the list; Conflict admitted
    /// before, here or in another room; Forbidden the card is somebody else's, refused, or not proven enough; the
    /// candidate is too late; two invigilators are needed; Closed the room is sealed; InvalidInput
    Result<Admission> admit(const CheckIn& in);
    /// Notes that an invigilator did not let somebody in, and why; no attempt is changed. @error NotFound; Closed;
    /// InvalidInput no reason
    Result<void> refuse(const std::string& candidate, const std::string& by, const std::string& reason);
    /// `candidate` empty: everybody who is at work. @error NotFound, Conflict, InvalidInput
    Result<void> pause(const std::string& candidate, const std::string& by, const std::string& reason, bool is_break);
    Result<void> resume(const std::string& candidate, const std::string& by);
    Result<void> add_time(const std::string& candidate, int minutes, const std::string& by, const std::string& reason);
    Result<int> move(const std::string& candidate, int seat, const std::string& by, const std::string& reason);
    Result<void> stop(const std::string& candidate, const std::string& by, const std::string& reason);
    Result<void> withdraw(const std::string& candidate, const std::string& by, const std::string& reason);
    Result<void> note(const std::string& candidate, const std::string& category, const std::string& by,
                      const std::string& text);
    /// An attempt that is over goes on by an order of the council. `by`: its chairman.
    Result<void> reopen(const std::string& candidate, const std::string& order, int minutes, const std::string& by,
                        const std::string& reason);
    RoomBoard board();
    /// What happened, the newest first, at most so much of it: with one candidate; "": with all of them.
    std::vector<RoomEvent> events(const std::string& candidate, std::size_t most);
    /// Ends the room and gives its record; again: the same record. @error Conflict somebody has not finished
    Result<RoomRecord> seal(const std::string& by);
    const ExamPackage& package() const { return m_package; }
    const std::string& room() const { return m_room; }

    // A standby on another machine (exam/room_replica.h).
    /// What came after that event and after these positions of the candidates' answers; at most so many records.
    RoomNews news(std::int64_t after, const std::map<std::string, std::int64_t>& positions, std::size_t most);
    /// The room's clock.
    base::Time board_time();
    /// How many events and answers there are.
    std::int64_t size();
    /// This machine was the standby and holds the room from now on.
    Result<void> take_over(const std::string& by);
    int takeovers();

    // The stations. `station` is the seat's number, which enrol() gave.
    /// A station of the room; the same id gets the same number again. @error Conflict every seat has a station
    Result<int> enrol(const std::string& id, const std::string& name, int wanted = 0);
    bool is_station(int station, const std::string& id);
    Result<StationView> view(int station);
    /// @error NotFound nobody sits there; Forbidden a wrong number; LockedOut too many wrong ones; Closed the window is
    /// over
    Result<StationView> sign_in(int station, const std::string& candidate, const std::string& pin);
    /// The paper's text. @error Conflict the attempt does not run
    Result<std::string> paper(int station);
    /// @error NotFound nobody sits there, or who sits there has not signed in; Storage nothing of it was kept
    Result<std::vector<Ack>> answer(int station, const std::vector<SentAnswer>& answers);
    /// The candidate hands in; again: the same receipt. @error Conflict, NotFound
    Result<std::string> finish(int station);
    /// What counts of this attempt's answers, for a station that has not given them all itself: the candidate moved.
    /// @error NotFound nobody sits there, or who sits there has not signed in
    Result<std::vector<SentAnswer>> held(int station);
    /// Notes what a station saw as incidents, whoever sits there; the same sign again is noted once, and nothing beyond
    /// a thousand. @error InvalidInput, TooLarge; Closed the room is sealed
    Result<void> signs(int station, const std::vector<StationSign>& seen);

    /// What time brings about: begin, end, silence. To be called about twice a second.
    Result<void> tick();
    /// A silence of this length is an event.
    static constexpr std::chrono::seconds silence{10};
    /// An answer may be this late on its way.
    static constexpr std::chrono::seconds grace{3};

private:
    struct Pending;
    using Steady = std::chrono::steady_clock;

    ExamRoom(RoomPorts ports, ExamPackage package, std::string room);
    Result<void> load(const std::string& by);
    base::Time now() const;
    const Candidate* on_list(const std::string& candidate) const;
    int extra_minutes(const std::string& candidate) const;
    const Paper& paper_of(const std::string& candidate);
    std::vector<std::string> at_work() const;

    RoomEvent event(RoomEvent::Kind kind, const std::string& candidate, const std::string& by, Json data) const;
    Result<void> write(std::vector<RoomEvent> events, const std::string& admit = {});
    Result<void> write(RoomEvent one, const std::string& admit = {});
    Result<void> change(RoomEvent::Kind kind, const std::string& candidate, const std::string& by, Json data);

    struct Proof;
    Result<Proof> prove(const CheckIn& in, const Candidate& candidate);
    Result<Proof> prove_by_card(const CheckIn& in, const Candidate& candidate);
    Result<Proof> prove_by_qr(const CheckIn& in, const Candidate& candidate);
    Result<Proof> prove_by_hand(const CheckIn& in);
    Result<void> check_time(const CheckIn& in) const;
    Result<int> seat_for(const CheckIn& in, const Candidate& candidate) const;
    Error refused(const CheckIn& in, Error why);

    Result<const Attempt*> seated(int station);
    Result<const Attempt*> signed_in(int station);
    StationView view_of(int station);
    Result<void> touch(int station);
    void take(std::vector<Pending*>& batch);
    Result<Ack> judge(const Attempt& attempt, const SentAnswer& sent);
    std::string receipt_of(const Attempt& attempt);
    void remember_sign(const RoomEvent& event);
    BoardLine line_of(const Candidate& candidate);

    RoomPorts m_ports;
    ExamPackage m_package;
    std::string m_room, m_place;
    std::mutex m_queue_mutex;
    std::vector<Pending*> m_queue;
    mutable std::mutex m_mutex; ///< Everything below.
    std::optional<RoomState> m_state;
    std::chrono::milliseconds m_ahead{0};
    std::vector<RoomEvent> m_events;
    std::map<std::string, AnswerChain> m_answers;
    std::map<std::string, Paper> m_papers;
    std::map<std::string, std::string> m_nonces;
    std::map<std::string, int> m_incidents;
    std::map<int, std::set<std::int64_t>> m_signs; ///< Numbers of the signs that each station has told.
    std::map<int, Steady::time_point> m_contact, m_acked;
    std::map<int, std::vector<Steady::time_point>> m_wrong_pins;
};

/// Is the view's deadline the room's word? True for a view without one.
bool is_signed(const StationView& view);

/// @error DigestMismatch not this room's word
Result<Json> verify_receipt(std::string_view receipt, std::string_view room_key);

} // namespace canbo::exam
