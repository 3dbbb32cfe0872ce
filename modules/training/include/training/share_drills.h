#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "ledger/kinds.h"
#include "training/drill.h"
#include "training/drill_map.h"
#include "training/learning_desk.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// Kind of an entry with answers one learner gave in the drills of one course. Says where a person was wrong: only the
/// learner and the standing office read it.
inline constexpr const char* drill_kind = "drill-results";
inline constexpr std::size_t most_results_an_entry = 1000;

/// {"course", "results": [drill_result_to_json, …]}
Json drill_part_to_json(const std::string& course, const std::vector<DrillResult>& results);
/// Problems go into `issues`; their sentences hold no outcome.
std::vector<DrillResult> drill_part_from_json(const Json& json, std::string& course, Issues& issues);

/// Before an exchange: puts into the outbox what no entry holds yet; again it changes nothing. @returns the number of
/// entries. @error Storage
Result<std::size_t> send_drills(const LearningDesk& desk, DrillStore& store, const std::vector<std::string>& courses);
/// After an exchange: what other devices of the learner did comes into the log kept here. @returns the number of
/// results. @error Storage
Result<std::size_t> take_drills(const LearningDesk& desk, DrillStore& store, const std::vector<std::string>& courses);

/// Every result this desk may see, for map_risk(): at the standing office those of all. Of two with one id the first
/// counts. Cost: reads every entry of the kind. @error Storage
Result<std::vector<DrillObservation>> load_observations(Transaction& tx, const LearningDesk& desk);

/// The office's rule.
Result<void> admit_drills(const ledger::Admission& in);

} // namespace canbo::training
