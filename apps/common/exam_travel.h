#pragma once

#include "common/exam_desk.h"
#include "common/learning_sync.h"
#include "exam/release.h"

#include <cstddef>
#include <string>
#include <vector>

namespace canbo::apps {

/// A file that an exchange brought to the desk.
struct TravelledFile {
    std::string exam;
    std::string room; ///< Of a bundle; empty: the exam's package.
    std::filesystem::path file;
    std::size_t bytes{0}; ///< Fetched now; less than the file has when an earlier exchange broke off.
};

/// Where the pieces of a file lie until it is whole.
std::filesystem::path staged_pieces(const std::filesystem::path& desk);

/// Brings the packages that the office gives to its rooms, as far as they are not here: piece by piece, each checked
/// and kept in FOLDER/exams/.pieces until the file is whole. @error Unreachable, …; DigestMismatch; Storage
Result<std::vector<TravelledFile>> fetch_packages(const DeskExchange& exchange);
/// The same for the bundles of an exam's rooms. @error NotFound the office has no such exam
Result<std::vector<TravelledFile>> fetch_bundles(const DeskExchange& exchange, const std::string& exam);

/// Queues a sealed room for the office. Where a member of the council added something behind its seal, it must add to
/// the last bundle that is known here, and that one must have been collected: else another member's answer would be
/// lost. `from`: where the file lies, a place for the exam's key. @error as exam::send_bundle(); Conflict collect
/// first; NotFound the exam's key is not here
Result<std::string> queue_room(const reporting::Desk& desk, const std::filesystem::path& folder,
                               std::string_view bundle, const std::filesystem::path& from);

/// An exam's package and sealed rooms as they lie on a desk, each bundle checked with key and packer.
struct CollectedExam {
    exam::ExamPackage package;
    std::vector<exam::SealedRoom> rooms;
};
/// `packer`: who packed it, as the office says. @error NotFound package or bundle are not here; DigestMismatch a bundle
/// that does not hold (`where` = its room)
Result<CollectedExam> open_collected(const ExamDesk& desk, const exam::PublishedExam& published,
                                     const std::string& key);

} // namespace canbo::apps
