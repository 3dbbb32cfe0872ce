#pragma once

#include "base/json.h"
#include "base/result.h"
#include "training/course.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// How far one learner is in one lesson.
struct LessonProgress {
    bool read{false};           ///< Seen to its end, and said so.
    double place{0};            ///< Where reading stopped: 0 the beginning, 1 the end.
    std::optional<double> best; ///< Best mark of a whole round of its questions, share of 1.
    std::vector<bool> answers;  ///< The newest answers, right or not, oldest first; at most `kept_answers`.
    double watched{0};          ///< Share of the video that was played.

    bool begun() const { return read || place > 0 || best || !answers.empty(); }
};

/// As many newest answers as any rule of mastery may ask for.
inline constexpr std::size_t kept_answers = 50;

/// How far one learner is in one course. Holds marks: kept sealed, never logged.
struct CourseProgress {
    std::string version;     ///< The version that was begun.
    std::string last_lesson; ///< Where reading goes on.
    std::map<std::string, LessonProgress, std::less<>> lessons;

    const LessonProgress& lesson(std::string_view id) const; ///< An empty one when it was never opened.
};

/// By the lesson's own rule; a lesson with questions is also read before it is done.
bool is_done(const CourseLesson& lesson, const LessonProgress& progress);
/// Every lesson that must come before is done.
bool is_open(const Course& course, const CourseLesson& lesson, const CourseProgress& progress);
std::size_t lessons_done(const Course& course, const CourseProgress& progress);
/// One graded answer. `fraction`: share of the mark; right is the whole of it.
void note_answer(LessonProgress& progress, double fraction);
/// A whole round of the lesson's questions. @param fractions one for each question asked
void note_round(LessonProgress& progress, const std::vector<double>& fractions);

Json progress_to_json(const CourseProgress& progress);
/// @error InvalidInput
Result<CourseProgress> progress_from_json(const Json& json);

/// Where a learner's progress is kept on this desk.
class ProgressStore {
public:
    virtual ~ProgressStore() = default;
    /// Empty when the course was never begun. @error Storage
    virtual Result<CourseProgress> load(const std::string& slug) = 0;
    /// On the disk when it returns. @error Storage
    virtual Result<void> save(const std::string& slug, const CourseProgress& progress) = 0;
};

} // namespace canbo::training
