#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "training/drill_result.h"
#include "training/mailbox.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace canbo::training {

/// How the learner answers: `action` to a message, `choice` (position among the scene's choices) in a scene.
struct DrillReply {
    std::optional<MailAction> action;
    std::optional<std::size_t> choice;
    Certainty certainty{Certainty::Unsure};
};

/// Where one item of a session stands:
///
///     Waiting -> Presented -> Right  -> Closed
///                          -> Missed -> LessonSeen -> Closed, and a re-test waits at the end of the session
enum class DrillState { Waiting, Presented, Right, Missed, LessonSeen, Closed };
std::string_view state_name(DrillState state); ///< "lesson-seen"

/// One item put before the learner.
struct DrillTurn {
    std::string item;      ///< Id of a message or scene.
    std::string retest_of; ///< The item that was missed; empty the first time.
    DrillState state{DrillState::Waiting};
    std::optional<DrillReply> reply;
    bool right{false};
};

/// Some messages of a mailbox, or some scenes, in an order drawn from a seed; stored, not drawn again. A value.
struct DrillSession {
    std::string id; ///< UUID.
    std::string course;
    std::string version;
    DrillKind kind{DrillKind::Mailbox};
    std::uint64_t seed{0};
    base::Time begun{};
    std::vector<DrillTurn> turns; ///< Re-tests come at the end.

    /// The turn that is Presented, Right, Missed or LessonSeen; nullptr when the session is at its end.
    const DrillTurn* current() const;
    std::size_t closed() const;
    bool finished() const { return current() == nullptr; }
};

/// Draws a session of at most `count` items; a mailbox holds traps and good messages in their own share.
/// @error NotFound the course has no such items
Result<DrillSession> begin_drill(const Mailbox& mailbox, const Course& course, DrillKind kind, std::size_t count,
                                 std::uint64_t seed, base::Time now);

/// Takes the answer to what is presented. The result is for keeping and sending; `seconds`: how long it took.
/// @error Conflict nothing is presented; InvalidInput no action for a message, no such choice in a scene
Result<DrillResult> answer_drill(DrillSession& session, const Mailbox& mailbox, const DrillReply& reply,
                                 base::Time now);

/// The short lesson after a miss was read. A re-test is drawn: another item of the same topic and kind where one is
/// left, else the same. @error Conflict nothing was missed
Result<void> see_drill_lesson(DrillSession& session, const Mailbox& mailbox);

/// Closes what is answered and presents the next. @error Conflict it is not answered yet, or its lesson not seen
Result<void> next_in_drill(DrillSession& session);

/// Red flags of an item in words: a message's cues, or what speaks for and against each choice of a scene.
struct DrillFlag {
    std::string where; ///< Text in the message; the choice's text.
    std::string why;
    bool good{false}; ///< A choice that is right.
};
std::vector<DrillFlag> drill_flags(const Mailbox& mailbox, const std::string& item);

/// What an item says of itself, for both kinds.
struct DrillItem {
    std::string topic;
    std::string lesson;
    std::string why;
    bool trap{true}; ///< False for a message that is what it says.
};
std::optional<DrillItem> drill_item(const Mailbox& mailbox, const std::string& item);

/// About two minutes of a lesson (400 words): its title and the sections that have most to do with `about`, in their
/// order. Markdown in and out.
std::string short_lesson(std::string_view markdown, std::string_view about);

/// What a desk keeps of one learner's drills in a course. Says where somebody was wrong: kept sealed, never logged.
struct DrillLog {
    std::optional<DrillSession> session; ///< The last one.
    std::vector<DrillResult> results;    ///< Of all sessions, oldest first.
};
Json drill_log_to_json(const DrillLog& log);
/// @error InvalidInput
Result<DrillLog> drill_log_from_json(const Json& json);
/// Results of both, each once by its id: those of `kept` first. An answer once given is never lost.
std::vector<DrillResult> unite_results(std::vector<DrillResult> kept, const std::vector<DrillResult>& more);

class DrillStore {
public:
    virtual ~DrillStore() = default;
    /// Empty when no drill was begun. @error Storage
    virtual Result<DrillLog> load(const std::string& course) = 0;
    /// On the disk when it returns. Results are united with those kept already: nothing that another program or the
    /// exchange with the office brought meanwhile is lost. @error Storage
    virtual Result<void> save(const std::string& course, const DrillLog& log) = 0;
    /// Adds those that are not there; the session stays. @error Storage
    virtual Result<void> add_results(const std::string& course, const std::vector<DrillResult>& results) = 0;
};

} // namespace canbo::training
