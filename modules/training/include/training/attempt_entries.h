#pragma once

#include "ledger/kinds.h"
#include "training/admission.h"
#include "training/attempts.h"

#include <string>
#include <vector>

namespace canbo::training {

/// Id of the event that notes the answer to one question of an attempt: the same wherever it is made.
std::string event_id(const std::string& attempt, int slot);

/// Held against the attempt's log: the events that heads name are those the log holds. @error DigestMismatch `where` =
/// sequence of the event
Result<void> check_heads(const assessment::AttemptLog& log, const std::vector<AttemptHead>& heads);

/// What can be said of a finished attempt's log without the course: chain, heads, whose it is, its beginning, its end,
/// and that no event does what a learner may not. @error DigestMismatch, InvalidInput, Forbidden
Result<void> check_report(const AttemptReport& report, const std::string& attempt, const std::string& learner,
                          const std::vector<AttemptHead>& heads);

/// The office's rules for the two kinds.
Result<void> admit_attempt(const ledger::Admission& in, const KnownCourse& known);
Result<void> admit_attempt_head(const ledger::Admission& in);

} // namespace canbo::training
