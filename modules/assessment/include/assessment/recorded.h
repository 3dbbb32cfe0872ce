#pragma once

#include "assessment/attempt.h"
#include "base/json.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::assessment {

/// State and mark after one step.
struct TraceRow {
    AttemptState state{AttemptState::Todo};
    std::optional<double> mark;
};

/// An attempt as another engine recorded it: what it was asked, the stored draw, and what was sent.
struct RecordedAttempt {
    Json id;
    std::unique_ptr<Question> question;
    std::string behaviour;
    double max_mark{1};
    Response first;
    std::vector<std::optional<Response>> steps; ///< Nothing = the attempt was finished.
    std::vector<TraceRow> trace;                ///< What the other engine made of each step; may be empty.
};

/// Reads a row {id, type, spec, behaviour, penalty, hints, maxmark, init, steps, trace}. Types: truefalse,
/// multichoice_single, multichoice_multi, shortanswer, numerical, match. @error InvalidInput (`where` = the field)
Result<RecordedAttempt> read_recorded_attempt(const Json& row);

/// Takes every step of the row and tells state and mark after each. Consumes the row's question.
Result<std::vector<TraceRow>> replay(RecordedAttempt row);

Json trace_to_json(const std::vector<TraceRow>& trace);
/// Same states, marks within 1e-6.
bool same_trace(const std::vector<TraceRow>& a, const std::vector<TraceRow>& b);

/// A question as Moodle dumps its definition (`qtype` its type): every type of this module.
/// @error InvalidInput (`where` = the field)
Result<std::unique_ptr<Question>> read_moodle_question(const std::string& qtype, const Json& definition);

/// What came of a recorded walk through a question.
struct WalkthroughReport {
    struct Failure {
        std::string test;
        std::size_t event{0};
        std::string expected;
        std::string got;
    };
    /// What must have happened before that event although it was not recorded.
    struct Inferred {
        std::string test;
        std::size_t event{0};
        std::string what;
    };
    std::size_t passed{0};
    std::vector<Failure> failures;
    std::vector<Inferred> inferred;
};

/// Plays a row {test, attempts: [{qtype, question, behaviour, maxmark, init, events}]}. An event is {"expect":
/// {"state"| "mark"}} or {"do": …}: {"submit": response}, "finish", "regrade", {"manual_grade": {comment, mark}};
/// and, where a recording left them out, {"edit": {pointer: value}} (the definition changes; before the first action
/// the attempt begins anew), {"regrade": {"finish": bool}}, {"max_mark": number}, "build_on_last" (a new attempt that
/// begins where this one ended). Two things are inferred and told: where an open state is expected right after a
/// finished one, the next attempt was built on the last; a unit that was chosen from a list is one of the question's.
/// @error InvalidInput the row cannot be read
Result<void> play_walkthrough(const Json& row, WalkthroughReport& report);

/// A JSON response (an object, or an empty list) as the engine takes it. @error InvalidInput
Result<Response> response_from_json(const Json& json);
Json response_to_json(const Response& response);

} // namespace canbo::assessment
