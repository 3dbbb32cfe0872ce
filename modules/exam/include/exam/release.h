#pragma once

#include "exam/exam_office.h"
#include "exam/results_forms.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::exam {

// The council's decision about the results of an exam, and what each candidate gets of them.

inline constexpr const char* release_kind = "exam-release";           ///< Subject: the exam.
inline constexpr const char* confirmation_kind = "exam-confirmation"; ///< Subject: the exam.
inline constexpr const char* result_kind = "exam-result"; ///< Subject: "exam/candidate"; its account reads it.

/// One account of the council proposes it, another confirms it; each has computed the results from the rooms' bundles
/// on a desk of its own.
struct Release {
    std::string entry; ///< Id of the proposal.
    std::string exam;
    std::string digest; ///< ExamResults::digest
    std::string number; ///< Of the letter; may be empty.
    base::Day date{};
    std::vector<RoomSummary> rooms; ///< Names and bundles.
    std::size_t candidates{0}, passed{0}, absent{0};
    std::string proposed_by;
    std::string confirmed_by; ///< Empty: it does not count yet.

    CouncilDecision decision() const { return {number, date, proposed_by, confirmed_by}; }
};

/// Also after a release, when re-marking changed the results. @error Forbidden; Conflict rooms are missing, something
/// contradicts, or these results are released; Storage
Result<std::string> propose_release(const ledger::EntryDesk& desk, const ExamResults& results,
                                    const std::string& number, base::Day date);
/// What the council decided about an exam.
struct Decisions {
    std::optional<Release> counts;  ///< The last that two accounts agreed on.
    std::optional<Release> pending; ///< Proposed after it, and waiting for the second account.
};
/// @error Storage
Result<Decisions> load_decisions(Transaction& tx, const ledger::EntryDesk& desk, const std::string& exam);

/// What a candidate gets: the own line, with what proves it.
struct OwnResult {
    std::string exam, title, room, account, name;
    std::string release;     ///< Id of the proposal.
    std::string digest;      ///< Of all results, as the decision names it.
    std::string bundle;      ///< SHA-256 of the room's bundle; empty for who was in no room.
    std::string room_key;    ///< Public, 32 bytes.
    std::string certificate; ///< The packer's word that this is the room's key.
    std::string packer;      ///< Public, 32 bytes.
    std::string receipt;     ///< The room's signed word at the end of the attempt; empty for who was absent.
    ResultLine line;
    std::vector<AnswerRecord> answers; ///< The whole chain; empty when it is too long to travel.
};
Json own_to_json(const OwnResult& result);
OwnResult own_from_json(const Json& json, Issues& issues);
/// The results of everybody on the list who has an account.
std::vector<OwnResult> own_results(const ExamResults& results, const std::vector<SealedRoom>& rooms,
                                   const std::vector<Candidate>& roster, const Release& release);
/// What does not hold of it: the chain of answers up to the head of the line, that head in the room's receipt, the
/// receipt by the room's key, that key by the packer. The marks follow from the paper, which stays the council's.
std::vector<BundleFinding> check_own(const OwnResult& result);

/// Makes the decision count and gives everybody their own result. @error Forbidden the same account; NotFound nothing
/// was proposed; Conflict these are other results than those proposed, or they are released; Storage
Result<std::string> confirm_release(const ledger::EntryDesk& desk, const ExamResults& results,
                                    const std::vector<SealedRoom>& rooms, const std::vector<Candidate>& roster);
/// What the person at the desk was given, the last of each exam. @error Storage
Result<std::vector<OwnResult>> load_own(Transaction& tx, const ledger::EntryDesk& desk);

/// What the office asks; each is the rule of one kind.
Result<void> admit_release(const ledger::Admission& in);
Result<void> admit_confirmation(const ledger::Admission& in);
Result<void> admit_result(const ledger::Admission& in);
std::string result_audience(const ledger::Entry& entry);

} // namespace canbo::exam
