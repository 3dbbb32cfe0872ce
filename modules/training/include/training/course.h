#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// Where what a course says comes from. `verified`: its text was at hand and says so.
struct CourseSource {
    std::string id;
    std::string title;
    std::string where; ///< Lines or pages; may be empty.
    bool verified{false};
};

/// When a lesson counts as done.
struct CompletionRule {
    enum class Kind {
        View,    ///< It was read to its end.
        Mark,    ///< The best mark of its quiz reaches `pass`.
        Mastery, ///< `need` of the last `of` questions were right.
        Watch,   ///< `pass` of the video was played; what was skipped does not count.
    };
    Kind kind{Kind::View};
    double pass{0}; ///< Share of 1.
    int need{0};
    int of{0};
};

/// A lesson's film. Its length is the author's word (`course check` holds it against the file): it is known before
/// anything is played.
struct LessonFilm {
    std::string file;
    std::string captions; ///< WebVTT.
    int seconds{0};
};

struct CourseLesson {
    std::string id; ///< "01-mat-khau"
    std::string title;
    std::string file;
    int minutes{0};
    std::string quiz; ///< May be empty.
    CompletionRule completion;
    std::vector<std::string> prerequisites; ///< Lesson ids that come before.
    std::optional<LessonFilm> film;
    bool changed_in_substance{false}; ///< Who finished an older version has to do it again.
};

/// The quiz at the end.
struct FinalQuiz {
    int questions{0};
    std::vector<std::string> from; ///< Quiz files.
    double pass{0};                ///< Share of 1.
    int minutes{0};                ///< 0: no limit.
    int attempts{0};               ///< 0: as many as wanted.
};

/// One version of a course as its author wrote it: content/courses/<slug>/course.json. A value; immutable once read.
struct Course {
    std::string slug;
    std::string version; ///< "1.0.0"
    std::string language;
    std::string title;
    std::string summary;
    int minutes{0};
    std::vector<CourseSource> sources;
    std::vector<CourseLesson> lessons; ///< In the order they are read.
    std::optional<FinalQuiz> final;
    std::string drills; ///< File; may be empty.
    std::string certificate_title;

    const CourseLesson* lesson(std::string_view id) const;
};

/// Reads course.json. Problems, each with the path of its field ("lessons[3].quiz"), go into `issues`: what is missing,
/// unknown or malformed, ids that stand twice, prerequisites that do not exist or do not come before.
Course course_from_json(const Json& json, Issues& issues);

/// Small letters, digits and hyphens between them: what names a course, a lesson and a message.
bool is_slug(std::string_view text);
/// A path inside the course's folder: parts of small letters, digits, '-', '_' and '.', none of which begins with '.'.
bool is_course_path(std::string_view text);
/// -1, 0, 1 for "1.2.0" against "1.10.0"; each number counts.
int compare_versions(std::string_view a, std::string_view b);

} // namespace canbo::training
