#pragma once

#include "exam/exam_results.h"
#include "exam/results_forms.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::exam {

/// The council's decision that made the results count.
struct ArchivedDecision {
    std::string digest; ///< ExamResults::digest
    CouncilDecision decision;
};

/// An exam that is over, as it is kept: whoever has the file and the exam's key can make every paper of it again, byte
/// for byte, and check everything that was checked before.
struct ExamArchive {
    std::string package; ///< The file.
    struct Room {
        std::string room;
        std::string bundle; ///< The file that counts.
        std::string first;  ///< What the room itself sealed, where something was added behind the seal; else empty.
    };
    std::vector<Room> rooms; ///< As the exam names them.
    ArchivedDecision released;
    base::Time made{};
    std::string made_by;    ///< Account.
    base::Day keep_until{}; ///< By the office's own rule; then it may be destroyed.
};

/// Sealed with the exam's key, signed by `signer` over every byte before the signature. The open head names exam,
/// title, key, day until which it is kept, and every file inside with its SHA-256; it names no person but who made it.
/// @error InvalidInput no package; as open_package()
Result<std::string> write_archive(const ExamArchive& archive, std::string_view exam_key,
                                  const base::SigningKey& signer);
/// The open head. @error as read_sealed_file()
Result<Json> archive_head(std::string_view file);
/// Opens it without judging what is inside. @error as read_sealed_file(); DigestMismatch another exam's key
Result<ExamArchive> open_archive(std::string_view file, std::string_view exam_key);

/// What a check of an archive found, and what is inside where it could be opened.
struct ArchiveReport {
    std::vector<BundleFinding> findings;
    Json head;
    std::optional<ExamArchive> archive;
    std::optional<ExamPackage> package;
    std::vector<SealedRoom> rooms;
    std::optional<ExamResults> results;
    bool valid() const;
};
/// Everything again, on any machine: the signature, each bundle as check_bundle() does, seals that nothing was changed
/// behind, all rooms as one list, and that list against the digest that was decided about. `exam_key` empty: only the
/// signature, which a warning says. `signers`: public keys of who may archive; without the right one a warning says so.
ArchiveReport check_archive(std::string_view file, std::string_view exam_key, const std::vector<std::string>& signers);

} // namespace canbo::exam
