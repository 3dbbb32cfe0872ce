#pragma once

#include "base/issues.h"
#include "common/exam_travel.h"

#include <filesystem>
#include <string>
#include <vector>

namespace canbo::apps {

// What the standing office or a council does with an exam on its desk, by a command or in the window.

struct PackedExam {
    std::string digest; ///< SHA-256 of the package.
    std::string key_id, packer;
};
/// Seals and signs what was set up, list included, into `output`; the exam's key is drawn at the first time and stays
/// on the desk until it is split. @error NotFound no list; InvalidInput the list does not fit the exam any more (all of
/// it in `issues`); Storage
Result<PackedExam> pack_exam(const ExamDesk& desk, const base::SigningKey& packer, const std::filesystem::path& output,
                             Issues& issues);

struct SplitKey {
    std::string key_id;
    std::vector<std::filesystem::path> files;
};
/// Three parts of the exam's key as files of `folder`, two of which open it. `keep`: the whole key stays on this desk.
/// @error NotFound the key is not here; Storage
Result<SplitKey> split_exam_key(const ExamDesk& desk, const std::filesystem::path& folder, bool keep);
/// Whether that key of the exam is known here to stand in parts at its council, too.
bool has_parts(const ExamDesk& desk, const std::string& key);

/// Parts as files, or as the text their holders typed. @error NotFound, TooLarge
Result<std::vector<std::string>> share_texts(const std::vector<std::string>& given);
/// Joins the key and keeps it in `output`; empty: with the exam on this desk. @returns the exam
/// @error as exam::join_shares(); Storage
Result<std::string> join_exam_key(const std::filesystem::path& desk, const std::vector<std::string>& shares,
                                  std::filesystem::path output = {});

/// One list of all rooms, computed again from what was collected: nothing is taken from an earlier one.
struct ConsolidatedExam {
    CollectedExam collected;
    exam::ExamResults results;
};
/// @error as open_collected(), exam::consolidate()
Result<ConsolidatedExam> consolidate_exam(const ExamDesk& desk, const exam::PublishedExam& published,
                                          const std::string& key);

/// A record to which something was added behind the seal, as a bundle signed by the room's key, which stands in
/// `package`. @error InvalidInput a package of another exam; as exam::open_package()
Result<std::string> sign_again(const exam::RoomRecord& record, const std::filesystem::path& package,
                               const std::string& key);

} // namespace canbo::apps
