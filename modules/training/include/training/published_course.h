#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "ledger/kinds.h"
#include "people/account.h"
#include "training/assignment.h"
#include "training/course.h"
#include "training/learning_desk.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// Files travel in pieces of at most this size, each an attachment by its digest: an exchange that breaks off goes on
/// with the next piece, and a file that did not change between two versions is not fetched again.
inline constexpr std::size_t course_piece_bytes = 1'048'576;

struct PublishedFile {
    std::string path;
    std::string sha256; ///< Of the whole file, hex.
    std::size_t bytes{0};
    std::vector<std::string> pieces; ///< SHA-256 of each, in order.
};

/// A version of a course that the office gives to every desk.
struct PublishedCourse {
    std::string course;
    std::string version;
    std::string title;
    std::string publisher; ///< SigningKey::id() of whose package it came from.
    std::vector<PublishedFile> files;
    bool withdrawn{false};
};

inline constexpr const char* course_kind = "course-version"; ///< Its subject is "slug@version".

std::string course_subject(std::string_view course, std::string_view version);
/// Says which files in which pieces; the pieces themselves go into the blob store.
PublishedCourse describe_course(const Course& course, const std::map<std::string, std::string>& files,
                                const std::string& publisher);
/// The pieces of a file, in order; at least one.
std::vector<std::string_view> pieces_of(std::string_view content);

Json published_to_json(const PublishedCourse& course);
PublishedCourse published_from_json(const Json& json, Issues& issues);

/// Publishes a course with its files: for every desk to fetch. @error Forbidden; Conflict this version was published
/// before; TooLarge; Storage
Result<std::string> publish_course(const LearningDesk& desk, ledger::BlobStore& blobs, const Course& course,
                                   const std::map<std::string, std::string>& files, const std::string& publisher);
/// No desk fetches it any more; who has it keeps it. @error Forbidden, NotFound, Conflict it was withdrawn before
Result<std::string> withdraw_course(const LearningDesk& desk, const std::string& course, const std::string& version);

/// Those published and those withdrawn, by name and then the newest version first. @error Storage
Result<std::vector<PublishedCourse>> load_published(Transaction& tx, const LearningDesk& desk);

/// Of these those that an assignment in force asks of the person, and not an older version than it asks for.
std::vector<PublishedCourse> asked_of(const people::Person& person, const std::vector<Assignment>& assignments,
                                      std::vector<PublishedCourse> published);

/// Kind of an entry by which a desk says that a version of a course stands on its shelf. The learner and who answers
/// for the agency read it.
inline constexpr const char* holding_kind = "course-holding";
/// Says so once for each version. @returns the number of entries. @error Storage
Result<std::size_t> tell_holdings(const LearningDesk& desk, const std::vector<Course>& on_shelf);

/// How many people of an agency have a version.
struct Holding {
    std::string agency;
    std::string course;
    std::string version;
    std::size_t people{0};
    bool operator==(const Holding&) const = default;
};
/// By agency, course and version. @error Storage
Result<std::vector<Holding>> load_holdings(Transaction& tx, const LearningDesk& desk);

/// The office's rules.
Result<void> admit_course(const ledger::Admission& in);
Result<void> admit_holding(const ledger::Admission& in);
/// A published version as the office holds it, withdrawn or not. @error Storage
Result<std::optional<Course>> course_at_office(const ledger::Admission& in, const std::string& course,
                                               const std::string& version);

} // namespace canbo::training
