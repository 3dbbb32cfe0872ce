#pragma once

#include "exam/exam_results.h"
#include "ledger/entry_desk.h"
#include "ledger/kinds.h"
#include "ledger/pieces.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::exam {

// An exam in the office's ledger: its package goes to the rooms' desks, its key waits for its time, sealed rooms come
// back, two members of the council decide, and each candidate gets what is theirs. Everything is an entry; packages and
// bundles travel in pieces and stay sealed with a key that the office never sees open.

/// Kinds of entries; invigilators, councils and the standing office read them, exam-key nobody.
inline constexpr const char* package_kind = "exam-package"; ///< Subject: the exam.
inline constexpr const char* key_kind = "exam-key";         ///< Subject: the exam.
inline constexpr const char* bundle_kind = "exam-bundle";   ///< Subject: "exam/room".

/// An exam as the office gives it to its rooms.
struct PublishedExam {
    std::string exam, title;
    base::Time from{}, to{};
    base::Time opens{}; ///< The office gives the parts of the key that it keeps from then on, by its own clock.
    std::string key;    ///< exam_key_id()
    std::string packer; ///< Public key, 32 bytes.
    std::vector<ExamRoomPlace> rooms;
    ledger::PiecedFile file;
};
Json published_to_json(const PublishedExam& exam);
PublishedExam published_from_json(const Json& json, Issues& issues);

/// Gives a package to the rooms' desks; again with another package: that one counts from then on.
/// @error Forbidden; InvalidInput no package, or of another exam; Closed it has begun; Storage
Result<std::string> publish_exam(const ledger::EntryDesk& desk, ledger::BlobStore& blobs, const Exam& exam,
                                 std::string_view package, base::Time opens);
/// What counts of each exam, by name. @error Storage
Result<std::vector<PublishedExam>> load_published(Transaction& tx, const ledger::EntryDesk& desk);
/// @error NotFound; Storage
Result<PublishedExam> find_published(Transaction& tx, const ledger::EntryDesk& desk, const std::string& exam);

/// Gives parts of the exam's key into the office's keeping. They are sealed to the office's key: nobody reads them out
/// of the ledger, and the office gives them out from PublishedExam::opens on.
/// @error Forbidden; InvalidInput no part, or another exam's; Storage
Result<std::string> deposit_key(const ledger::EntryDesk& desk, std::string_view office_key, const std::string& exam,
                                const std::vector<std::string>& parts);
/// At the office. @error NotFound no such exam, or nothing was given; Closed its time has not come; Storage
Result<std::vector<std::string>> released_parts(Transaction& tx, ledger::EntryStore& entries, const std::string& exam,
                                                const base::SigningKey& office, base::Time now);

/// A sealed room that came to the office, or waits to go there.
struct SentBundle {
    std::string entry; ///< Id.
    std::string exam, room;
    std::string sent_by;
    ledger::PiecedFile file;
    std::string extends{}; ///< SHA-256 of the bundle to which the council added behind the seal; empty: the room's own.
};
/// Sends a room's bundle; it waits on the desk while there is no line. A member of the council may send one to which
/// something was added behind the seal (exam/remark.h). `built_on`: SHA-256 of the bundle to which it was added; where
/// that is not the last one known, somebody else's answer would be lost. @error Forbidden; InvalidInput no bundle;
/// NotFound the exam was not published; Conflict another bundle of the room was sent; Storage
Result<std::string> send_bundle(const ledger::EntryDesk& desk, ledger::BlobStore& blobs, std::string_view bundle,
                                std::string_view built_on = {});
/// Of each room the first, which the room itself sealed, and the last, which counts; the same where nothing was added.
struct RoomBundles {
    SentBundle first, last;
};
/// By room. @error Storage
Result<std::vector<RoomBundles>> load_bundles(Transaction& tx, const ledger::EntryDesk& desk, const std::string& exam);

/// What this desk's record, which only grows, has of an exam.
struct ExamTraces {
    std::size_t entries{0};          ///< Of all kinds of exams.
    std::vector<std::string> pieces; ///< SHA-256 of each piece of its package and bundles, once each.
    std::size_t kept{0}; ///< How many of them are among the desk's attachments: sealed, and without the key.
};
/// @error Storage
Result<ExamTraces> traces_of(Transaction& tx, const ledger::EntryDesk& desk, ledger::BlobStore& blobs,
                             const std::string& exam);

/// All kinds of exams (exam/release.h and exam/remark_request.h too): the office's rules, and who reads what.
void register_kinds(ledger::KindRegistry& registry);

/// What the office asks; each is the rule of one kind.
Result<void> admit_package(const ledger::Admission& in);
Result<void> admit_key(const ledger::Admission& in);
Result<void> admit_bundle(const ledger::Admission& in);

} // namespace canbo::exam
