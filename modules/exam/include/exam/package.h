#pragma once

#include "base/crypto.h"
#include "exam/candidate.h"
#include "exam/sealed_file.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::exam {

/// Everything a room needs to hold an exam, sealed with the exam's key and signed by who packed it.
struct ExamPackage {
    Exam exam;
    std::vector<Candidate> roster;
    std::string paper_key; ///< 32 bytes: papers follow from it.
    std::string pin_key;   ///< 32 bytes: the candidates' numbers to sign in with.
    struct RoomKey {
        base::SigningKey key;    ///< With which the room signs its bundle.
        std::string certificate; ///< The packer's signature over room_claim().
    };
    std::map<std::string, RoomKey> room_keys; ///< By the room's slug.
    std::string signer;                       ///< Public key of who packed it, 32 bytes.
};

/// What the packer signs for each room: that this key is this room's in this exam.
std::string room_claim(std::string_view exam, std::string_view room, std::string_view public_key);

/// Draws the keys that a new package needs.
ExamPackage make_package(Exam exam, std::vector<Candidate> roster, const base::SigningKey& packer);
/// @error InvalidInput
Result<std::string> write_package(const ExamPackage& package, std::string_view exam_key,
                                  const base::SigningKey& packer);

/// The open head of a package: `{"exam", "title", "key", "signer", "from", "to"}`. @error as read_sealed_file()
Result<Json> package_head(std::string_view file);
/// @error DigestMismatch changed, or another exam's key; InvalidInput; NewerVersion
Result<ExamPackage> open_package(std::string_view file, std::string_view exam_key);

/// What a candidate types to sign in: six digits that follow from the key, so that slips can be printed again.
std::string pin_of(std::string_view pin_key, std::string_view candidate);

Json roster_to_json(const std::vector<Candidate>& roster);
/// @error InvalidInput
Result<std::vector<Candidate>> roster_from_json(const Json& json);
/// An exam that was checked before it was sealed. @error InvalidInput
Result<Exam> stored_exam(const Json& json);

} // namespace canbo::exam
