#pragma once

#include "common/exam_setup.h"
#include "exam/archive.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace canbo::apps {

/// What a desk remembers of an exam that it archived: FOLDER/archive.json.
struct KeptArchive {
    std::filesystem::path file;
    std::string digest; ///< SHA-256 of the file.
    base::Day keep_until{};
    bool cleared{false}; ///< The exam's folder was emptied; what travelled stays in the office's and the desk's record.
};
/// Nothing where it was not archived here.
std::optional<KeptArchive> kept_archive(const ExamDesk& desk);

struct ArchiveOrder {
    std::filesystem::path file;
    int keep_years{2};
    std::string by; ///< Account.
    base::Time now{};
    bool replace{false}; ///< A file that stands there is written over.
};
/// @error Conflict a file stands there and is not to be replaced
Result<void> require_free(const std::filesystem::path& file, bool replace);
/// Puts a released exam into one file, reads it from the disk again and checks it before anything is remembered.
/// @error Conflict a file stands there, the results were not released, or they are others by now; as
/// consolidate_exam(), write_archive()
Result<KeptArchive> archive_exam(const ExamDesk& desk, const exam::PublishedExam& published,
                                 const std::optional<exam::Release>& released, const std::string& key,
                                 const base::SigningKey& signer, const ArchiveOrder& order);

/// Takes the lists, packages, rooms, bundles and the key of an archived exam off this desk. The archive is checked once
/// more before: nothing goes that is not in it. `pieces`: of the exam's files (exam::ExamTraces), which a fetch that
/// broke off may have left. What travelled stays in the desk's record and at the office, sealed. @error NotFound it was
/// not archived, or the file is not there; DigestMismatch the file does not hold; Conflict a room is open
Result<void> clear_archived(const ExamDesk& desk, const std::string& key, const std::vector<std::string>& pieces);

} // namespace canbo::apps
