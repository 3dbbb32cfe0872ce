#pragma once

#include "assessment/item_statistics.h"
#include "base/workbook.h"
#include "exam/bundle.h"

#include <string>
#include <vector>

namespace canbo::exam {

/// A room's record out of a bundle that holds.
struct SealedRoom {
    RoomRecord record;
    std::string bundle; ///< SHA-256 of the bundle file, hex.
    Json head{};        ///< The bundle's open head: who signed it.
};

/// One line of the result list of a whole exam.
struct ExamLine {
    std::string room; ///< Slug; empty: on the list of no room, and admitted to none.
    std::string name;
    base::Day birth{};
    ResultLine result;
};

struct RoomSummary {
    std::string room, name;
    std::string bundle; ///< SHA-256; empty: the room's bundle is not here.
    std::size_t listed{0}, present{0}, passed{0};
};

/// How one question did over all papers it was drawn into.
struct ItemFigures {
    std::string bank, name, category;
    assessment::SlotStatistics statistics; ///< `slot`: its place in this list, from 1.
};

/// The results of an exam over its rooms. Nothing is taken from a bundle's own list: lines, marks and figures come from
/// records that check_bundle() computed again.
struct ExamResults {
    Exam exam;
    std::vector<RoomSummary> rooms;      ///< As the exam names them.
    std::vector<ExamLine> lines;         ///< By number; who was in two rooms stands there twice.
    std::vector<BundleFinding> findings; ///< "in-two-rooms", "other-exam", "room-twice"; warnings: "room-missing".
    std::vector<ItemFigures> items;      ///< By bank, in the bank's order; only what was on a paper.
    std::string digest;                  ///< SHA-256 over the exam, the rooms' bundles and every line.

    /// Every room is here and nothing contradicts.
    bool complete() const;
};

/// Joins the rooms. `roster`: the whole list, so that nobody of it is left out; empty: only who stands in a record.
/// @error InvalidInput no room; as make_paper()
Result<ExamResults> consolidate(const std::vector<SealedRoom>& rooms, const std::vector<Candidate>& roster);
Json results_to_json(const ExamResults& results);

/// Results, rooms and questions as sheets with real numbers, percentages and dates; in the chosen language.
base::Workbook results_workbook(const ExamResults& results);

/// "passed", "not passed", "absent", …: msgid.
const char* outcome_msgid(const ResultLine& line);

} // namespace canbo::exam
