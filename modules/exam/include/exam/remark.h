#pragma once

#include "exam/bundle.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::exam {

// Re-marking: what happens to a room after it is sealed. A request and the council's answer are events of the room's
// chain behind the seal; nothing before it changes, and the bundle is signed again by the room's key.

/// A request to look at an attempt again, and what the council answered.
struct Remark {
    std::int64_t request{0}; ///< Sequence of its event.
    std::string candidate;
    std::string reason;
    base::Time asked{};
    std::optional<base::Time> answered;
    std::string answered_by;     ///< The council's chairman.
    std::string answer;          ///< Why, in the council's words.
    std::map<int, double> marks; ///< By question of the paper, from 1: those that changed. None: all stay.
};
/// In the order asked.
std::vector<Remark> remarks_of(const RoomRecord& record);

/// Adds a request to a sealed room's record. @error NotFound the candidate was not admitted; Conflict a request of this
/// candidate waits for its answer; Closed the room is not sealed yet; InvalidInput
Result<void> ask_remark(RoomRecord& record, const std::string& candidate, const std::string& reason, base::Time now);
/// @error NotFound no such request; Conflict it was answered; Forbidden `by` is not the chairman; InvalidInput a
/// question that the paper does not have, or more than its mark
Result<void> answer_remark(RoomRecord& record, std::int64_t request, const std::string& by, const std::string& answer,
                           const std::map<int, double>& marks, base::Time now);

/// The room's results with what re-marking changed. Totals and who passed are computed again.
std::vector<ResultLine> reviewed_results(const RoomRecord& record);
/// What is impossible about the answers of a record: a question that the paper does not have, a mark beyond its own.
Result<void> check_remarks(const RoomRecord& record);
/// The event that sealed the room; null when it was not sealed.
const RoomEvent* seal_of(const RoomRecord& record);
/// Whether `later` holds everything of `earlier` and adds nothing to it but behind its last event.
bool adds_to(const RoomRecord& later, const RoomRecord& earlier);

} // namespace canbo::exam
