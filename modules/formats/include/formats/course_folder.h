#pragma once

#include "base/issues.h"
#include "base/result.h"
#include "training/course.h"
#include "training/mailbox.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace canbo::formats {

/// The files of a course by their path inside its folder ("lessons/01-mat-khau.md"), with '/' between the parts.
using CourseFiles = std::map<std::string, std::string>;

/// What a course may be at most, in a folder and in a package.
struct CourseLimits {
    std::size_t files{2000};
    std::size_t file_bytes{100'000'000};
    std::size_t bytes{400'000'000};
};

/// Every file of a course's folder; files whose name begins with '.' are left out.
/// @error NotFound no such folder; InvalidInput a link, a device or a name a package could not carry; TooLarge; Storage
Result<CourseFiles> read_course_folder(const std::filesystem::path& folder, const CourseLimits& limits = {});

/// A course with everything it says, checked.
struct CheckedCourse {
    training::Course course;
    std::optional<training::Mailbox> drills;
    std::size_t questions{0}; ///< In all its quiz files.
};

/// Holds a course against the rules for content. Every fault goes into `issues` with file and line
/// ("lessons/01.md:12", "quiz/01.gift:3"): the schema, files that are missing or that nothing uses, lessons that are
/// too short, have no picture or a link to nowhere, pictures without a text that says what is seen, HTML or a script in
/// Markdown and SVG, questions without key or feedback, questions that stand twice, films that run longer or shorter
/// than is said or have no captions, drills (see mailbox_from_json). A course with an error must not be packed,
/// installed or shown.
CheckedCourse check_course(const CourseFiles& files, Issues& issues);

} // namespace canbo::formats
