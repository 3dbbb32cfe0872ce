#pragma once

#include "assessment/attempt.h"
#include "base/clock.h"
#include "base/json.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace canbo::assessment {

/// One thing that happened in an attempt. Immutable once written; `hash` covers everything else in it and `previous`.
struct AttemptEvent {
    enum class Kind { Start, Answer, Finish, Remark, Clock };
    long long sequence{0}; ///< From 0, without gaps.
    Kind kind{Kind::Start};
    int slot{0}; ///< Question of the paper; 0 = the attempt as a whole.
    /// What was drawn (Start; of slot 0: from what the paper was drawn), sent (Answer, Remark) or seen (Clock).
    Response data;
    base::Time wall{};                      ///< The machine's clock, as it stood.
    std::chrono::milliseconds monotonic{0}; ///< Since the attempt began, by a clock nobody can set.
    std::string previous;                   ///< Hash of the event before; of the attempt's id for the first.
    std::string hash;                       ///< SHA-256, hex.
};

/// The events of one attempt, each linked to the last by its hash.
class AttemptLog {
public:
    explicit AttemptLog(std::string attempt_id) : m_id(std::move(attempt_id)) {}

    const std::string& id() const { return m_id; }
    const std::vector<AttemptEvent>& events() const { return m_events; }
    /// Appends and seals an event; to be stored before the screen says so.
    const AttemptEvent& append(AttemptEvent::Kind kind, int slot, Response data, base::Time wall,
                               std::chrono::milliseconds monotonic);
    /// Hash of the newest event: what a receipt names, so that a log cut short is found too.
    std::string head() const;

    Json to_json() const;
    /// Reads without judging: verify() judges. @error InvalidInput
    static Result<AttemptLog> from_json(const Json& json);

private:
    std::string m_id;
    std::vector<AttemptEvent> m_events;
};

/// Finds any change, removal, reorder or insertion: sequence, links and hashes of the whole log, and that it ends in
/// `head` where the office has one. @error DigestMismatch `where` = sequence of the first event that does not fit
Result<void> verify(const AttemptLog& log, const std::string& head = {});

/// A question of the paper, as the office has it.
struct PaperSlot {
    std::unique_ptr<Question> question;
    std::string behaviour;
    double max_mark{1};
};

/// Takes every event again and says where each question ended, by slot. @error DigestMismatch as verify();
/// InvalidInput an event that the paper does not allow (`where` = its sequence)
Result<std::map<int, QuestionAttempt>> replay_log(const AttemptLog& log,
                                                  const std::function<Result<PaperSlot>(int slot)>& paper);

/// What happens when time runs out.
enum class Overdue { Submit, Grace, Abandon };

struct TimeLimit {
    std::chrono::milliseconds limit{0}; ///< 0 = none.
    std::chrono::milliseconds grace{0}; ///< Only to send, not to answer, where Overdue::Grace.
    Overdue overdue{Overdue::Submit};
};

/// Where an attempt stands in time. All by the monotonic clock: setting the machine's clock changes nothing.
enum class TimeState { Open, Grace, SubmitNow, Abandoned };
TimeState time_state(const TimeLimit& limit, std::chrono::milliseconds elapsed);

/// How far the machine's clock was set between two events: wall time passed minus monotonic time passed, when that is
/// more than `tolerance`; else 0.
std::chrono::milliseconds clock_change(const AttemptEvent& before, const AttemptEvent& now,
                                       std::chrono::milliseconds tolerance = std::chrono::seconds(5));

} // namespace canbo::assessment
