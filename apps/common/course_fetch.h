#pragma once

#include "common/learning_sync.h"

#include <cstddef>
#include <functional>
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

/// Which of the published courses come, and who is told how far it is.
struct FetchWish {
    bool only_asked{false}; ///< Those assigned to the person at the desk; else all.
    /// From the caller's thread, after each file: the course's title, files that are here and files in all.
    std::function<void(const std::string& title, std::size_t done, std::size_t all)> on_progress{};
    std::function<bool()> stopped{}; ///< Asked before each piece; true ends it, and the next one goes on there.
};

/// Brings the courses that the office has published to this desk's shelf: of each the newest version that is not here
/// and not withdrawn. Piece by piece, each checked against its digest and kept in FOLDER/courses/.pieces until the
/// course is whole: an exchange that breaks off goes on with the next piece. A course is there completely or not at
/// all.
/// @error Unreachable, …; Cancelled it was stopped; DigestMismatch, InvalidInput a course that breaks the rules for
/// content; Storage
Result<CourseFetch> fetch_courses(const DeskExchange& exchange, const FetchWish& wish = {});

} // namespace canbo::apps
