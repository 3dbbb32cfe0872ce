#pragma once

#include "common/learning_sync.h"

#include <cstddef>
#include <string>
#include <vector>

namespace canbo::apps {

/// What fetching brought.
struct CourseFetch {
    struct Course {
        std::string course;
        std::string version;
        std::size_t files{0};   ///< Of the course.
        std::size_t fetched{0}; ///< Of them from the office; the others were here in another version.
        std::size_t bytes{0};   ///< Fetched.
    };
    std::vector<Course> placed;
};

/// Brings the courses that the office has published to this desk's shelf: of each the newest version that is not here
/// and not withdrawn. Piece by piece, each checked against its digest and kept in FOLDER/courses/.pieces until the
/// course is whole: an exchange that breaks off goes on with the next piece. A course is there completely or not at
/// all.
/// @error Unreachable, …; DigestMismatch, InvalidInput a course that breaks the rules for content; Storage
Result<CourseFetch> fetch_courses(const DeskExchange& exchange);

} // namespace canbo::apps
