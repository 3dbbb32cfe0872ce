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
struct PackOrder {
    std::filesystem::path output;
    bool new_key{false}; ///< The exam's key is elsewhere by now: draw another one.
};
/// Seals and signs what was set up, list included; the exam's key is drawn at the first time and stays on the desk
/// until it is split. @error NotFound no list; InvalidInput the list does not fit the exam any more (all of it in
/// `issues`); Conflict key_is_elsewhere() and no new one is wanted; Storage
Result<PackedExam> pack_exam(const ExamDesk& desk, const base::SigningKey& packer, const PackOrder& order,
                             Issues& issues);
/// The exam was packed before and its key is not here: what a new key seals, the parts given out do not open.
bool key_is_elsewhere(const ExamDesk& desk);
/// That a package is the one packed last, of definition and list as they are saved now. @error Conflict
Result<void> require_current(const ExamDesk& desk, std::string_view package);
/// Whether something was saved after the last packing here.
bool saved_since_packing(const ExamDesk& desk);

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
struct JoinOrder {
    std::filesystem::path desk;      ///< Folder.
    std::string exam{};              ///< Which exam's it must be; empty: any.
    std::string key_id{};            ///< Of the exam as the office gives it; empty: not known.
    std::filesystem::path package{}; ///< Which it must open; empty: the desk's, where there is one.
    std::filesystem::path output{};  ///< Empty: with the exam on the desk.
};
struct JoinedKey {
    std::string exam, key_id;
    std::filesystem::path file;
};
/// Joins the key of its parts, files or texts, and keeps it once it is known to be the right one: nothing is written
/// before. @error as exam::join_shares(); InvalidInput another exam's; DigestMismatch another key than the package's;
/// Conflict it would take the place of a key that stands here only; Storage
Result<JoinedKey> join_exam_key(const JoinOrder& order, const std::vector<std::string>& parts);

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
