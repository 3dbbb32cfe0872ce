#pragma once

#include "exam/package.h"
#include "exam/score.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::exam {

/// Everything that happened in a room, as it is sealed: whoever has it and the exam's key can check all of it again.
struct RoomRecord {
    Exam exam;
    std::string room;
    std::vector<Candidate> roster; ///< As far as it concerns the room, by number.
    std::string paper_key;
    std::vector<RoomEvent> events; ///< Ends with Sealed.
    std::map<std::string, std::vector<AnswerRecord>> answers;
    std::vector<ResultLine> results;
    std::map<std::string, std::string> receipts; ///< By candidate: what each was given, signed by the room.
};

/// What the last event says of everything else: `{"exam", "roster", "papers", "results", "receipts"}` (SHA-256 each)
/// and
/// `{"heads": {candidate: head of the answers}}`. @error as score_room(), make_paper()
Result<Json> seal_digests(const RoomRecord& record);

/// The bundle file: sealed with the exam's key, signed by the room over every byte before the signature.
/// `room_key`: with the packer's certificate, which goes into the open head. @error InvalidInput
Result<std::string> write_bundle(const RoomRecord& record, std::string_view exam_key,
                                 const ExamPackage::RoomKey& room_key, std::string_view packer);
/// The canonical inside of a bundle. @error InvalidInput
Result<std::string> record_text(const RoomRecord& record);

/// One thing that a check found.
struct BundleFinding {
    std::string code;     ///< Stable word, e.g. "events-changed".
    bool error{true};     ///< Else a warning: the bundle may still be valid.
    std::string sentence; ///< One whole English sentence (msgid).
    std::string where;    ///< Candidate, event, question; never more than their numbers.
};

struct BundleReport {
    std::vector<BundleFinding> findings;
    Json head;                        ///< Open head; null when the file is none.
    std::optional<RoomRecord> record; ///< When it could be opened, valid or not.
    bool valid() const;
};

/// Checks a bundle on any machine. `exam_key` empty: only the signatures can be checked, which a warning says.
/// `packers`: public keys of who may pack exams; without the right one a warning says so.
BundleReport check_bundle(std::string_view file, std::string_view exam_key, const std::vector<std::string>& packers);

/// Only the inside: chain of events, what the last event says of everything else, chains of answers, papers made again,
/// scores computed again. Findings go into `report`, the record too.
void check_record(std::string_view text, BundleReport& report);

} // namespace canbo::exam
